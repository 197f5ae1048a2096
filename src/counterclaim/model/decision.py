"""What reviewers decide: their acts, kept beside what the machine found and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from counterclaim.model.ids import identifier
from counterclaim.model.span import Span
from counterclaim.model.terms import PlacePrecision

DecisionKind = Literal[
    "accept", "reject", "correct", "add", "merge", "split", "same_voice", "different_voice",
    "undo", "note",
]  # fmt: skip
Subject = Literal["claim", "entry", "voice", "document", "decision"]
Field = Literal[
    "type", "sentence", "trigger", "quantity", "lower", "upper", "precision", "object",
    "object_class", "actor", "places", "time", "start", "end", "speaker", "via", "polarity",
]  # fmt: skip
DecisionState = Literal["in_force", "undone", "overridden", "orphaned"]

#: What each kind of decision may be about.
SUBJECTS: Final[dict[DecisionKind, tuple[Subject, ...]]] = {
    "accept": ("claim", "entry"),
    "reject": ("claim",),
    "correct": ("claim",),
    "add": ("document",),
    "merge": ("entry",),
    "split": ("entry",),
    "same_voice": ("voice",),
    "different_voice": ("voice",),
    "undo": ("decision",),
    "note": ("claim", "entry", "document", "decision"),
}
#: Fields that may hold several words, and fields that are numbers.
SEVERAL: Final[tuple[Field, ...]] = ("places", "via")
NUMBERS: Final[tuple[Field, ...]] = ("lower", "upper")
FIELDS: Final[tuple[Field, ...]] = (
    "type", "sentence", "trigger", "quantity", "lower", "upper", "precision", "object",
    "object_class", "actor", "places", "time", "start", "end", "speaker", "via", "polarity",
)  # fmt: skip

_IDENTIFYING: Final[tuple[Field, ...]] = ("trigger", "quantity", "object")


@dataclass(frozen=True, slots=True)
class Location:
    """Where a reviewer says that a place lies; degrees are WGS 84, as in ``Place``."""

    name: str
    lat: float
    lon: float
    radius_km: float | None = None
    precision: PlacePrecision | None = None
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a reviewer gives a field, with their place in the document or without one.

    ``location`` says where a place lies; without it the gazetteer is asked.
    """

    text: str
    span: Span | None = None
    location: Location | None = None


# A number, a term or an ISO day; or words: none, one, or (places, via) several.
Value = None | int | str | tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The value that a reviewer gives a field of a claim; None or no words empties it."""

    field: Field
    value: Value


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of one reviewer.

    ``time`` is UTC, ISO 8601 with microseconds: decisions hold in its order. ``targets`` are what
    it is about: claim ids (of an entry or a voice: all its claims as they were then), a document
    or a decision. ``others`` are the claims of the other side, of a merge, a split or a decision
    on voices. ``changes`` are the fields of a correction or of a claim that is added.
    """

    id: str
    kind: DecisionKind
    about: Subject
    targets: tuple[str, ...]
    others: tuple[str, ...]
    changes: tuple[Change, ...]
    user: str
    time: str
    reason: str

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that it is about."""
        if self.kind == "add":
            return (added_claim(self),)
        return () if self.about in ("document", "decision") else self.targets + self.others

    @property
    def by(self) -> str:
        """Who, when and why, in a few words."""
        return ", ".join(filter(None, (self.user, self.time[:10], self.reason)))


@dataclass(frozen=True, slots=True)
class Bond:
    """Claims that reviewers put together, or hold apart from others; ``why`` in words."""

    claims: tuple[str, ...]
    others: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Bonds:
    """What reviewers decided on which claims belong together.

    All claims of a bond of ``together`` are of one group; no claim on one side of a bond of
    ``apart`` is in a group with a claim of the other side.
    """

    together: tuple[Bond, ...] = ()
    apart: tuple[Bond, ...] = ()


UNBOUND: Final = Bonds()


def added_claim(decision: Decision) -> str:
    """The id of the claim that a decision adds: the one that the machine would have given it."""
    values = {change.field: change.value for change in decision.changes}
    return claim_of(decision.targets[0], values)


def claim_of(document: str, values: Mapping[Field, Value]) -> str:
    """The id of a claim of a document that has these values: its type, and where its trigger, its
    count and its object stand."""
    marks = (_mark(values.get(name)) for name in _IDENTIFYING)
    return identifier("claim", document, values.get("type"), *marks)


def _mark(value: Value) -> list[int] | None:
    span = value[0].span if isinstance(value, tuple) and value else None
    return [span.start, span.end] if span else None
