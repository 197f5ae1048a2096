"""Whether two claims answer one question: evidence added up, each piece with its reason.

The score is a sum of weights, as in probabilistic record linkage (I. P. Fellegi and A. B. Sunter,
"A theory for record linkage", 1969); ``weights.py`` says where the weights come from.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from counterclaim.matching import weights
from counterclaim.matching.arrays import Bools, Floats, Ints, distinct
from counterclaim.matching.coded import Coded, Levels
from counterclaim.matching.levels import FEATURES, OF_ONE_REPORT
from counterclaim.matching.likeness import Likeness
from counterclaim.matching.profiles import Profile
from counterclaim.matching.times import Times
from counterclaim.model import Document

_TOLD_APART = frozenset({"position: one word", "measure: new and total"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score (log-odds; 0 is even) and the levels that it was added up from."""

    score: float
    levels: tuple[str, ...]
    sentences: float
    documents: float

    @property
    def probability(self) -> float:
        return probability(self.score)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was found of each feature, in words."""
        said = [weights.WORDS[level] for level in self.levels if level in weights.WORDS]
        if self.sentences >= weights.ALIKE:
            said.append(f"the sentences share words (likeness {self.sentences:.2f})")
        if self.documents >= weights.ALIKE:
            said.append(f"the reports share words (likeness {self.documents:.2f})")
        return tuple(said)


def probability(score: float) -> float:
    return 1 / (1 + math.exp(-score))


@dataclass(frozen=True, slots=True)
class Compared:
    """Many pairs of claims, by position, with their scores.

    ``told_apart`` is set where one report tells the two apart: by one word ("killed 58, including
    11 children"), or as a new count beside a total ("12 more, bringing the total to 84").
    """

    a: Ints
    b: Ints
    scores: Floats
    told_apart: Bools

    def __len__(self) -> int:
        return len(self.a)

    def taken(self, which: Bools | Ints) -> Compared:
        return Compared(self.a[which], self.b[which], self.scores[which], self.told_apart[which])

    @classmethod
    def joined(cls, parts: Sequence[Compared]) -> Compared:
        return cls(
            np.concatenate([part.a for part in parts] or [np.empty(0, np.int64)]),
            np.concatenate([part.b for part in parts] or [np.empty(0, np.int64)]),
            np.concatenate([part.scores for part in parts] or [np.empty(0)]),
            np.concatenate([part.told_apart for part in parts] or [np.empty(0, np.bool_)]),
        )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for and against some of many pairs (``at``, by their places among these), by one
    table of weights: of each feature the names of its levels and the number of that of each pair,
    the likenesses of words, and what all of it adds up to."""

    at: Ints
    table: Mapping[str, float]
    levels: Sequence[tuple[Sequence[str], Levels]]
    sentences: Floats
    documents: Floats
    scores: Floats


class Comparing:
    """Compares claims of one type; knows their profiles and their reports' words."""

    def __init__(self, profiles: Sequence[Profile], documents: Mapping[str, Document]) -> None:
        numbers = {id: at for at, id in enumerate(dict.fromkeys(p.document for p in profiles))}
        self._document = np.array([numbers[p.document] for p in profiles], np.int64)
        self._features: list[Coded | Times] = [Coded(feature, profiles) for feature in FEATURES]
        self._features.insert(1, Times(profiles))  # reasons name the place, then the days
        self._of_one = [Coded(feature, profiles) for feature in OF_ONE_REPORT]
        said = [(p.type, p.document, p.claim.claim.sentence) for p in profiles]
        # Those of a type stand together, since they are compared with the same others.
        ordered = sorted(dict.fromkeys(said), key=itemgetter(0))
        sentences = {key: at for at, key in enumerate(ordered)}
        self._sentence = np.array([sentences[key] for key in said], np.int64)
        self._sentences = Likeness(span.of(documents[id].text) for _, id, span in sentences)
        self._documents = Likeness(documents[id].text for id in numbers)

    def scores(self, a: Ints, b: Ints, least: float = -math.inf) -> Compared:
        """The scores of pairs of positions.

        Words are not compared where even equal ones would not bring the score above ``least``;
        it is then one that is not above it.
        """
        scores, apart = np.empty(len(a)), np.zeros(len(a), np.bool_)
        for found in self._evidence(a, b, least):
            scores[found.at] = found.scores
            for names, levels in found.levels if found.table is weights.TOGETHER else ():
                apart[found.at] |= np.array([n in _TOLD_APART for n in names], np.bool_)[levels]
        return Compared(a, b, scores, apart)

    def explained(self, a: Ints, b: Ints) -> list[Comparison]:
        """The comparisons of pairs of positions, with all that speaks for and against."""
        told: dict[int, Comparison] = {}
        for found in self._evidence(a, b, -math.inf):
            levels = ([names[level] for level in levels] for names, levels in found.levels)
            numbers = (found.at, found.scores, found.sentences, found.documents)
            columns = (column.tolist() for column in numbers)
            for at, score, *alike, each in zip(*columns, zip(*levels, strict=True), strict=True):
                told[at] = Comparison(score, each, *alike)
        return [told[at] for at in range(len(a))]

    def _evidence(self, a: Ints, b: Ints, least: float) -> Iterator[_Evidence]:
        for at, table in self._tables(a, b):
            one, other = a[at], b[at]
            levels = list(self._levels(one, other, table))
            total = np.full(len(at), table["start"])
            for names, level in levels:
                total += np.array([table.get(name, 0.0) for name in names])[level]
            sentences, documents = np.zeros(len(at)), np.zeros(len(at))
            near = np.flatnonzero(total + table["sentences"] + table["documents"] > least)
            own = self._sentence[one[near]], self._sentence[other[near]]
            sentences[near] = self._sentences(*own)
            words = table["sentences"] * sentences
            near = near[total[near] + words[near] + table["documents"] > least]
            documents[near] = self._reports(one[near], other[near])
            total += words + table["documents"] * documents
            yield _Evidence(at, table, levels, sentences, documents, total)

    def _tables(self, a: Ints, b: Ints) -> Iterator[tuple[Ints, Mapping[str, float]]]:
        """Where in the pairs those of one report stand, and those of two, each with its weights."""
        together = self._document[a] == self._document[b]
        yield np.flatnonzero(together), weights.TOGETHER
        yield np.flatnonzero(~together), weights.APART

    def _levels(
        self, a: Ints, b: Ints, table: Mapping[str, float]
    ) -> Iterator[tuple[Sequence[str], Levels]]:
        """Of each feature the names of its levels, and the number of that of each pair."""
        of_one = self._of_one if table is weights.TOGETHER else []
        for coded in [*self._features, *of_one]:
            levels = coded(a, b)
            yield [f"{coded.name}: {name}" for name in coded.names], levels

    def _reports(self, a: Ints, b: Ints) -> Floats:
        """How alike the reports of claims are; 0 where they are one."""
        one, other = self._document[a], self._document[b]
        size = int(self._document.max(initial=0)) + 1
        keys = np.minimum(one, other) * size + np.maximum(one, other)
        asked = distinct(keys[one != other])
        alike = np.append(self._documents(asked // size, asked % size), 0.0)
        return np.where(one != other, alike[np.searchsorted(asked, keys)], 0.0)
