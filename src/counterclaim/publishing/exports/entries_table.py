"""Entries and their voices as tables."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import Entry, Place, Voice
from counterclaim.publishing.exports.columns import Column, Row, Table
from counterclaim.publishing.exports.source import Source

BETWEEN = "; "


def _entry_rows(source: Source) -> Iterator[Row]:
    policy = source.policy_name
    for entry in source.entries():
        yield _entry_row(entry, policy)


def _entry_row(entry: Entry, policy: str | None) -> Row:
    fact = entry.fact
    return (
        fact.id,
        fact.question,
        fact.type,
        fact.object_class,
        *_place(fact.place),
        fact.start,
        fact.end,
        entry.low,
        entry.best,
        entry.high,
        len(entry.voices),
        len(entry.documents),
        len(fact.claims),
        entry.status,
        BETWEEN.join(entry.reasons) or None,
        BETWEEN.join(fact.within) or None,
        policy,
        entry.policy_low,
        entry.policy_high,
        int(entry.provisional),
    )


def _place(place: Place | None) -> Row:
    if place is None:
        return (None,) * 7
    return (
        place.name,
        place.lat,
        place.lon,
        place.precision,
        place.radius_km,
        place.geonameid,
        place.country,
    )


def _voice_rows(source: Source) -> Iterator[Row]:
    for entry in source.entries():
        for voice in entry.voices:
            yield _voice_row(entry, voice)


def _voice_row(entry: Entry, voice: Voice) -> Row:
    return (
        voice.id,
        entry.fact.id,
        voice.name,
        voice.kind,
        voice.lower,
        voice.upper,
        len(voice.documents),
        len(voice.claims),
        BETWEEN.join(voice.reasons) or None,
    )


ENTRIES = Table(
    "entries",
    "questions, reconciled: one question a row",
    (
        Column("fact", "text", "the question's identifier", key=True),
        Column("question", "text", "the question in words"),
        Column("type", "text", "what it asks about: killed, seized, …"),
        Column("object_class", "text", "which group it asks about"),
        Column("place", "text", "where"),
        Column("lat", "decimal", "latitude, degrees (WGS 84)"),
        Column("lon", "decimal", "longitude, degrees (WGS 84)"),
        Column("place_precision", "text", "how exactly the name places it"),
        Column("radius_km", "decimal", "how far the place reaches, kilometres"),
        Column("geonameid", "whole", "the place's identifier in GeoNames"),
        Column("country", "text", "the country's two letters (ISO 3166)"),
        Column("start", "day", "the first day that it asks about"),
        Column("end", "day", "the last day that it asks about"),
        Column("low", "whole", "the least number that a voice last said"),
        Column("best", "whole", "the number that the policy chooses, if any"),
        Column("high", "whole", "the greatest number that a voice last said"),
        Column("voices", "whole", "how many independent lines of testimony"),
        Column("documents", "whole", "how many reports"),
        Column("claims", "whole", "how many claims"),
        Column("status", "text", "how the testimony stands; never what is true"),
        Column("reasons", "text", "in words, how the figures and the status came to be"),
        Column("within", "text", "questions that contain this one"),
        Column("policy", "text", "how the best number was chosen"),
        Column("policy_low", "whole", "the least number among the voices that the policy takes"),
        Column("policy_high", "whole", "the greatest among them"),
        Column("provisional", "whole", "1: these voices are fewer than the policy asks for"),
    ),
    _entry_rows,
)
VOICES = Table(
    "voices",
    "independent lines of testimony: one voice on one question a row",
    (
        Column("voice", "text", "the voice's identifier", key=True),
        Column("fact", "text", "the question", refers=("entries", "fact")),
        Column("name", "text", "the root that it goes back to"),
        Column("kind", "text", "what that root is: monitor, state, agency, outlet, …"),
        Column("lower", "whole", "the least number that its last words allow"),
        Column("upper", "whole", "the greatest number that its last words allow"),
        Column("documents", "whole", "how many reports carry it"),
        Column("claims", "whole", "how many claims are of it"),
        Column("reasons", "text", "in words, why its claims are one voice"),
    ),
    _voice_rows,
)
