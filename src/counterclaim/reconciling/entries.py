"""An entry: the range that voices leave, the status of the testimony, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from counterclaim.estimates import Estimate
from counterclaim.model import Entry, Fact, Point, Relation, Voice
from counterclaim.model.ranges import said, widened
from counterclaim.model.terms import Status
from counterclaim.reconciling.answer import answer
from counterclaim.reconciling.course import in_time
from counterclaim.reconciling.tellings import Telling

# Voices of these kinds speak for themselves; the others are quoted by whoever prints them.
_PRINTING = frozenset({"outlet", "agency"})
_TOLD = frozenset({"revises", "contests", "different_actor", "different_place"})


def entry(
    fact: Fact,
    voices: tuple[Voice, ...],
    relations: tuple[Relation, ...],
    told: Mapping[str, Telling],
    estimate: Estimate,
    left_out: int = 0,
) -> Entry:
    """The fact reconciled. ``low`` and ``high`` are of all voices, ``best`` is what the policy
    makes of those that it takes; ``left_out`` counts pairs of voices that were not compared."""
    low, high = widened([(voice.lower, voice.upper) for voice in voices])
    found = answer(voices, told, estimate)
    reasons = (*_reasons(voices, relations, told, left_out), *found.reasons)
    return Entry(
        fact=fact,
        low=low,
        best=found.best,
        high=high,
        voices=voices,
        documents=tuple(dict.fromkeys(told[claim].document.id for claim in fact.claims)),
        status=_status(voices, {relation.kind for relation in relations}, told),
        relations=relations,
        reasons=tuple(dict.fromkeys(reasons)),
        series=_series(voices, told),
        policy_low=found.low,
        policy_high=found.high,
        provisional=found.provisional,
    )


def _status(voices: Sequence[Voice], kinds: set[str], told: Mapping[str, Telling]) -> Status:
    if any(_denies(voice, told) for voice in voices):
        return "denied"
    if kinds & {"denies", "exceeds", "falls_short", "contests"}:
        return "disputed"
    if "revises" in kinds:
        return "revised"
    return "corroborated" if len(voices) > 1 else "single_voice"


def _denies(voice: Voice, told: Mapping[str, Telling]) -> bool:
    return all(told[claim].denies for claim in voice.claims)


def _reasons(
    voices: Sequence[Voice],
    relations: Sequence[Relation],
    told: Mapping[str, Telling],
    left_out: int,
) -> list[str]:
    """How the entry came to be, in a few lines; the relations hold the pairs."""
    documents = {told[claim].document.id for voice in voices for claim in voice.claims}
    counted = [voice for voice in voices if voice.numbered]
    reasons = [f"{_many(len(voices), 'voice')} in {_many(len(documents), 'document')}"]
    reasons += _made_up(voices, counted)
    reasons += [f"{voice.name}: {said(voice.lower, voice.upper)}" for voice in counted]
    reasons += [relation.reason for relation in relations if relation.kind in _TOLD]
    reasons += [f"{v.name} denies it" for v in voices if any(told[c].denies for c in v.claims)]
    if counted and all(voice.upper is None for voice in counted):
        reasons.append("no voice gives an upper bound")
    doubted = [voice.name for voice in voices if _doubted(voice, told)]
    if doubted:
        reasons.append(f"told with doubt by {', '.join(doubted)}")
    if left_out:
        reasons.append(f"{_many(left_out, 'further pair')} of voices not compared one by one")
    return reasons


def _made_up(voices: Sequence[Voice], counted: Sequence[Voice]) -> list[str]:
    """How many of several voices are quoted, and how many give no number."""
    if len(voices) == 1:
        return []
    printing = sum(voice.kind in _PRINTING for voice in voices)
    silent = len(voices) - len(counted) if counted else 0
    told = []
    if printing:
        quoted = _many(len(voices) - printing, "quoted source")
        told.append(f"{quoted}, {printing:,} speaking for an outlet or agency alone")
    if silent:
        told.append(f"{_many(silent, 'voice')} without a number")
    return told


def _doubted(voice: Voice, told: Mapping[str, Telling]) -> bool:
    return all(told[claim].claim.polarity == "unverified" for claim in voice.claims)


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _series(voices: Sequence[Voice], told: Mapping[str, Telling]) -> tuple[Point, ...]:
    """Each number with its day, in order of publication (undated last); of one day and voice in
    the order in which its reports are taken, of one report the smallest first."""
    points = [
        Point(t.document.published, voice.id, t.claim.id, t.claim.lower, t.claim.upper)
        for voice in voices
        for report in in_time([told[claim] for claim in voice.claims])
        for t in sorted(report, key=lambda telling: telling.value or 0)
        if t.counted
    ]
    return tuple(sorted(points, key=lambda point: point.published or date.max))
