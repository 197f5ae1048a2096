"""Claims as JSON lines: one claim a line, the fields of the annotation guidelines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from counterclaim.model import Candidate, Collection, GroundedClaim, Place
from counterclaim.publishing.json_lines import day, line, mention, named, pair, position
from counterclaim.publishing.lookup import Lookup


def claims_jsonl(collection: Collection) -> Iterator[str]:
    """Every claim with its spans, what they mean, and the fact and voice it belongs to.

    Spans are ``[start, end)`` in code points of the document's frozen text. ``fact`` and
    ``voice`` are null for a claim that belongs to no entry.
    """
    lookup = Lookup.over(collection)
    for grounded in collection.claims:
        yield line(_record(grounded, lookup))


def _record(grounded: GroundedClaim, lookup: Lookup) -> dict[str, object]:
    claim, period = grounded.claim, grounded.period
    entry, voice = lookup.entry_of.get(claim.id), lookup.voice_of.get(claim.id)
    return {
        "doc": claim.document,
        "id": claim.id,
        "type": claim.type,
        "sentence": pair(claim.sentence),
        "trigger": mention(claim.trigger),
        "quantity": mention(claim.quantity.mention if claim.quantity else None),
        "lower": claim.lower,
        "upper": claim.upper,
        "precision": claim.quantity.precision if claim.quantity else None,
        "object": named(claim.object, grounded.object),
        "object_class": claim.object_class,
        "actor": named(claim.actor, grounded.actor),
        "places": _places(grounded),
        "time": mention(claim.time),
        "start": day(period.start if period else None),
        "end": day(period.end if period else None),
        "speaker": named(claim.speaker, grounded.speaker),
        "via": [named(*link) for link in zip_longest(claim.via, grounded.via[: len(claim.via)])],
        "polarity": claim.polarity,
        "fact": entry.fact.id if entry else None,
        "voice": voice.id if voice else None,
    }


def _places(grounded: GroundedClaim) -> list[dict[str, object]]:
    places = grounded.places[: len(grounded.claim.places)]
    return [
        (mention(found) or {}) | (_located(place) if place else {})
        for found, place in zip_longest(grounded.claim.places, places)
    ]


def _located(place: Place) -> dict[str, object]:
    """Where a place lies; with the places that its name may mean, where there are several."""
    if not place.candidates:
        return position(place)
    return position(place) | {"candidates": [_candidate(each) for each in place.candidates]}


def _candidate(candidate: Candidate) -> dict[str, object]:
    return {
        "geonameid": candidate.geonameid,
        "own_id": candidate.own_id,
        "name": candidate.name,
        "country": candidate.country,
        "admin1": candidate.admin1,
        "lat": candidate.lat,
        "lon": candidate.lon,
        "score": candidate.score,
        "reasons": list(candidate.reasons),
    }
