"""How well claims were brought together into facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from counterclaim.evaluating.cases import Case
from counterclaim.evaluating.pairing import Pair
from counterclaim.evaluating.scores import Rates, Score

Group = Hashable


def links(pairs: Sequence[Pair]) -> Score:
    """Of all twos of found claims: which answer one question."""
    gold, read = _gold(pairs), _read(pairs)
    return Score(_twos(zip(gold, read, strict=True)), _twos(read), _twos(gold))


def facts(pairs: Sequence[Pair]) -> Rates:
    """B-cubed: for each found claim, how much of the group it was put in belongs with it.

    Precision is the mean share of the read group that is of the claim's annotated group, recall
    the mean share of the annotated group that is in the read one.
    """
    if not pairs:
        return Rates(0.0, 0.0)
    gold, read = _gold(pairs), _read(pairs)
    in_gold, in_read = Counter(gold), Counter(read)
    shared = Counter(zip(gold, read, strict=True))
    precision = sum(number**2 / in_read[group] for (_, group), number in shared.items())
    recall = sum(number**2 / in_gold[group] for (group, _), number in shared.items())
    return Rates(precision / len(pairs), recall / len(pairs))


def _gold(pairs: Sequence[Pair]) -> list[Group]:
    return [_group(pair.gold, at) for at, pair in enumerate(pairs)]


def _read(pairs: Sequence[Pair]) -> list[Group]:
    return [_group(pair.read, at) for at, pair in enumerate(pairs)]


def _group(case: Case, position: int) -> Group:
    """A claim that was put to no fact is alone."""
    return position if case.fact is None else case.fact


def _twos(groups: Iterable[Group]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())
