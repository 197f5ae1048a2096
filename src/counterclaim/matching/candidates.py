"""Which claims are worth comparing: of one type, and near each other in place and time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

import numpy as np

from counterclaim.grounding.spelling import folded
from counterclaim.matching.arrays import Bools, Ints, distinct
from counterclaim.matching.calendars import EVER, Calendar, Timed
from counterclaim.matching.profiles import Profile
from counterclaim.model import Place
from counterclaim.policy import Policy

_FAR = 4  # days between two periods from which on no other evidence outweighs the distance
_LONG = 60  # days: a longer period tells of a course of events, and is told of long afterwards
STARTS = 31  # days that the starts of two such periods may lie apart: "since 2011", "since March"
_ASKED = 2**16  # claims whose neighbours are looked for at once


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of positions, ``a`` below ``b``, in order. ``left_out`` says for each claim how many
    neighbours, at most, it was not compared with, since there were too many."""

    a: Ints
    b: Ints
    left_out: Ints


@dataclass(frozen=True, slots=True)
class _Block:
    """Claims that share something (``key``), each on a ``day``; those that ``ask`` are compared
    with the others that lie at most ``reach`` days from them."""

    members: Ints
    keys: Ints
    days: Ints
    ask: Bools
    reach: int


def candidates(profiles: Sequence[Profile], policy: Policy) -> Candidates:
    """The pairs to compare.

    Two claims are compared if they are of one type and stand in one report; or if their places
    may be the same or lie within each other (they share a province, or one names a country only,
    or no known place) and their reports appeared within ``match_window_days`` of each other, or
    the day of one is not known. Beyond that window they are compared if they are about the same
    known days; or both about more than 60 days that overlap and begin within 31 days of each
    other ("since 2011"). Where both periods are known they must lie less than four days apart.
    Counts over a whole war are compared whenever they were published, and with no others but those
    in one report with them.

    Of the neighbours on either side in time each claim is compared with the nearest
    ``match_neighbours`` of each kind.
    """
    near = Nearness(profiles, policy.match_window_days)
    left_out = np.zeros(len(profiles), np.int64)
    found = [np.empty(0, np.int64)]
    for block in _blocks(profiles, policy.match_window_days):
        for a, b in _neighbours(block, policy.match_neighbours, left_out):
            low, high = np.minimum(a, b), np.maximum(a, b)
            kept = near(low, high)
            found.append(distinct(low[kept] * len(profiles) + high[kept]))
    keys = distinct(np.concatenate(found))
    return Candidates(keys // max(1, len(profiles)), keys % max(1, len(profiles)), left_out)


class Warring(Timed, Protocol):
    """Also whether it counts over a whole war."""

    @property
    def war(self) -> object | None: ...


class Nearness:
    """Whether the times of two claims allow that they answer one question."""

    def __init__(self, profiles: Sequence[Warring], window: int) -> None:
        self._window = window
        self._days = Calendar.of(profiles)
        self._war = np.array([p.war is not None for p in profiles], np.bool_)

    def __call__(self, a: Ints, b: Ints) -> Bools:
        days, gap = self._days, self._days.gap(a, b)
        one, other = days.told[a], days.told[b]
        reported = (one == 0) | (other == 0) | (np.abs(one - other) <= self._window)
        known = days.known[a] & days.known[b]
        lasting = np.minimum(days.end[a] - days.start[a], days.end[b] - days.start[b]) > _LONG
        starts = np.abs(days.start[a] - days.start[b]) <= STARTS
        again = known & (days.same(a, b) | (lasting & starts & (gap <= 0)))
        wars = self._war[a] & self._war[b]
        met: Bools = (wars | np.where(reported, ~known | (gap < _FAR), again)) & (a != b)
        return met


def left_out(profiles: Sequence[Profile], count: int, policy: Policy) -> Ints:
    """For each position below ``count`` how many neighbours, at most, are not compared with it."""
    found = np.zeros(count, np.int64)
    for block in _blocks(profiles, policy.match_window_days):
        for near in _asked(block, policy.match_neighbours):
            near.count(block, found)
    return found


def _blocks(profiles: Sequence[Profile], window: int) -> Iterator[_Block]:
    for stands, reach in nearness(window):
        rows = ((p.position, *stand) for p in profiles for stand in stands(p))
        yield _block(rows, reach)


def nearness(window: int) -> tuple[tuple[Stands, int], ...]:
    """Every way in which claims can be near each other: where a claim stands in it (what it
    shares with its neighbours, a day, whether it asks), and how many days from it these lie."""
    placed = (_in_province, _in_country, _anywhere)
    ways: tuple[tuple[Placing, int], ...] = (
        (_reported, window), (_dated, 0), (_long, STARTS), (_unreported, 0),
    )  # fmt: skip
    return (
        (_of_report, 0),
        (_of_war, EVER),
        *(
            (partial(_of_event, partial(way, kind)), reach)
            for kind in placed
            for way, reach in ways
        ),
    )


def _of_report(profile: Profile) -> Iterator[Stand]:
    yield (profile.type, profile.document), 0, True


def _of_event(stands: Stands, profile: Profile) -> Iterator[Stand]:
    if not profile.war:
        yield from stands(profile)


def _of_war(profile: Profile) -> Iterator[Stand]:
    if profile.war:
        yield (profile.type, profile.war[0]), profile.published or 0, True


def _reported(kind: Where, profile: Profile) -> Iterator[Stand]:
    for key, ask in kind(profile) if profile.published else ():
        yield (profile.type, key), profile.published or 0, ask


def _dated(kind: Where, profile: Profile) -> Iterator[Stand]:
    for key, ask in kind(profile) if profile.start or profile.end else ():
        yield (profile.type, key, profile.start, profile.end), 0, ask


def _long(kind: Where, profile: Profile) -> Iterator[Stand]:
    if (profile.start or profile.end) and _lasts(profile):
        for key, ask in kind(profile):
            yield (profile.type, key), profile.start or 0, ask


def _unreported(kind: Where, profile: Profile) -> Iterator[Stand]:
    for key, ask in kind(profile):
        yield (profile.type, key), 0, ask and not profile.published


def lasting(start: date | None, end: date | None) -> bool:
    """Whether a period, of which a day at least is known, is so long that it is told of long
    afterwards."""
    first, last = (day.toordinal() if day else None for day in (start, end))
    return _length(first, last) > _LONG


def _lasts(profile: Profile) -> bool:
    return _length(profile.start, profile.end) > _LONG


def _length(start: int | None, end: int | None) -> int:
    return (end or EVER) - (start or 0)


Placed = Iterator[tuple[Hashable, bool]]
Where = Callable[[Profile], Placed]
Stand = tuple[Hashable, int, bool]
Stands = Callable[[Profile], Iterator[Stand]]
Placing = Callable[[Where, Profile], Iterator[Stand]]


def _in_province(profile: Profile) -> Placed:
    """Each province or unmapped name that the claim's places give, all of which ask."""
    if not _wide(profile):
        for key in dict.fromkeys(map(_province, profile.places)):
            yield key, True


def _in_country(profile: Profile) -> Placed:
    """Each country; claims that name no more than a country ask all the others there."""
    for country in dict.fromkeys(p.country for p in profile.places if p.country):
        yield country, _wide(profile)


def _anywhere(profile: Profile) -> Placed:
    """Claims without a place on the map ask all the others."""
    yield None, not any(place.country for place in profile.places)


def _province(place: Place) -> Hashable:
    return (place.country, place.admin1) if place.admin1 else folded(place.name)


def _wide(profile: Profile) -> bool:
    """Whether the claim may be about any part of a country."""
    return not profile.places or not profile.places[0].admin1


def neighbours(
    rows: Iterable[tuple[int, Hashable, int, bool]], reach: int, most: int, left_out: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of the positions of rows (a position, and how it stands: see ``nearness``), each with
    its nearest ``most`` before and after it. What is left out is added to ``left_out``."""
    return _neighbours(_block(rows, reach), most, left_out)


def _block(rows: Iterable[tuple[int, Hashable, int, bool]], reach: int) -> _Block:
    """Rows of position, key, day and whether to ask, brought in order of key and day."""
    numbers: dict[Hashable, int] = {}
    table = np.array(
        [(at, numbers.setdefault(key, len(numbers)), day, ask) for at, key, day, ask in rows],
        np.int64,
    ).reshape(-1, 4)
    table = table[np.lexsort((table[:, 0], table[:, 2], table[:, 1]))]
    return _Block(table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(np.bool_), reach)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where in a block some claims stand that ask, where their neighbours do, and which of these,
    from a first to before a last one, they are compared with."""

    own: Ints
    low: Ints
    high: Ints
    first: Ints
    last: Ints

    def count(self, block: _Block, left_out: Ints) -> None:
        """Add what is left out."""
        more = (self.first - self.low) + (self.high - self.last)
        np.add.at(left_out, block.members[self.own], more)


def _asked(block: _Block, most: int) -> Iterator[_Asked]:
    """Those who ask, each with its nearest ``most`` neighbours before and after it in time."""
    order = block.keys * (4 * EVER) + block.days
    asking = np.flatnonzero(block.ask)
    for at in range(0, len(asking), _ASKED):
        own = asking[at : at + _ASKED]
        low = np.searchsorted(order, order[own] - block.reach, "left")
        high = np.searchsorted(order, order[own] + block.reach, "right")
        first, last = np.maximum(low, own - most), np.minimum(high, own + most + 1)
        yield _Asked(own, low, high, first, last)


def _neighbours(block: _Block, most: int, left_out: Ints) -> Iterator[tuple[Ints, Ints]]:
    for near in _asked(block, most):
        near.count(block, left_out)
        lengths = near.last - near.first
        ends = np.cumsum(lengths)
        others = np.arange(ends[-1]) + np.repeat(near.first - ends + lengths, lengths)
        asker = np.repeat(near.own, lengths)
        once = (asker < others) | ((asker > others) & ~block.ask[others])
        yield block.members[asker[once]], block.members[others[once]]
