"""What a policy makes of the voices on a fact: its range, and the one number it calls best."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import median_low

from counterclaim.estimates import Estimate
from counterclaim.model import Voice
from counterclaim.model.ranges import Range, narrowed, said, widened
from counterclaim.reconciling.course import Step, course
from counterclaim.reconciling.tellings import Telling

# Words of a count that say nothing of its size: "at least dozens of", "hundreds more".
_EMPTY = frozenset("of the at least more than over about around some other others up to".split())
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Answer:
    """``low`` and ``high`` are of the voices that the policy takes."""

    low: int | None
    best: int | None
    high: int | None
    provisional: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A voice that counts, and the last number it gives, if any."""

    voice: Voice
    step: Step | None


def answer(voices: Sequence[Voice], told: Mapping[str, Telling], estimate: Estimate) -> Answer:
    """The policy's range and best value, with the reasons."""
    heard = [h for voice in voices if (h := _heard(voice, told, estimate))]
    steps = [h.step for h in heard if h.step]
    counted = any(voice.numbered for voice in voices)
    sources = len(steps) if counted else len(heard)
    provisional = sources < estimate.minimum
    low, high = widened([step.numbers for step in steps])
    best, why = _best(steps, estimate) if steps and not provisional else (None, "")
    reasons = [*_left_out(voices, heard, estimate)]
    if why:
        told_best = "no best value" if best is None else f"best {best:,}"
        reasons.append(f"policy {estimate.name}: {told_best}, {why}")
    if provisional:
        asked = f"it asks for {estimate.minimum:,} independent voices"
        reasons.append(f"policy {estimate.name}: provisional, {asked}, and here {_count(sources)}")
    return Answer(low, best, high, provisional, tuple(reasons))


def _count(sources: int) -> str:
    return "is one" if sources == 1 else f"are {sources:,}" if sources else "is none"


def _heard(voice: Voice, told: Mapping[str, Telling], estimate: Estimate) -> _Heard | None:
    """The voice by what counts of it; None where nothing does."""
    if estimate.kinds and voice.kind not in estimate.kinds:
        return None
    said = [telling for claim in voice.claims if _counts(telling := told[claim], estimate)]
    if not said:
        return None
    steps = course(said, partial(_numbers, estimate))
    return _Heard(voice, steps[-1] if steps else None)


def _counts(telling: Telling, estimate: Estimate) -> bool:
    if telling.denies:
        return False
    return estimate.doubted or telling.claim.polarity == "asserted"


def _numbers(estimate: Estimate, telling: Telling) -> Range:
    """The bounds of a claim, a word without a number as the policy reads it: for "dozens" as 12,
    12 or more."""
    quantity = telling.claim.quantity
    if quantity is None or quantity.precision != "vague" or not estimate.words:
        return telling.numbers
    words = [w for w in _WORD.findall(quantity.mention.text.casefold()) if w not in _EMPTY]
    number = dict(estimate.words).get(" ".join(words))
    return telling.numbers if number is None else (number, None)


def _left_out(voices: Sequence[Voice], heard: Sequence[_Heard], estimate: Estimate) -> list[str]:
    """Voices whose numbers the policy does not take, with those numbers."""
    taken = {h.voice.id for h in heard if h.step}
    out = [voice for voice in voices if voice.numbered and voice.id not in taken]
    if not out:
        return []
    named = "; ".join(f"{voice.name}: {said(voice.lower, voice.upper)}" for voice in out)
    return [f"policy {estimate.name} leaves out {named}"]


def _best(steps: Sequence[Step], estimate: Estimate) -> tuple[int | None, str]:
    """The best value, or None, and why."""
    ranges = [step.numbers for step in steps]
    lows = [_low(bounds) for bounds in ranges]
    spread = f"{len(ranges)} figures" + _differ(lows)
    match estimate.best:
        case "shared":
            return _shared(ranges)
        case "lowest":
            return min(lows), f"the lowest of {spread}"
        case "highest":
            highest = max(_high(bounds) for bounds in ranges)
            return highest, f"the highest of {spread}"
        case "median":
            return median_low(lows), f"the middle one of {spread}"
        case "most_supported":
            return _most_supported(ranges)
        case "latest":
            return _latest(steps)
        case "none":
            return None, "it gives the range alone"


def _low(bounds: Range) -> int:
    """The conservative number of a range: 10 of "10 to 15", 43 of "at least 43"."""
    return bounds[0] if bounds[0] is not None else bounds[1] or 0


def _high(bounds: Range) -> int:
    return bounds[1] if bounds[1] is not None else bounds[0] or 0


def _differ(values: Sequence[int]) -> str:
    return "" if len(set(values)) == 1 else f", which differ ({min(values):,} to {max(values):,})"


def _shared(ranges: Sequence[Range]) -> tuple[int | None, str]:
    shared = narrowed(ranges)
    if shared is None:
        return None, "since no number lies in every voice's last range"
    lower, upper = shared
    if lower is not None and upper in (None, lower):
        return lower, "which lies in every voice's last range"
    return None, f"since {said(lower, upper)} lies in every voice's last range"


def _most_supported(ranges: Sequence[Range]) -> tuple[int, str]:
    """The number that lies in most ranges; the lowest such. Only ends of ranges need be tried."""
    candidates = sorted({value for bounds in ranges for value in bounds if value is not None})
    lowers = sorted(lower for lower, _ in ranges if lower is not None)
    uppers = sorted(upper for _, upper in ranges if upper is not None)
    support = {
        value: bisect_right(lowers, value) - bisect_left(uppers, value) + len(ranges) - len(lowers)
        for value in candidates
    }
    most = max(support.values())
    best = next(value for value in candidates if support[value] == most)
    if most == 1 and len(ranges) > 1:
        return best, f"the lowest of {len(ranges):,} that exclude one another"
    return best, f"which {most:,} of {len(ranges):,} voices allow"


def _latest(steps: Sequence[Step]) -> tuple[int | None, str]:
    days = [step.telling.document.published or date.min for step in steps]
    last = [step for step, day in zip(steps, days, strict=True) if day == max(days)]
    values = {_low(step.numbers) for step in last}
    if len(values) > 1:
        return None, f"since {len(last):,} voices spoke last{_differ([*values])}"
    return values.pop(), f"said last, in {last[0].telling.report}"
