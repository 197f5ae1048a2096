"""Entries on a map: GeoJSON (RFC 7946), one question a feature."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model.told import Question
from counterclaim.publishing.exports.accounts import actors, outlets, speakers
from counterclaim.publishing.exports.sequence import listed
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day, line


def geojson(source: Source) -> Iterator[str]:
    """A FeatureCollection of points, with the radius that each place reaches in kilometres.

    A question whose place is not known has no feature; ``without_place`` counts these.
    """
    missing = 0

    def features() -> Iterator[str]:
        nonlocal missing
        for question in source.questions():
            place = question.entry.fact.place
            if place is None or place.lat is None or place.lon is None:
                missing += 1
                continue
            yield line(_feature(question, place.lat, place.lon, source.policy_name))

    yield '{"type": "FeatureCollection", "features": ['
    yield from listed(features())
    yield f'], "without_place": {missing}}}'
    if missing:
        source.notes.append(f"questions not on the map, since their place is not known: {missing}")


def _feature(question: Question, lat: float, lon: float, policy: str | None) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": question.entry.fact.id,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": _properties(question, policy),
    }


def _properties(question: Question, policy: str | None) -> dict[str, object]:
    entry, fact = question.entry, question.entry.fact
    place = fact.place
    return {
        "fact": fact.id,
        "question": fact.question,
        "type": fact.type,
        "object_class": fact.object_class,
        "start": day(fact.start),
        "end": day(fact.end),
        "place": place.name if place else None,
        "place_precision": place.precision if place else None,
        "radius_km": place.radius_km if place else None,
        "country": place.country if place else None,
        "low": entry.low,
        "best": entry.best,
        "high": entry.high,
        "status": entry.status,
        "voices": len(entry.voices),
        "voice_names": list(speakers(entry)),
        "actors": list(actors(question)),
        "outlets": list(outlets(question)),
        "documents": len(entry.documents),
        "claims": len(fact.claims),
        "policy": policy,
    }
