"""Questions that claims answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.place import Place
from counterclaim.model.terms import ClaimType, ObjectClass


@dataclass(frozen=True, slots=True)
class Join:
    """Why two claims were taken to answer one question: reasons in words and a score, 0 to 1."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Why fact ``a`` was not made one with fact ``b``, although little was missing.

    ``score`` (0 to 1) is how likely all their claims, taken together, answer one question;
    ``reasons`` say what held them apart, and then what speaks for the pair of claims, one of each,
    that are most alike.
    """

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A question that claims answer: the same event or scope, measure and group.

    ``question`` says it in words; ``claims`` are claim ids in order of publication; ``joins`` are
    the comparisons that hold the group together; ``within`` are the facts that contain this one.
    ``start`` and ``end`` are the days the question is about, inclusive; None is open or unknown.
    ``near`` are the facts that it nearly was one with. ``left_out`` counts, at most, comparisons
    of its claims that were not made, since too many claims have the same place and time.
    """

    id: str
    question: str
    type: ClaimType
    object_class: ObjectClass | None
    place: Place | None
    start: date | None
    end: date | None
    claims: tuple[str, ...]
    joins: tuple[Join, ...]
    within: tuple[str, ...]
    near: tuple[NearMiss, ...] = ()
    left_out: int = 0
