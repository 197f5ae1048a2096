"""Which claim that was read is which that was annotated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.evaluating.cases import Case
from counterclaim.evaluating.fields import FIELDS, WHOLE, wrong_fields
from counterclaim.model import Span

#: What it weighs, beyond its count as a field, that two claims have these right.
_TELLING: Final = {"bounds": 4, "object": 2}


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated claim that was found: as annotated, as read, and the fields that are wrong."""

    gold: Case
    read: Case
    wrong: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether bounds, class, speaker, first place and polarity are all right."""
        return WHOLE.isdisjoint(self.wrong)

    @property
    def counted(self) -> bool:
        """Whether a number was annotated and both its bounds are right."""
        return self.gold.claim.numbered and "bounds" not in self.wrong

    @property
    def agreement(self) -> int:
        """How many fields are right; bounds weigh five times, the object three."""
        extra = sum(weight for name, weight in _TELLING.items() if name not in self.wrong)
        return len(FIELDS) - len(self.wrong) + extra


def paired(gold: Sequence[Case], read: Sequence[Case]) -> tuple[Pair, ...]:
    """Claims of one report that are of one type and stand in one sentence, one to one.

    Those that agree most are paired first; of equals, those that come first.
    """
    fitting = [
        (at, by, Pair(one, other, wrong_fields(one, other)))
        for at, one in enumerate(gold)
        for by, other in enumerate(read)
        if one.claim.type == other.claim.type
        and within(other.claim.trigger.span, one.claim.sentence)
    ]
    fitting.sort(key=lambda fit: (-fit[2].agreement, fit[0], fit[1]))
    found: set[int] = set()
    used: set[int] = set()
    pairs = []
    for at, by, pair in fitting:
        if at not in found and by not in used:
            found.add(at)
            used.add(by)
            pairs.append(pair)
    return tuple(pairs)


def within(trigger: Span, sentence: Span) -> bool:
    """Whether a trigger stands in a sentence: begins in it, or has more after its start than
    before."""
    if not trigger.overlaps(sentence):
        return False
    before, after = sentence.start - trigger.start, trigger.end - sentence.start
    return after > before
