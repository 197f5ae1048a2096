"""Entries as CSV with HXL hashtags in the second row (hxlstandard.org, HXL 1.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from counterclaim.model import Place
from counterclaim.model.terms import ClaimType
from counterclaim.model.told import Question
from counterclaim.publishing.exports import accounts
from counterclaim.publishing.exports.cells import csv_row
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day

_AFFECTED: Final[tuple[tuple[ClaimType, str], ...]] = (
    ("killed", "#affected+killed"),
    ("wounded", "#affected+injured"),
    ("missing", "#affected+missing"),
    ("captured", "#affected+detained"),
    ("displaced", "#affected+displaced"),
)
_FIELDS: Final[tuple[tuple[str, str, Callable[[Question], object]], ...]] = (
    ("fact", "#event+id", lambda q: q.entry.fact.id),
    ("question", "#event+name", lambda q: q.entry.fact.question),
    ("type", "#event+type", lambda q: q.entry.fact.type),
    ("group", "#affected+group", lambda q: q.entry.fact.object_class),
    ("start", "#date+start", lambda q: day(q.entry.fact.start)),
    ("end", "#date+end", lambda q: day(q.entry.fact.end)),
    ("country", "#country+code+v_iso2", lambda q: _of(q, "country")),
    ("place", "#loc+name", lambda q: _of(q, "name")),
    ("precision", "#loc+type", lambda q: _of(q, "precision")),
    ("lat", "#geo+lat", lambda q: _of(q, "lat")),
    ("lon", "#geo+lon", lambda q: _of(q, "lon")),
    ("radius_km", "#geo+radius", lambda q: _of(q, "radius_km")),
    ("actors", "#actor+name+list", lambda q: accounts.joined(accounts.actors(q))),
    ("low", "#value+min", lambda q: q.entry.low),
    ("best", "#value+best", lambda q: q.entry.best),
    ("high", "#value+max", lambda q: q.entry.high),
    ("status", "#status", lambda q: q.entry.status),
    ("voices", "#meta+voices+num", lambda q: len(q.entry.voices)),
    ("documents", "#meta+reports+num", lambda q: len(q.entry.documents)),
    ("voice_names", "#meta+source+list", lambda q: accounts.joined(accounts.speakers(q.entry))),
    ("outlets", "#meta+outlet+list", lambda q: accounts.joined(accounts.outlets(q))),
    ("urls", "#meta+url+list", lambda q: accounts.joined(accounts.addresses(q))),
)


def hxl(source: Source) -> Iterator[str]:
    """A row of names, a row of hashtags, then one question a row.

    Counts of people stand under their own hashtags too, so that tools that look for
    ``#affected+killed`` find them. ``#meta+policy`` says how the best number was chosen.
    """
    people = [
        (f"{type}_{name}", f"{tag}+{end}", type, name)
        for type, tag in _AFFECTED
        for name, end in (("low", "min"), ("best", "best"), ("high", "max"))
    ]
    yield csv_row([*(f[0] for f in _FIELDS), *(p[0] for p in people), "policy"])
    yield ",".join([*(f[1] for f in _FIELDS), *(p[1] for p in people), "#meta+policy"])
    for question in source.questions():
        entry = question.entry
        counts = (
            getattr(entry, name) if entry.fact.type == type else None for *_, type, name in people
        )
        cells = (read(question) for _, _, read in _FIELDS)
        yield csv_row([*cells, *counts, source.policy_name])


def _of(question: Question, name: str) -> object:
    place: Place | None = question.entry.fact.place
    return getattr(place, name) if place else None
