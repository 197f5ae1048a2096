"""A fact reconciled: who says what, how many independent voices, what range they leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.fact import Fact
from counterclaim.model.terms import EntityKind, Status


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent line of testimony on a fact.

    ``name`` is the root it goes back to, in words; ``claims`` and ``documents`` are ids in order
    of publication; ``lower`` and ``upper`` bound what this voice last said; ``reasons`` say why
    its claims are one voice. ``kind`` says what the root is: "outlet" for a report that names no
    source, "agency" for a wire that is quoted or whose text is printed, else who is quoted.
    """

    id: str
    name: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    lower: int | None
    upper: int | None
    reasons: tuple[str, ...]
    kind: EntityKind = "other"

    @property
    def numbered(self) -> bool:
        """Whether it gives a number."""
        return self.lower is not None or self.upper is not None


@dataclass(frozen=True, slots=True)
class Relation:
    """How one claim or voice stands to another of the same fact, or fact to fact, with the reason.

    ``kind``: agrees, refines, revises, exceeds, falls_short, denies, different_actor,
    different_place, contests (control of a place); between facts part_of, part_exceeds_whole,
    sums_to, does_not_sum.
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

    ``low`` and ``high`` bound what all voices say (None: no number given), whatever the policy;
    ``policy_low`` and ``policy_high`` bound what those voices say that the policy takes, which are
    too few for it where the entry is ``provisional``. ``status`` describes the testimony, never the
    truth; ``reasons`` say in words how it came to be.
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
    policy_low: int | None = None
    policy_high: int | None = None
    provisional: bool = False
