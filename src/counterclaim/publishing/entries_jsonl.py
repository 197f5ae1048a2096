"""Entries as JSON lines: one reconciled fact a line."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import Collection, Entry
from counterclaim.publishing.json_lines import day, line, position


def entries_jsonl(collection: Collection) -> Iterator[str]:
    """Every question with its range, how many voices and documents answer, and why."""
    for entry in collection.entries:
        yield line(_record(entry))


def _record(entry: Entry) -> dict[str, object]:
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
        "series": _series(entry),
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
