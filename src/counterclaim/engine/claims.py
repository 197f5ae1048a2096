"""From documents to claims, and to where each stands among those that it may be compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.engine.records import Placed, packed
from counterclaim.engine.rows import Row, document_of
from counterclaim.extracting import Extractor
from counterclaim.grounding import Grounder
from counterclaim.matching.calendars import EVER
from counterclaim.matching.candidates import nearness
from counterclaim.matching.profiles import Profile, profile
from counterclaim.model import Document, GroundedClaim, Problem
from counterclaim.policy import Policy
from counterclaim.reading import is_english
from counterclaim.reconciling.spots import CONTROL, spots

#: What reads and grounds claims: made in each worker, once.
Load = Callable[[], tuple[Extractor, Grounder]]


@dataclass(frozen=True, slots=True)
class Times:
    """When a claim was published and when what it says was, as days; see ``candidates.Warring``."""

    published: int | None
    start: int | None
    end: int | None
    war: bool | None


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim in one group of those that may be compared: its place in the order of all claims, its
    day there, and whether it asks; ``own`` where the group is the one that answers for it."""

    order: tuple[bool, str, str, int, int, str]
    times: Times
    day: int
    ask: bool
    own: bool


@dataclass(frozen=True, slots=True)
class MakeClaims:
    """What makes ``Claims`` in a worker."""

    load: Load
    policy: Policy

    def __call__(self) -> Claims:
        return Claims(*self.load(), self.policy)


@dataclass(frozen=True, slots=True)
class Claims:
    """Of documents the claims ("claim": of a type ``b``), what failed ("problem"), how claims stand
    among others ("stand": in a group ``b``), and the places whose control they tell of ("spot")."""

    extractor: Extractor
    grounder: Grounder
    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        every = [document_of(row) for row in rows]
        documents = [document for document in every if is_english(document.language)]
        for document, found in zip(documents, self.extractor.extract(documents), strict=True):
            if isinstance(found, Problem):
                yield Row("problem", a=document.id, record=packed(found))
                continue
            for grounded in self.grounder.ground(document, found):
                yield from _rows(grounded, document, self.policy)


def _rows(grounded: GroundedClaim, document: Document, policy: Policy) -> Iterator[Row]:
    held, month = profile(0, grounded, document), f"{document.published or ''}"[:7]
    placed, claim = Placed.of(grounded, document, war=held.war is not None), grounded.claim
    sentence = float(claim.sentence.start)
    yield Row("claim", month, claim.id, claim.type, sentence, packed(placed), document.id)
    yield from stands(placed, held, policy)
    for key, cell in sorted(_spots(grounded, document, policy)):
        yield Row("spot", month, claim.id, key, float(cell))


def stands(placed: Placed, profile: Profile, policy: Policy) -> Iterator[Row]:
    """How a claim stands in each group of those that it may be compared with.

    Groups that hold all days are cut into cells longer than what they reach over: a claim stands in
    its own cell, and as a neighbour in the two beside it.
    """
    times = Times(profile.published, profile.start, profile.end, placed.war or None)
    for way, (standing, reach) in enumerate(nearness(policy.match_window_days)):
        for key, day, ask in standing(profile):
            cells = (-1, 0, 1) if 0 < reach < EVER else (0,)
            for step in cells:
                cell = day // (reach + 1) + step if len(cells) > 1 else 0
                group = packed((way, key, cell))
                stand = Stand(placed.order, times, day, ask, step == 0)
                yield Row("stand", "", placed.id, group, float(reach), packed(stand))


def _spots(
    grounded: GroundedClaim, document: Document, policy: Policy
) -> Iterator[tuple[str, int]]:
    """The places of whose control a claim tells, with stretches of time: claims that may stand
    against one another share one."""
    if grounded.claim.type not in CONTROL:
        return
    reach = policy.reconcile_control_days + policy.reconcile_undated_days
    for spot in spots(grounded, document.text):
        key = packed((spot.key, sorted(spot.words)))
        for cell in {*_cells(_days(grounded, document), reach)}:
            yield key, cell


def _cells(days: Sequence[date], reach: int) -> Iterator[int]:
    """Stretches that the days lie in, or come near to: of two days no further apart than ``reach``
    the nearness of one has the stretch of the other."""
    size = 2 * reach + 1
    for day in days:
        yield from {(day.toordinal() - reach) // size, (day.toordinal() + reach) // size}


def _days(grounded: GroundedClaim, document: Document) -> list[date]:
    period = grounded.period
    days = (document.published, period.start if period else None, period.end if period else None)
    return [day for day in days if day is not None]
