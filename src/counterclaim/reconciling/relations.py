"""How claims and voices of one fact stand to each other, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from counterclaim.model import Fact, Relation, Voice
from counterclaim.model.ranges import Range, inside, meet, said
from counterclaim.policy import Policy
from counterclaim.reconciling.course import course
from counterclaim.reconciling.differences import differences
from counterclaim.reconciling.tellings import Telling


@dataclass(frozen=True, slots=True)
class Standing:
    """``left_out`` counts the pairs of voices that were not compared one by one."""

    relations: tuple[Relation, ...]
    left_out: int


def relations(
    fact: Fact, voices: Sequence[Voice], told: Mapping[str, Telling], policy: Policy
) -> Standing:
    """Revisions and denials within the fact, how its voices' last ranges compare, and where they
    name different actors or places.

    Voices that give one range agree with the first of them, and the ranges are compared. A larger
    number that is told more than ``match_window_days`` later, and not of the same known days, is
    taken for a toll that has grown. Of more than ``reconcile_ranges`` ranges, those of most voices
    are compared, and always the two that lie farthest apart: the work stays in step with the
    number of voices.
    """
    most = policy.reconcile_ranges
    found = [r for voice in voices for r in _revisions(voice, told)]
    if len(voices) == 1:
        return Standing(tuple(found), 0)
    denials, undenied = _denials(voices, told, most)
    sides = _sides(voices)
    compared = _chosen(sides, most)
    found += denials
    found += [r for side in sides for r in _agreements(side)]
    apart = policy.match_window_days
    found += [_compared(a, b, told, apart) for a, b in combinations(compared, 2)]
    parted, unparted = differences(fact.type, voices, told, policy)
    left_out = undenied + unparted + _pairs(len(sides)) - _pairs(len(compared))
    return Standing((*found, *parted), left_out)


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def _revisions(voice: Voice, told: Mapping[str, Telling]) -> Iterator[Relation]:
    """The same voice giving, in a later report, a number that is not the earlier one."""
    steps = course([told[claim] for claim in voice.claims])
    for earlier, later in pairwise(steps):
        was, now = said(*earlier.numbers), said(*later.numbers)
        one, other = earlier.telling, later.telling
        kind = "refines" if _narrows(later.numbers, earlier.numbers) else "revises"
        reason = f"{voice.name} said {was} in {one.report}, then {now} in {other.report}"
        if one.document.published == other.document.published:
            reason += ", of one day, so the order is taken from the numbers"
        yield Relation(kind, other.claim.id, one.claim.id, reason)


def _narrows(later: Range, earlier: Range) -> bool:
    """Within two bounds. Above "at least 12" every toll lies: there it has moved."""
    return earlier[1] is not None and inside(later, earlier)


def _denials(
    voices: Sequence[Voice], told: Mapping[str, Telling], most: int
) -> tuple[list[Relation], int]:
    denying = [(v, c) for v in voices if (c := _first(v, told, denies=True))]
    asserting = [(v, c) for v in voices if (c := _first(v, told, denies=False))]
    found = [
        Relation("denies", no, yes, f"{voice.name} denies what {other.name} says")
        for voice, no in denying[:most]
        for other, yes in asserting[:most]
        if voice.id != other.id
    ]
    both = sum(_first(voice, told, denies=False) is not None for voice, _ in denying)
    return found, len(denying) * len(asserting) - both - len(found)


def _first(voice: Voice, told: Mapping[str, Telling], *, denies: bool) -> str | None:
    return next((claim for claim in voice.claims if told[claim].denies is denies), None)


def _sides(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Voices that give a number, by their last range, in order."""
    sides: dict[Range, list[Voice]] = {}
    for voice in voices:
        if voice.numbered:
            sides.setdefault((voice.lower, voice.upper), []).append(voice)
    return list(sides.values())


def _chosen(sides: list[list[Voice]], most: int) -> list[list[Voice]]:
    """The sides that are compared, in order: the two farthest apart, then the largest."""
    if len(sides) <= most:
        return sides
    lowest = min(sides, key=lambda side: _top(side[0]))
    highest = max(sides, key=lambda side: _floor(side[0]))
    larger = sorted(sides, key=lambda side: -len(side))
    kept = list({id(side): side for side in (lowest, highest, *larger)}.values())[:most]
    return [side for side in sides if any(side is chosen for chosen in kept)]


def _top(voice: Voice) -> float:
    return float("inf") if voice.upper is None else voice.upper


def _floor(voice: Voice) -> float:
    return float("-inf") if voice.lower is None else voice.lower


def _agreements(side: Sequence[Voice]) -> Iterator[Relation]:
    first = side[0]
    for other in side[1:]:
        numbers = said(first.lower, first.upper)
        reason = f"{first.name} and {other.name} both say {numbers}"
        yield Relation("agrees", first.id, other.id, reason)


def _compared(
    side: Sequence[Voice], against: Sequence[Voice], told: Mapping[str, Telling], apart: int
) -> Relation:
    a, b = side[0], against[0]
    one, other = (a.lower, a.upper), (b.lower, b.upper)
    words = f"{_named(side)} {said(*one)}, {_named(against)} {said(*other)}"
    if not meet(one, other):
        kind = "exceeds" if _floor(a) > _top(b) else "falls_short"
        more, less = (side, against) if kind == "exceeds" else (against, side)
        later = _grown(more, less, told)
        if later is not None and later > apart:
            return Relation("agrees", a.id, b.id, f"{words}: a toll {later:,} days later")
        return Relation(kind, a.id, b.id, f"{words}: the two cannot both hold")
    if inside(one, other):
        return Relation("refines", a.id, b.id, f"{words}, which is wider")
    if inside(other, one):
        return Relation("refines", b.id, a.id, f"{words}, which is narrower")
    return Relation("agrees", a.id, b.id, f"{words}: the two can both hold")


def _grown(more: Sequence[Voice], less: Sequence[Voice], told: Mapping[str, Telling]) -> int | None:
    """How many days after the last report of the smaller number the larger one first stood; None
    where a report has no day, or both are of the same known days."""
    high, low = ([t for voice in side for t in _counted(voice, told)] for side in (more, less))
    days = {t.grounded.period.start for t in (*high, *low) if t.grounded.period}
    if len(days) == 1 and None not in days:
        return None
    first = [t.document.published for t in high if t.document.published]
    last = [t.document.published for t in low if t.document.published]
    if len(first) < len(high) or len(last) < len(low) or not first or not last:
        return None
    return (min(first) - max(last)).days


def _counted(voice: Voice, told: Mapping[str, Telling]) -> list[Telling]:
    """The voice's claims with the numbers that it last gave."""
    held = [told[claim] for claim in voice.claims if told[claim].counted]
    return [t for t in held if inside(t.numbers, (voice.lower, voice.upper))] or held


def _named(side: Sequence[Voice]) -> str:
    """ "Northwire says", "Northwire and 2 more say"."""
    more = len(side) - 1
    return f"{side[0].name} and {more} more say" if more else f"{side[0].name} says"
