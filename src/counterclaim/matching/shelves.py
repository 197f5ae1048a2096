"""Facts by their days, to find those whose days hold given ones."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from counterclaim.model import Fact

_SHORT = 31  # days up to which a fact is found under each of its days, not of its months
_MONTH = 30


class Shelf:
    """Facts of one kind and place."""

    def __init__(self, facts: Sequence[Fact], most: int) -> None:
        self._most = most
        self._exact: dict[tuple[date | None, date | None], list[Fact]] = defaultdict(list)
        self._by_day: dict[int, list[Fact]] = defaultdict(list)
        self._by_month: dict[int, list[Fact]] = defaultdict(list)
        self._open: list[Fact] = []
        for fact in sorted(facts, key=lambda fact: (_length(fact), fact.id)):
            self._exact[fact.start, fact.end].append(fact)
            if fact.start is None:
                continue
            if fact.end is None:
                self._open.append(fact)
                continue
            first, last = fact.start.toordinal(), fact.end.toordinal()
            if last - first < _SHORT:
                for day in range(first, last + 1):
                    self._by_day[day].append(fact)
            else:
                for month in range(first // _MONTH, last // _MONTH + 1):
                    self._by_month[month].append(fact)
        self._open.sort(key=lambda fact: (fact.start or date.min, fact.id))

    def around(self, fact: Fact) -> list[Fact]:
        """Those of the same known days, then those whose days hold the fact's, shortest first; at
        most ``most`` of each length: days, months, and without end."""
        found = list(self._exact[fact.start, fact.end][: self._most]) if fact.start else []
        if fact.start is None or fact.end is None:
            return found
        day = fact.start.toordinal()
        for longer in (self._by_day.get(day, ()), self._by_month.get(day // _MONTH, ())):
            found += self._holding(fact, longer)
        at = bisect_right(self._open, fact.start, key=lambda other: other.start or date.min)
        return found + self._open[max(0, at - self._most) : at][::-1]

    def _holding(self, fact: Fact, longer: Iterable[Fact]) -> list[Fact]:
        found: list[Fact] = []
        for other in longer:
            if len(found) == self._most:
                break
            if _longer(fact, other):
                found.append(other)
        return found


def _length(fact: Fact) -> int:
    return ((fact.end or date.max) - (fact.start or date.min)).days


def _longer(inner: Fact, outer: Fact) -> bool:
    """Whether the inner fact's days lie in the outer's, and are not the same."""
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return False
    holds = outer.start <= inner.start and inner.end <= outer.end
    return holds and (inner.start, inner.end) != (outer.start, outer.end)
