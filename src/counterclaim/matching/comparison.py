"""Whether two claims answer one question: evidence added up, each piece with its reason.

The score is a sum of weights, as in probabilistic record linkage (I. P. Fellegi and A. B. Sunter,
"A theory for record linkage", 1969); ``weights.py`` says where the weights come from.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from counterclaim.matching import weights
from counterclaim.matching.levels import levels
from counterclaim.matching.profiles import Likeness, Profile, likeness


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score (log-odds; 0 is even) and the levels that it was added up from."""

    score: float
    levels: tuple[str, ...]
    sentences: float
    documents: float

    @property
    def probability(self) -> float:
        return 1 / (1 + math.exp(-self.score))

    @property
    def told_apart(self) -> bool:
        """One report tells the two apart by one word: they answer two questions."""
        return "position: one word" in self.levels

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was found of each feature, in words."""
        said = [weights.WORDS[level] for level in self.levels if level in weights.WORDS]
        if self.sentences >= weights.ALIKE:
            said.append(f"the sentences share words (likeness {self.sentences:.2f})")
        if self.documents >= weights.ALIKE:
            said.append(f"the reports share words (likeness {self.documents:.2f})")
        return tuple(said)


def compare(a: Profile, b: Profile, alike: Likeness) -> Comparison:
    """Compare two claims of one type; ``alike`` knows their documents."""
    one, other = a.claim.claim.document, b.claim.claim.document
    together = one == other
    table = weights.TOGETHER if together else weights.APART
    found = tuple(levels(a, b))
    sentences = likeness(a.sentence, b.sentence)
    documents = 0.0 if together else alike(one, other)
    score = table["start"] + sum(table.get(level, 0.0) for level in found)
    score += table["sentences"] * sentences + table["documents"] * documents
    return Comparison(score, found, sentences, documents)
