"""Events in the columns of ACLED's data; it is not that data set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from counterclaim.grounding.date_precisions import time_precision
from counterclaim.grounding.precisions import geo_precision
from counterclaim.model import Place
from counterclaim.model.terms import ClaimType
from counterclaim.model.told import Question
from counterclaim.publishing.exports import accounts
from counterclaim.publishing.exports.cells import csv_row
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day
from counterclaim.publishing.status_sentence import standing

COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
    # Not ACLED's: what a reader must know to use the row.
    "made_by", "policy", "status", "voices", "fatalities_low", "fatalities_high",
)  # fmt: skip
MADE_BY: Final = "Counterclaim, ACLED-shaped; not ACLED data"
_STRATEGIC: Final = "Strategic developments"
_CIVIL_GROUPS: Final = frozenset({"civilians", "children", "women", "staff"})
_EVENTS: Final[Mapping[ClaimType, tuple[str, str]]] = MappingProxyType(
    {
        "withdrew": (_STRATEGIC, "Non-violent transfer of territory"),
        "moved": (_STRATEGIC, "Other"),
        "violated": (_STRATEGIC, "Other"),
        "disrupted": (_STRATEGIC, "Other"),
        "supported": (_STRATEGIC, "Other"),
    }
)
"""Claim types that are one kind of ACLED event, whoever acts."""


def acled_shaped(source: Source) -> Iterator[str]:
    """One question a row. A kind of event that the testimony does not settle stays empty.

    ``fatalities`` is the best number of a question on deaths under the ledger's policy, and empty
    for all others: none was counted there, which is not the same as none.
    """
    yield csv_row(COLUMNS)
    for question in source.questions():
        row = _row(question) | {"made_by": MADE_BY, "policy": source.policy_name}
        yield csv_row(row.get(name) for name in COLUMNS)


def _row(question: Question) -> dict[str, object]:
    entry, fact = question.entry, question.entry.fact
    kind, narrower = _event(question)
    deaths = fact.type == "killed"
    return {
        "event_id_cnty": fact.id,
        "event_date": day(fact.start),
        "year": fact.start.year if fact.start else None,
        "time_precision": time_precision(accounts.period(fact.start, fact.end)),
        "event_type": kind,
        "sub_event_type": narrower,
        "actor1": accounts.joined(accounts.actors(question)),
        "actor2": accounts.joined(accounts.hit(question)) or _civilians(question),
        "civilian_targeting": "Civilian targeting" if _civilians(question) else None,
        "source": accounts.joined(accounts.outlets(question)),
        "notes": _notes(question),
        "fatalities": entry.best if deaths else None,
        "fatalities_low": entry.low if deaths else None,
        "fatalities_high": entry.high if deaths else None,
        "tags": fact.type,
        "status": entry.status,
        "voices": len(entry.voices),
        **_where(fact.place),
    }


def _where(place: Place | None) -> Mapping[str, object]:
    if place is None:
        return {}
    return {
        "country": place.country,
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": geo_precision(place),
    }


def _notes(question: Question) -> str:
    """The question, how the testimony stands, and the sentence that was published first."""
    first = accounts.first(question)
    cited = f"{accounts.cited(first.document)}: {accounts.sentence(first)}"
    return " ".join((question.entry.fact.question, standing(question.entry), cited))


def _civilians(question: Question) -> str | None:
    """ "Civilians" where people were hit who are no combatants by what the reports call them."""
    fact = question.entry.fact
    hurt = fact.type in ("killed", "wounded", "attacked")
    return "Civilians" if hurt and fact.object_class in _CIVIL_GROUPS else None


def _event(question: Question) -> tuple[str | None, str | None]:
    type = question.entry.fact.type
    if type in _EVENTS:
        return _EVENTS[type]
    if _civilians(question):
        return "Violence against civilians", "Attack"
    if type == "seized":
        return "Battles", _taking(question)
    return None, None


def _taking(question: Question) -> str | None:
    """Who took the place, where all reports that name an actor name one of one kind."""
    kinds = {told.grounded.actor.entity.kind for told in question.told if told.grounded.actor}
    return {
        frozenset({"state_force"}): "Government regains territory",
        frozenset({"armed_group"}): "Non-state actor overtakes territory",
    }.get(frozenset(kinds))
