"""A claim as annotation tools show it: its fields as marked words and given values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from counterclaim.model import Claim, GroundedClaim, Mention, Words
from counterclaim.model.decision import Field, Value
from counterclaim.publishing.json_lines import day

#: Fields that are words of the text.
MARKED: Final[tuple[Field, ...]] = (
    "trigger", "quantity", "object", "actor", "places", "time", "speaker", "via",
)  # fmt: skip
#: Fields that are a term, a number or a day.
GIVEN: Final[tuple[Field, ...]] = (
    "type", "polarity", "lower", "upper", "precision", "object_class", "start", "end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """``claim`` is None for one that a person marked anew; ``values`` are those of the fields that
    were shown or filled in: of a claim that the ledger has, all of MARKED and GIVEN."""

    document: str
    claim: str | None
    values: Mapping[Field, Value]

    def words(self) -> Iterator[tuple[Field, int, Words]]:
        """The words of every field, with their position in it."""
        for field in MARKED:
            for at, words in enumerate(cast(tuple[Words, ...], self.values[field])):
                yield field, at, words


def marked(grounded: GroundedClaim) -> Marked:
    claim, period = grounded.claim, grounded.period
    days = (period.start, period.end) if period else (None, None)
    return Marked(claim.document, claim.id, marks(claim, *days))


def marks(claim: Claim, start: date | None, end: date | None) -> dict[Field, Value]:
    """What a claim says in every field of MARKED and GIVEN; ``start`` and ``end`` are the days that
    its time means."""
    quantity = claim.quantity
    return {
        "trigger": _words(claim.trigger),
        "quantity": _words(quantity.mention if quantity else None),
        "object": _words(claim.object),
        "actor": _words(claim.actor),
        "places": _words(*claim.places),
        "time": _words(claim.time),
        "speaker": _words(claim.speaker),
        "via": _words(*claim.via),
        "type": claim.type,
        "polarity": claim.polarity,
        "lower": claim.lower,
        "upper": claim.upper,
        "precision": quantity.precision if quantity else None,
        "object_class": claim.object_class,
        "start": day(start),
        "end": day(end),
    }


def said(value: Value) -> Value:
    """What the text has of a value: not the words that a reviewer gave it without a place."""
    if not isinstance(value, tuple):
        return value
    return tuple(words for words in value if words.span is not None)


def _words(*mentions: Mention | None) -> tuple[Words, ...]:
    """The words with their span; without one where a reviewer gave words that the text lacks."""
    return tuple(Words(m.text, m.span if m.worded else None) for m in mentions if m is not None)
