"""An entry: the range that voices leave, the status of the testimony, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.model import Entry, Fact, Point, Relation, Voice
from counterclaim.model.ranges import Range, narrowed, said, widened
from counterclaim.model.terms import Status
from counterclaim.reconciling.tellings import Telling


def entry(
    fact: Fact,
    voices: tuple[Voice, ...],
    relations: tuple[Relation, ...],
    told: Mapping[str, Telling],
) -> Entry:
    """The fact reconciled. ``best`` is what lies in every voice's last range, if that is one
    number or only bounded below; it is None where voices conflict."""
    ranges = [(v.lower, v.upper) for v in voices if (v.lower, v.upper) != (None, None)]
    low, high = widened(ranges)
    kinds = {relation.kind for relation in relations}
    return Entry(
        fact=fact,
        low=low,
        best=_best(ranges),
        high=high,
        voices=voices,
        documents=tuple(dict.fromkeys(told[claim].document.id for claim in fact.claims)),
        status=_status(voices, kinds, told),
        relations=relations,
        reasons=_reasons(voices, ranges, relations, told),
        series=_series(voices, told),
    )


def _best(ranges: Sequence[Range]) -> int | None:
    shared = narrowed(ranges) if ranges else None
    if shared is None:
        return None
    lower, upper = shared
    return lower if upper is None or lower == upper else None


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
    ranges: Sequence[Range],
    relations: Sequence[Relation],
    told: Mapping[str, Telling],
) -> tuple[str, ...]:
    """How the entry came to be, in a few lines; the relations hold every pair."""
    documents = {told[claim].document.id for voice in voices for claim in voice.claims}
    reasons = [f"{_many(len(voices), 'voice')} in {_many(len(documents), 'document')}"]
    reasons += [f"{v.name}: {said(v.lower, v.upper)}" for v in voices if _gives_number(v)]
    reasons += [r.reason for r in relations if r.kind in ("revises", "contests")]
    reasons += [f"{v.name} denies it" for v in voices if any(told[c].denies for c in v.claims)]
    apart = sum(relation.kind in ("exceeds", "falls_short") for relation in relations)
    if apart:
        pairs = "two voices give" if apart == 1 else f"{apart} pairs of voices give"
        reasons.append(f"{pairs} ranges that cannot both hold, so there is no best value")
    elif len(ranges) > 1 and narrowed(ranges) is None:
        reasons.append("no number lies in every voice's range, so there is no best value")
    if ranges and all(upper is None for _, upper in ranges):
        reasons.append("no voice gives an upper bound")
    doubted = [v.name for v in voices if _doubted(v, told)]
    if doubted:
        reasons.append(f"told with doubt by {', '.join(doubted)}")
    return tuple(dict.fromkeys(reasons))


def _gives_number(voice: Voice) -> bool:
    return voice.lower is not None or voice.upper is not None


def _doubted(voice: Voice, told: Mapping[str, Telling]) -> bool:
    return all(told[claim].claim.polarity == "unverified" for claim in voice.claims)


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _series(voices: Sequence[Voice], told: Mapping[str, Telling]) -> tuple[Point, ...]:
    """Each number with its day, in order of publication (undated last)."""
    points = [
        Point(t.document.published, voice.id, claim, t.claim.lower, t.claim.upper)
        for voice in voices
        for claim in voice.claims
        if (t := told[claim]).counted
    ]
    order = {claim: at for at, claim in enumerate(told)}
    return tuple(sorted(points, key=lambda p: order[p.claim]))
