"""Entries as JSON lines: one reconciled fact a line."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import Entry
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day, line, position
from counterclaim.publishing.status_sentence import standing


def entries_jsonl(source: Source) -> Iterator[str]:
    """Every question with its range, how many voices and documents answer, and why."""
    policy = source.policy_name
    for entry in source.entries():
        yield line(_record(entry, policy))


def _record(entry: Entry, policy: str | None) -> dict[str, object]:
    fact = entry.fact
    return {
        "fact": fact.id,
        "question": fact.question,
        "type": fact.type,
        "object_class": fact.object_class,
        "place": position(fact.place) if fact.place else None,
        "start": day(fact.start),
        "end": day(fact.end),
        "low": entry.low,
        "best": entry.best,
        "high": entry.high,
        "voices": len(entry.voices),
        "documents": len(entry.documents),
        "claims": len(fact.claims),
        "status": entry.status,
        "reasons": list(entry.reasons),
        "within": list(fact.within),
        "near_misses": [
            {"fact": near.b, "score": near.score, "reasons": list(near.reasons)}
            for near in fact.near
        ],
        "series": _series(entry),
        "standing": standing(entry),
        "policy": policy,
        "policy_low": entry.policy_low,
        "policy_high": entry.policy_high,
        "provisional": entry.provisional,
    }


def _series(entry: Entry) -> list[dict[str, object]]:
    return [
        {
            "published": day(point.published),
            "voice": point.voice,
            "lower": point.lower,
            "upper": point.upper,
        }
        for point in entry.series
    ]
