"""Events: changes with a number, a time and an identifier, as they are told to others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from counterclaim.alerting.changes import Change, told
from counterclaim.model import identifier
from counterclaim.model.told import Answer

_FIGURES: Final = ("status", "low", "best", "high", "voices", "documents", "claims")


@dataclass(frozen=True, slots=True)
class Event:
    """A change that is told of. ``number`` counts from 1, without gaps, in the order of events.

    ``id`` is the same each time the event is sent, so that who gets it twice can tell.
    """

    number: int
    id: str
    at: datetime
    change: Change

    @classmethod
    def of(cls, number: int, at: datetime, change: Change) -> Event:
        named = identifier("event", number, at.isoformat(), change.answer.fact)
        return cls(number, named, at, change)

    @property
    def text(self) -> str:
        """What happened, in one sentence."""
        return told(self.change)

    def record(self) -> dict[str, Any]:
        """The event as JSON values."""
        answer, before = self.change.answer, self.change.before
        return {
            "id": self.id,
            "number": self.number,
            "at": self.at.isoformat(),
            "kinds": list(self.change.kinds),
            "entry": answer.fact,
            "formerly": before.fact if before and before.fact != answer.fact else None,
            "question": answer.question,
            "before": _figures(self.change.before),
            "after": _figures(self.change.after),
            "text": self.text,
        }

    def line(self) -> str:
        """The event as one line of JSON."""
        return json.dumps(self.record(), ensure_ascii=False)

    @classmethod
    def read(cls, line: str) -> Event:
        """The event of such a line."""
        held = json.loads(line)
        return cls(
            held["number"],
            held["id"],
            datetime.fromisoformat(held["at"]),
            Change(_answer(held, "before"), _answer(held, "after")),
        )


def _figures(answer: Answer | None) -> dict[str, Any] | None:
    return {key: asdict(answer)[key] for key in _FIGURES} if answer else None


def _answer(held: Mapping[str, Any], side: str) -> Answer | None:
    figures = held[side]
    fact = (side == "before" and held["formerly"]) or held["entry"]
    return Answer(fact=fact, question=held["question"], **figures) if figures else None
