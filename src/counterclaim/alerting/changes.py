"""What changed about an entry since it was last looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from counterclaim.model.ranges import said
from counterclaim.model.told import Answer

Kind = Literal["new", "status", "range", "gone"]

KINDS: Final[tuple[Kind, ...]] = ("new", "status", "range", "gone")


@dataclass(frozen=True, slots=True)
class Change:
    """What one entry came to before and after; None where it was not there, or is no more.

    An entry is gone where its claims were rejected, or were joined to another entry.
    """

    before: Answer | None
    after: Answer | None

    @property
    def answer(self) -> Answer:
        """The entry as it was seen last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """In what it changed; none where nothing did that is told of."""
        if self.before is None:
            return ("new",) if self.after else ()
        if self.after is None:
            return ("gone",)
        found: list[Kind] = []
        if self.before.status != self.after.status:
            found.append("status")
        if _range(self.before) != _range(self.after):
            found.append("range")
        return tuple(found)


def told(change: Change) -> str:
    """The change as one sentence, which says what was said and by how many, not what is so."""
    parts = [_part(kind, change) for kind in change.kinds]
    answer = change.answer
    voices = _counted(answer.voices, "voice")
    documents = _counted(answer.documents, "report")
    return f"{'; '.join(parts)} ({voices} in {documents})"


def ranged(answer: Answer) -> str:
    """The range of an entry, with its best value where it has one."""
    words = said(answer.low, answer.high)
    if answer.best is None or answer.low == answer.high:
        return words
    return f"{words}, best {answer.best:,}"


def _part(kind: Kind, change: Change) -> str:
    before, after = change.before, change.after
    if kind == "new":
        return f"new: {_status(change.answer)}, {ranged(change.answer)}"
    if kind == "gone":
        return "no longer an entry of its own"
    assert before is not None and after is not None
    if kind == "status":
        return f"status: {_status(before)}, now {_status(after)}"
    return f"range: {ranged(before)}, now {ranged(after)}"


def _range(answer: Answer) -> tuple[int | None, int | None, int | None]:
    return answer.low, answer.best, answer.high


def _status(answer: Answer) -> str:
    return answer.status.replace("_", " ")


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
