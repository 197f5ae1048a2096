"""A fact reconciled: who says what, how many independent voices, what range they leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.fact import Fact
from counterclaim.model.terms import Status


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent line of testimony on a fact.

    ``name`` is the root it goes back to, in words; ``claims`` and ``documents`` are ids in order
    of publication; ``lower`` and ``upper`` bound what this voice last said; ``reasons`` say why
    its claims are one voice.
    """

    id: str
    name: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    lower: int | None
    upper: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How one claim or voice stands to another of the same fact, or fact to fact, with the reason.

    ``kind``: agrees, refines, revises, exceeds, falls_short, denies, contests (control of a
    place), part_exceeds_whole.
    """

    kind: str
    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a toll over publication time."""

    published: date | None
    voice: str
    claim: str
    lower: int | None
    upper: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with its answer. ``best`` is None where voices conflict and no policy decides.

    ``low`` and ``high`` bound what the voices say (None: open, or no number given); ``status``
    describes the testimony, never the truth; ``reasons`` say in words how it came to be.
    """

    fact: Fact
    low: int | None
    best: int | None
    high: int | None
    voices: tuple[Voice, ...]
    documents: tuple[str, ...]
    status: Status
    relations: tuple[Relation, ...]
    reasons: tuple[str, ...]
    series: tuple[Point, ...]
