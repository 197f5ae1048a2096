"""Claims as JSON lines: one claim a line, the fields of the annotation guidelines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from counterclaim.model import Candidate, GroundedClaim, Place
from counterclaim.model.told import Told
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day, line, mention, named, pair, position


def claims_jsonl(source: Source) -> Iterator[str]:
    """Every claim with its spans, what they mean, and the fact and voice it belongs to.

    Spans are ``[start, end)`` in code points of the document's frozen text. ``fact`` and
    ``voice`` are null for a claim that belongs to no entry.
    """
    for told in source.told():
        yield line(claim_record(told))


def claim_record(told: Told) -> dict[str, Any]:
    """The fields of the annotation guidelines, as JSON has them."""
    grounded = told.grounded
    claim, period = grounded.claim, grounded.period
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
        "fact": told.answer.fact if told.answer else None,
        "voice": told.voice,
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
