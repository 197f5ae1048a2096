"""How claims and voices of one fact stand to each other, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from counterclaim.model import Relation, Voice
from counterclaim.model.ranges import meet, said
from counterclaim.reconciling.tellings import Telling


def relations(voices: Sequence[Voice], told: Mapping[str, Telling]) -> tuple[Relation, ...]:
    """Revisions and denials within the fact, then how its voices' last ranges compare."""
    found = [r for voice in voices for r in _revisions(voice, told)]
    found += _denials(voices, told)
    found += [r for a, b in combinations(voices, 2) if (r := _compared(a, b))]
    return tuple(found)


def _revisions(voice: Voice, told: Mapping[str, Telling]) -> list[Relation]:
    """The same voice giving, in a later report, a number that cannot be the earlier one."""
    found: list[Relation] = []
    before: Telling | None = None
    for telling in (told[claim] for claim in voice.claims):
        if not telling.counted or telling.reprint:
            continue
        if before is not None and _revises(telling, before):
            was, now = said(*before.numbers), said(*telling.numbers)
            source, later = before.report, telling.report
            reason = f"{voice.name} said {was} in {source}, then {now} in {later}"
            found.append(Relation("revises", telling.claim.id, before.claim.id, reason))
        if before is None or _another_report(telling, before):
            before = telling
    return found


def _another_report(telling: Telling, before: Telling) -> bool:
    return telling.document.id != before.document.id


def _revises(later: Telling, earlier: Telling) -> bool:
    if not _another_report(later, earlier):
        return False
    if not meet(later.numbers, earlier.numbers):
        return True
    # "at least 24", then "at least 43": the ranges meet, yet the toll has moved.
    (low, high), (earlier_low, earlier_high) = later.numbers, earlier.numbers
    return high is None and earlier_high is None and low != earlier_low


def _denials(voices: Sequence[Voice], told: Mapping[str, Telling]) -> list[Relation]:
    found = []
    for voice in voices:
        denying = next((c for c in voice.claims if told[c].denies), None)
        if denying is None:
            continue
        for other in voices:
            asserting = next((c for c in other.claims if not told[c].denies), None)
            if other.id != voice.id and asserting is not None:
                reason = f"{voice.name} denies what {other.name} says"
                found.append(Relation("denies", denying, asserting, reason))
    return found


def _compared(a: Voice, b: Voice) -> Relation | None:
    one, other = (a.lower, a.upper), (b.lower, b.upper)
    if (None, None) in (one, other):
        return None
    words = f"{a.name} says {said(*one)}, {b.name} says {said(*other)}"
    if not meet(one, other):
        above = one[0] is not None and other[1] is not None and one[0] > other[1]
        kind = "exceeds" if above else "falls_short"
        return Relation(kind, a.id, b.id, f"{words}: the two cannot both hold")
    if one == other:
        return Relation("agrees", a.id, b.id, words)
    if _inside(one, other):
        return Relation("refines", a.id, b.id, f"{words}, which is narrower")
    if _inside(other, one):
        return Relation("refines", b.id, a.id, f"{words}, which is wider")
    return Relation("agrees", a.id, b.id, f"{words}: the two can both hold")


def _inside(inner: tuple[int | None, int | None], outer: tuple[int | None, int | None]) -> bool:
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    high = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return low and high
