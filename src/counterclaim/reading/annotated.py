"""Reports with claims that people, or another program, annotated in them (docs/formats.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.errors import InputError
from counterclaim.model import Claim, Document, Problem, Span
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.annotation import Days, FlawError, annotated_claim, annotated_days
from counterclaim.reading.days import parsed
from counterclaim.reading.jsonfiles import json_objects
from counterclaim.reading.record import Record, record
from counterclaim.reading.sources import Source


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report, its annotated claims, and for each claim its days, its fact and its id (or None).

    ``days`` are the first and the last that a claim's time means; ``ids`` the claims of a ledger
    that these were; ``given`` the names of the fields that each claim has, empty ones too;
    ``event`` names the group of reports that must not be split between training and test;
    ``shown`` are the claims of a ledger that its annotators were given (None: they had none).
    """

    document: Document
    claims: tuple[Claim, ...]
    days: tuple[Days, ...]
    facts: tuple[str | None, ...]
    ids: tuple[str | None, ...]
    given: tuple[frozenset[str], ...]
    event: str
    shown: tuple[str, ...] | None


def annotated(path: Path) -> Iterator[Annotated]:
    """The reports of a JSON-lines file, one a line, each with its claims inside.

    Raises InputError at the first line that cannot be understood.
    """
    for found in read_annotated(path):
        if isinstance(found, Problem):
            raise InputError(str(found))
        yield found


def read_annotated(path: Path, policy: Policy = DEFAULT) -> Iterator[Annotated | Problem]:
    """The same; in place of a report that cannot be understood, the problem."""
    name = str(path)
    for found in json_objects(Source.of(path), policy):
        yield found if isinstance(found, Problem) else _report(found[1], name, found[0])


def _report(fields: Mapping[str, Any], file: str, place: str) -> Annotated | Problem:
    given = record(fields, file, place)
    if isinstance(given, Problem):
        return given
    try:
        return _with_claims(_document(given), fields)
    except FlawError as flaw:
        what = f"{given.doc}: {flaw.what}" if given.doc else flaw.what
        return Problem(file, place, what, flaw.remedy)


def _document(given: Record) -> Document:
    if not given.doc:
        raise FlawError("has no doc", "give the id that the report has in the ledger")
    day = parsed(given.published)
    if given.published and day is None:
        raise FlawError("has a published that is no day", "write YYYY-MM-DD")
    titled = bool(given.title) and given.text.startswith(given.title)
    return Document(
        id=given.doc,
        text=given.text,
        title=given.title,
        title_span=Span(0, len(given.title)) if titled else None,
        outlet=given.outlet or None,
        published=day.full if day else None,
        published_from="given" if day else None,
        source=given.source,
    )


def _with_claims(document: Document, fields: Mapping[str, Any]) -> Annotated:
    values = fields.get("claims")
    if not isinstance(values, list):
        raise FlawError("has no claims", "give a list, empty for a report that claims nothing")
    claims, days, facts, ids, given = [], [], [], [], []
    for at, value in enumerate(values):
        try:
            claims.append(annotated_claim(document, at, value))
            days.append(annotated_days(value))
        except FlawError as flaw:
            raise FlawError(f"claim {at + 1} {flaw.what}", flaw.remedy) from None
        fact = value.get("fact")
        facts.append(None if fact is None else str(fact))
        ids.append(value["id"] if isinstance(value.get("id"), str) else None)
        given.append(frozenset(value))
    return Annotated(
        document=document,
        claims=tuple(claims),
        days=tuple(days),
        facts=tuple(facts),
        ids=tuple(ids),
        given=tuple(given),
        event=str(fields.get("event") or ""),
        shown=_shown(fields.get("shown")),
    )


def _shown(value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(id, str) for id in value):
        raise FlawError("has a shown that is no list of claims", "leave it as it was exported")
    return tuple(value)
