"""Events and sources for TimeMap (Forensic Architecture), as its server hands them over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from counterclaim.model import Document
from counterclaim.model.terms import CLAIM_TYPES, STATUSES
from counterclaim.model.told import Question
from counterclaim.publishing.exports import accounts
from counterclaim.publishing.exports.sequence import listed
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import line
from counterclaim.publishing.status_sentence import standing

_DAY: Final = "%m/%d/%Y"  # what TimeMap reads unless it is told otherwise


def timemap(source: Source, folder: Path) -> None:
    """``events.json``, ``sources.json`` and ``associations.json``: questions, reports, filters.

    Every value is text, as TimeMap's schemas ask. A question without a day has no place in time
    and is left out; one without a known place has empty coordinates, and is on the timeline only.
    """
    _write(folder / "events.json", _events(source))
    _write(folder / "sources.json", _sources(source))
    _write(folder / "associations.json", _list(map(line, _associations())))


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{each}\n" for each in lines)


def _list(members: Iterable[str]) -> Iterator[str]:
    yield "["
    yield from listed(members)
    yield "]"


def _events(source: Source) -> Iterator[str]:
    undated = 0

    def events() -> Iterator[str]:
        nonlocal undated
        for question in source.questions():
            if question.entry.fact.start is None:
                undated += 1
            else:
                yield line(_event(question, question.entry.fact.start))

    yield from _list(events())
    if undated:
        source.notes.append(f"questions left out, since they have no day: {undated}")


def _event(question: Question, start: date) -> dict[str, object]:
    entry, fact = question.entry, question.entry.fact
    place = fact.place
    known = place is not None and place.lat is not None
    return {
        "id": fact.id,
        "description": f"{fact.question} {standing(entry)}",
        "date": start.strftime(_DAY),
        "time": "",
        "time_precision": _length(start, fact.end),
        "location": place.name if place else "",
        "latitude": str(place.lat) if place and known else "",
        "longitude": str(place.lon) if place and known else "",
        "type": fact.type,
        "category": fact.type,
        "associations": [fact.type, entry.status],
        "sources": list(entry.documents),
        "comments": "; ".join(accounts.speakers(entry)),
    }


def _length(start: date, end: date | None) -> str:
    if end is None:
        return "last day not known"
    days = (end - start).days + 1
    return "day" if days == 1 else f"{days} days"


def _sources(source: Source) -> Iterator[str]:
    yield "{"
    yield from listed(f"{_key(d)}: {line(_source(d))}" for d in source.documents())
    yield "}"


def _key(document: Document) -> str:
    return line({document.id: None}).removeprefix("{").removesuffix(": null}")


def _source(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "thumbnail": "",
        "paths": [],
        "type": "report",
        "url": document.url or "",
        "description": accounts.cited(document),
        "author": document.outlet or "",
        "date": document.published.strftime(_DAY) if document.published else "",
    }


def _associations() -> Iterator[dict[str, object]]:
    for kind, terms in (("type", CLAIM_TYPES), ("status", STATUSES)):
        for term in terms:
            yield {
                "id": term,
                "title": term.replace("_", " "),
                "desc": "",
                "mode": "FILTER",
                "filter_paths": [kind, term],
            }
