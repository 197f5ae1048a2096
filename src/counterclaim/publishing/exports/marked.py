"""A claim as annotation tools show it: its fields as marked words and given values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from counterclaim.model import GroundedClaim, Mention, Words
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
    """``claim`` is None for one that a person marked anew; ``values`` has every field of MARKED
    and GIVEN."""

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
    quantity = claim.quantity
    values: dict[Field, Value] = {
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
        "start": day(period.start if period else None),
        "end": day(period.end if period else None),
    }
    return Marked(claim.document, claim.id, values)


def _words(*mentions: Mention | None) -> tuple[Words, ...]:
    """The words with their span; without one where a reviewer gave words that the text lacks."""
    return tuple(Words(m.text, m.span if m.worded else None) for m in mentions if m is not None)
