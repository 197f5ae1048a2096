"""Which sources copy one another, judged by the mistakes that they share.

After an idea of Dong, Berti-Équille and Srivastava, "Integrating conflicting data: the role of
source dependence" (VLDB 2009): truth is shared by all who are right, a mistake by those who copy.
Here in a simple form: one judgement for each pair of sources over all that both say, by the share
of their mistakes that they have in common, to the letter, set against what is usual in the
collection. To the letter, as a copied passage is one of the same words: two that know the same
thing each on its own do not spell it alike. Truth is never looked at; what most voices say stands
in its place, and is found anew when copies are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from held import Held, Question
from voting import Pairs, winner

_LEAST = 5  # answers; who has given fewer cannot be judged, and stays as he is
_ROUNDS = 10  # it settles within five on every set tried


@dataclass(frozen=True, slots=True)
class Belief:
    """What is taken to hold of sources before any is seen."""

    taken: float = 0.8  # share of what it says that a copier takes over, as in the paper
    before: float = 0.2  # share of pairs that copy, as in the paper
    sure: float = 0.95  # how probable copying must be to count


def copying(held: Held, belief: Belief = Belief()) -> Pairs:
    """The pairs of sources that copy one another, either way."""
    sources = _sources(held)
    asked = sorted(question for question, given in held.claims.items() if len(given) > 1)
    said, codes = _matrix(held.claims, sources, asked)
    wrote, _ = _matrix(held.wording, sources, asked)
    pairs: Pairs = frozenset()
    for _ in range(_ROUNDS):
        best = [winner(held.claims[question], pairs) for question in asked]
        right = np.array([code[value] for code, value in zip(codes, best, strict=True)])
        found = _pairs(said != right, wrote, sources, belief)
        if found == pairs:
            break
        pairs = found
    return pairs


def _sources(held: Held) -> list[str]:
    answers = Counter(source for given in held.claims.values() for source in given)
    return sorted(source for source, number in answers.items() if number >= _LEAST)


def _matrix(
    told: Mapping[Question, Mapping[str, str]], sources: list[str], asked: list[Question]
) -> tuple[np.ndarray, list[dict[str, int]]]:
    """Values as numbers, a row a source and a column a question; -1 where it says nothing."""
    row = {source: at for at, source in enumerate(sources)}
    said = np.full((len(sources), len(asked)), -1, dtype=np.int16)
    codes: list[dict[str, int]] = []
    for at, question in enumerate(asked):
        code: dict[str, int] = {}
        for source, value in told[question].items():
            number = code.setdefault(value, len(code))
            if source in row:
                said[row[source], at] = number
        codes.append(code)
    return said, codes


def _pairs(wrong: np.ndarray, wrote: np.ndarray, sources: list[str], belief: Belief) -> Pairs:
    shared, made = _mistakes(wrong, wrote)
    usual = _usual(shared, made)
    copied = usual + belief.taken * (1 - usual)
    odds = (
        shared * np.log(copied / usual)
        + (made - shared) * np.log((1 - copied) / (1 - usual))
        + np.log(belief.before / (1 - belief.before))
    )
    sure = np.argwhere(np.triu(odds > np.log(belief.sure / (1 - belief.sure)), 1))
    return frozenset(frozenset((sources[one], sources[other])) for one, other in sure)


def _mistakes(wrong: np.ndarray, wrote: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each two sources: the mistakes that they share to the letter, and all that either makes,
    where both answer."""
    spoke = wrote >= 0
    wrong = wrong & spoke
    shared = np.zeros((len(wrote), len(wrote)), dtype=np.int64)
    made = np.zeros_like(shared)
    for one in range(len(wrote)):
        shared[one] = (wrong[one] & (wrote[one] == wrote)).sum(1)
        made[one] = (spoke[one] & spoke & (wrong[one] | wrong)).sum(1)
    return shared, made


def _usual(shared: np.ndarray, made: np.ndarray) -> float:
    """The share of their mistakes that the median pair has in common.

    Sources that copy nobody make some mistakes alike, since some lie near: they read one clock, or
    take the first author for all. As long as most pairs do not copy, the median is of those.
    """
    pairs = np.triu(made >= _LEAST, 1)
    shares = shared[pairs] / made[pairs]
    return float(np.clip(np.median(shares), 0.05, 0.95)) if len(shares) else 0.05
