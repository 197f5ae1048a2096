"""Who says whose a place was, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.place import Place
from counterclaim.model.terms import ClaimType, EntityKind, Polarity


@dataclass(frozen=True, slots=True)
class Account:
    """One claim of a step: who is quoted, through whom, in which report of which day.

    ``voice`` is the name of the voice that the claim belongs to, ``kind`` what the voice is: an
    outlet or an agency speaks for itself, the others are quoted.
    """

    claim: str
    document: str
    published: date | None
    voice: str
    kind: EntityKind
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opposition:
    """A step that cannot both be so with this one, and why, in words."""

    step: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class ControlStep:
    """One thing that is said of a place, or of a part of it, by one or more voices.

    ``type`` is seized, held or withdrew; ``side`` the plain name of whom it is said of (None:
    nobody is named). ``part`` is empty for the place itself, else the words for a part of it.
    ``start`` and ``end`` are the days of the event as claimed, None where they are not given or
    open; ``reported`` is the first day of a report. ``voices`` counts the independent voices.
    ``against`` are the steps that contradict this one; ``follows`` is the step after which this
    one tells of a change of hands, without contradiction.
    """

    id: str
    type: ClaimType
    polarity: Polarity
    side: str | None
    part: str
    start: date | None
    end: date | None
    reported: date | None
    voices: int
    accounts: tuple[Account, ...]
    against: tuple[Opposition, ...] = ()
    follows: str | None = None

    @property
    def day(self) -> date | None:
        """The day by which the step has its place in the order: of the event, else the report."""
        return self.start or self.end or self.reported


@dataclass(frozen=True, slots=True)
class ControlTimeline:
    """The steps told of one place, by day (undated last). It never says whose the place is.

    ``within`` names the town of which the place is a part, where a report says so; ``town`` is
    the id of that town's own timeline, None where nothing is told of the town itself.
    """

    id: str
    place: Place
    steps: tuple[ControlStep, ...]
    within: str | None = None
    town: str | None = None

    @property
    def contested(self) -> bool:
        return any(step.against for step in self.steps)
