"""Sums across scopes: no part is larger than its whole, and parts sum to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from counterclaim.model import Entry, Relation, Voice
from counterclaim.model.ranges import Range, meet, said
from counterclaim.reconciling.course import course
from counterclaim.reconciling.nesting import apart, narrower
from counterclaim.reconciling.roots import UNNAMED
from counterclaim.reconciling.sentences import (
    Sentence,
    is_remainder,
    names_all,
    names_some,
    sentences,
)
from counterclaim.reconciling.tellings import Telling

_OF_THE_WHOLE = frozenset({"sums_to", "does_not_sum"})  # kept with the fact they lead to


def checked(entries: Sequence[Entry], told: Mapping[str, Telling]) -> tuple[Entry, ...]:
    """The entries with their relations across facts.

    "part_of" leads to every fact that contains a fact. Numbers are compared only where one report
    gives both in one sentence, or one source gives both on known days: what two sources count,
    each in its own way, proves nothing about either. "part_exceeds_whole": the part's least number
    is larger than the whole's greatest. "sums_to" and "does_not_sum": a sentence gives a total and
    two or more parts of it, of which none can be counted in another.
    """
    by_id = {entry.fact.id: entry for entry in entries}
    found: dict[str, dict[tuple[str, str, str], Relation]] = {}
    for relation in (
        *_parts_of(entries, by_id),
        *(r for sentence in sentences(entries, told) for r in _in_one(sentence, by_id)),
        *_same_sources(entries, by_id, told),
    ):
        owner = relation.b if relation.kind in _OF_THE_WHOLE else relation.a
        # Many sentences may show the same of two facts; the first of them is told.
        key = relation.kind, relation.a, relation.b
        found.setdefault(owner, {}).setdefault(key, relation)
    return tuple(_with(entry, tuple(found.get(entry.fact.id, {}).values())) for entry in entries)


def _parts_of(entries: Sequence[Entry], by_id: Mapping[str, Entry]) -> Iterator[Relation]:
    for entry in entries:
        for outer in entry.fact.within:
            way = narrower(entry.fact, by_id[outer].fact)
            yield Relation("part_of", entry.fact.id, outer, way)


def _with(entry: Entry, found: Sequence[Relation]) -> Entry:
    if not found:
        return entry
    sums = [relation.reason for relation in found if relation.kind != "part_of"]
    reasons = tuple(dict.fromkeys((*entry.reasons, *sums)))
    return replace(entry, relations=(*entry.relations, *found), reasons=reasons)


def _same_sources(
    entries: Sequence[Entry], by_id: Mapping[str, Entry], told: Mapping[str, Telling]
) -> Iterator[Relation]:
    """Where one who is quoted, or an outlet, gives more for a part than for the whole, which it
    gave on the same day or later. Without days two counts of one place are rarely of one time."""
    outer = {fact for entry in entries for fact in entry.fact.within}
    named = {
        fact: {v.name: v for v in by_id[fact].voices if v.kind not in UNNAMED} for fact in outer
    }
    for entry in entries:
        for whole in entry.fact.within:
            if entry.fact.start is None or by_id[whole].fact.start is None:
                continue
            for voice in entry.voices:
                other = named[whole].get(voice.name)
                if other and (reason := _exceeds(voice, other, told)):
                    way = narrower(entry.fact, by_id[whole].fact)
                    reason = f"{reason}, although {way}"
                    yield Relation("part_exceeds_whole", entry.fact.id, whole, reason)


def _named(entry: Entry) -> Mapping[str, Voice]:
    """The voices that can be told again by their names."""
    return {voice.name: voice for voice in entry.voices if voice.kind not in UNNAMED}


def _exceeds(part: Voice, whole: Voice, told: Mapping[str, Telling]) -> str | None:
    if not _larger((part.lower, part.upper), (whole.lower, whole.upper)):
        return None
    one, other = _last(part, told), _last(whole, told)
    if _day(other) < _day(one) or is_remainder(other):
        return None
    here, there = said(part.lower, part.upper), said(whole.lower, whole.upper)
    return f"{part.name} gives {here} in {one.report}, yet {there} in all in {other.report}"


def _last(voice: Voice, told: Mapping[str, Telling]) -> Telling:
    return course([told[claim] for claim in voice.claims])[-1].telling


def _day(telling: Telling) -> date:
    return telling.document.published or date.min


def _larger(part: Range, whole: Range) -> bool:
    return part[0] is not None and whole[1] is not None and part[0] > whole[1]


def _in_one(sentence: Sentence, by_id: Mapping[str, Entry]) -> Iterator[Relation]:
    """What one sentence counts: parts beside their whole, and totals beside what parts come to."""
    for part, telling in sentence.facts.items():
        for outer in by_id[part].fact.within:
            whole = sentence.facts.get(outer)
            if whole and _larger(telling.numbers, whole.numbers) and names_some(whole):
                numbers = f"{said(*telling.numbers)}, yet {said(*whole.numbers)} in all"
                way = narrower(by_id[part].fact, by_id[outer].fact)
                reason = f"{telling.report} gives {numbers} in one sentence, although {way}"
                yield Relation("part_exceeds_whole", part, outer, reason)
    for total in sentence.facts if len(sentence.facts) > 2 else ():
        parts = _parts(total, sentence, by_id)
        if len(parts) > 1:
            yield from _summed(total, parts, sentence)


def _parts(total: str, sentence: Sentence, by_id: Mapping[str, Entry]) -> list[str]:
    """The sentence's facts within the total; none where one may be counted in another."""
    inner = [fact for fact in sentence.facts if total in _outer(fact, by_id)]
    facts = [by_id[fact].fact for fact in inner]
    return inner if all(apart(a, b) for a, b in combinations(facts, 2)) else []


def _outer(fact: str, by_id: Mapping[str, Entry]) -> set[str]:
    """All the facts that contain a fact, near and far."""
    found: set[str] = set()
    waiting = [fact]
    while waiting:
        new = set(by_id[waiting.pop()].fact.within) - found
        found |= new
        waiting += new
    return found


def _summed(total: str, parts: Sequence[str], sentence: Sentence) -> Iterator[Relation]:
    """What the sentence's parts come to beside its total, where that says something."""
    tellings = [sentence.facts[part] for part in parts]
    whole = sentence.facts[total]
    lower = sum(telling.numbers[0] or 0 for telling in tellings)
    uppers = [upper for telling in tellings if (upper := telling.numbers[1]) is not None]
    upper = sum(uppers) if len(uppers) == len(tellings) else None
    least, most = whole.numbers
    if lower == upper and lower in (least, most):
        kind, words = "sums_to", "which is the total that it gives"
    elif _falls_apart(whole, (lower, upper)):
        kind, words = "does_not_sum", f"yet gives {said(least, most)} in all"
    else:
        return
    counts = " and ".join(said(*telling.numbers) for telling in tellings)
    reason = f"{whole.report} counts {counts}, {said(lower, upper)} together, {words}"
    for part in parts:
        yield Relation(kind, part, total, reason)


def _falls_apart(whole: Telling, summed: Range) -> bool:
    """Whether parts cannot be of their total: more than it, or all of it and another number."""
    if _larger(summed, whole.numbers):
        return names_some(whole) or names_all(whole)
    return names_all(whole) and not meet(summed, whole.numbers)
