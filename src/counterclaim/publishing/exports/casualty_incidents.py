"""The table that casualty recorders keep: one incident a row, what is claimed of it, how surely.

The columns answer what the Standards for Casualty Recording (Every Casualty Counts) ask a record
to hold, and what Iraq Body Count's table of incidents has: where, when, a minimum and a maximum of
dead and of injured, who they were, who is said to have done it, and on whose word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from counterclaim.model import Place, identifier
from counterclaim.model.told import Question
from counterclaim.publishing.exports import accounts
from counterclaim.publishing.exports.cells import csv_row
from counterclaim.publishing.exports.gathering import gathered
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day

COLUMNS: Final = (
    "incident", "date_start", "date_end", "place", "lat", "lon", "place_precision", "radius_km",
    "country", "killed_min", "killed_max", "injured_min", "injured_max", "groups",
    "actors_as_claimed", "independent_sources", "sources", "outlets", "reports", "uncertainty",
    "questions", "made_by", "policy",
)  # fmt: skip
MADE_BY: Final = "Counterclaim: what is claimed, not what was verified"
TYPES: Final = frozenset({"killed", "wounded"})
_HARM: Final[Mapping[str, str]] = {"killed": "killed", "wounded": "injured"}

Record = Mapping[str, Any]


def casualty_incidents(source: Source) -> Iterator[str]:
    """Questions on dead and injured of one place and the same days, as one row, in order of days.

    Nothing is added up: the minimum is the greatest of the low figures, the maximum the greatest of
    the high ones; each group's own range stands in ``groups``. A question without a known place or
    first day is a row of its own.
    """
    yield csv_row(COLUMNS)
    others = 0

    def records() -> Iterator[tuple[str, Record]]:
        nonlocal others
        for question in source.questions():
            if question.entry.fact.type in TYPES:
                yield _key(question), _record(question)
            else:
                others += 1

    for incident in gathered(records()):
        row = _row(incident) | {"made_by": MADE_BY, "policy": source.policy_name}
        yield csv_row(row.get(name) for name in COLUMNS)
    if others:
        source.notes.append(f"questions left out, since they are not on dead or injured: {others}")


def _key(question: Question) -> str:
    """Days first, so that incidents come in their order; undated ones last."""
    fact = question.entry.fact
    start, end = day(fact.start) or "~", day(fact.end) or "~"
    place = fact.place
    if place is None or fact.start is None:
        return f"{start} {end} {fact.id}"
    return f"{start} {end} {place.geonameid or ''} {place.name}"


def _record(question: Question) -> Record:
    entry, fact = question.entry, question.entry.fact
    return {
        "fact": fact.id,
        "harm": _HARM[fact.type],
        "group": fact.object_class or "people",
        "low": entry.low,
        "high": entry.high,
        "start": day(fact.start),
        "end": day(fact.end),
        "place": _place(fact.place),
        "actors": accounts.actors(question),
        "sources": accounts.speakers(entry),
        "outlets": accounts.outlets(question),
        "reports": entry.documents,
        "status": entry.status,
        "provisional": entry.provisional,
    }


def _place(place: Place | None) -> Mapping[str, object]:
    if place is None:
        return {}
    return {
        "place": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "place_precision": place.precision,
        "radius_km": place.radius_km,
        "country": place.country,
    }


def _row(incident: Sequence[Record]) -> dict[str, object]:
    first = incident[0]
    sources = _all(incident, "sources")
    return {
        "incident": identifier("incident", *sorted(each["fact"] for each in incident)),
        "date_start": first["start"],
        "date_end": first["end"],
        **first["place"],
        "killed_min": _most(incident, "killed", "low"),
        "killed_max": _most(incident, "killed", "high"),
        "injured_min": _most(incident, "injured", "low"),
        "injured_max": _most(incident, "injured", "high"),
        "groups": "; ".join(map(_group, incident)),
        "actors_as_claimed": accounts.joined(_all(incident, "actors")),
        "independent_sources": len(sources),
        "sources": accounts.joined(sources),
        "outlets": accounts.joined(_all(incident, "outlets")),
        "reports": len(_all(incident, "reports")),
        "uncertainty": _uncertainty(incident),
        "questions": accounts.joined(each["fact"] for each in incident),
    }


def _most(incident: Iterable[Record], harm: str, end: str) -> int | None:
    numbers = [each[end] for each in incident if each["harm"] == harm and each[end] is not None]
    return max(numbers, default=None)


def _all(incident: Iterable[Record], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for each in incident for value in each[name]))


def _group(record: Record) -> str:
    """For example "children killed 4", "people injured 10–12", "people killed: no number"."""
    low, high = record["low"], record["high"]
    if low is None and high is None:
        number = ": no number"
    elif low is None or high is None:
        number = f" up to {high}" if low is None else f" at least {low}"
    else:
        number = f" {low}" if low == high else f" {low}–{high}"
    return f"{record['group']} {record['harm']}{number}"


def _uncertainty(incident: Sequence[Record]) -> str | None:
    """In words, what makes the row less than certain."""
    first = incident[0]
    found = [f"{each['group']} {each['harm']}: {_STANDING[each['status']]}" for each in incident]
    if any(each["provisional"] for each in incident):
        found.append("provisional: fewer independent sources than the policy asks for")
    if first["start"] is None:
        found.append("day not known")
    elif first["start"] != first["end"]:
        found.append("more than one day")
    if not first["place"]:
        found.append("place not known")
    elif first["place"]["lat"] is None:
        found.append("place not on the map")
    if len({each["group"] for each in incident}) > 1:
        found.append("groups are counted apart and not added")
    return "; ".join(found)


_STANDING: Final[Mapping[str, str]] = {
    "single_voice": "one independent source",
    "corroborated": "sources agree",
    "revised": "a source revised its figure",
    "disputed": "sources differ",
    "denied": "denied by a source",
}
