"""Deaths in the columns of UCDP's Georeferenced Event Dataset; it is not that data set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from counterclaim.grounding.date_precisions import date_prec
from counterclaim.grounding.precisions import where_prec
from counterclaim.model import Place
from counterclaim.model.told import Question
from counterclaim.publishing.exports import accounts
from counterclaim.publishing.exports.cells import csv_row
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day

COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
    # Not UCDP's: what a reader must know to use the row.
    "made_by", "policy", "status", "voices",
)  # fmt: skip
MADE_BY: Final = "Counterclaim, UCDP-GED-shaped; not UCDP data"
TYPES: Final = frozenset({"killed"})
_CIVILIANS: Final = "civilians"
_COMBATANTS: Final = "combatants"
_CLEAR_DAYS: Final = 2  # date_prec up to which one event is meant
_CLEAR_PLACES: Final = 2  # where_prec up to which one event is meant


def ucdp_shaped(source: Source) -> Iterator[str]:
    """One question on deaths a row; what UCDP's coders add (conflicts, dyads, codes) is empty.

    The numbers are the entry's, best under the ledger's policy. Who was killed decides the column:
    civilians; combatants of one named group as side b; all others, unknown.
    """
    yield csv_row(COLUMNS)
    others = 0
    for question in source.questions():
        if question.entry.fact.type in TYPES:
            row = _row(question) | {"made_by": MADE_BY, "policy": source.policy_name}
            yield csv_row(row.get(name) for name in COLUMNS)
        else:
            others += 1
    if others:
        source.notes.append(f"questions left out, since they are not on deaths: {others}")


def _row(question: Question) -> dict[str, object]:
    entry, fact = question.entry, question.entry.fact
    return {
        "id": fact.id,
        "year": fact.start.year if fact.start else None,
        "side_a": accounts.joined(accounts.actors(question)),
        "side_b": _victims_side(question),
        "event_clarity": _clarity(question),
        "date_prec": date_prec(accounts.period(fact.start, fact.end)),
        "date_start": day(fact.start),
        "date_end": day(fact.end),
        "best": entry.best,
        "high": entry.high,
        "low": entry.low,
        "status": entry.status,
        "voices": len(entry.voices),
        **_sources(question),
        **_where(fact.place),
        **_deaths(question),
    }


def _sources(question: Question) -> Mapping[str, object]:
    document = accounts.first(question).document
    return {
        "number_of_sources": len(question.entry.documents),
        "source_article": accounts.cited(document),
        "source_office": document.outlet,
        "source_date": day(document.published),
        "source_headline": document.title or None,
        "source_original": accounts.joined(accounts.speakers(question.entry)),
    }


def _where(place: Place | None) -> Mapping[str, object]:
    if place is None:
        return {}
    known = place.lat is not None and place.lon is not None
    return {
        "where_prec": where_prec(place),
        "where_coordinates": place.name,
        "where_description": place.mention.text,
        "adm_1": place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if known else None,
        "country": place.country,
    }


def _victims_side(question: Question) -> str | None:
    """The one group whose fighters are counted; None where it has no name, or reports differ."""
    groups = accounts.hit(question)
    fighters = question.entry.fact.object_class == _COMBATANTS
    return groups[0] if fighters and len(groups) == 1 else None


def _deaths(question: Question) -> Mapping[str, object]:
    if question.entry.fact.object_class == _CIVILIANS:
        column = "deaths_civilians"
    else:
        column = "deaths_b" if _victims_side(question) else "deaths_unknown"
    return {column: question.entry.best}


def _clarity(question: Question) -> int:
    """1 where day and place are those of one event, 2 for a count over more."""
    fact = question.entry.fact
    days = date_prec(accounts.period(fact.start, fact.end))
    place = where_prec(fact.place) if fact.place else None
    near = days is not None and days <= _CLEAR_DAYS
    return 1 if near and place is not None and place <= _CLEAR_PLACES else 2
