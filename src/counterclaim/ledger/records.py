"""Table rows back to records, equal to those that were stored."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from counterclaim.model import (
    Candidate,
    Claim,
    Copy,
    Credit,
    Dateline,
    Document,
    Entity,
    Entry,
    Fact,
    Furniture,
    GroundedClaim,
    Join,
    Mention,
    Naming,
    NearMiss,
    Origin,
    Passage,
    Period,
    Place,
    Point,
    Problem,
    Quantity,
    Relation,
    Span,
    Voice,
)

Row = Mapping[str, Any]


def grouped(rows: Iterable[dict[str, Any]], *keys: str) -> dict[Any, list[dict[str, Any]]]:
    """Rows by the value of one column, or the values of several, in the order given."""
    groups: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys)].append(row)
    return groups


def lines(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


def _span(row: Row, name: str = "span") -> Span:
    return Span(row[f"{name}_start"], row[f"{name}_end"])


def _dateline(row: Row) -> Dateline | None:
    if row["dateline_start"] is None:
        return None
    return Dateline(
        _span(row, "dateline"), row["dateline_place"], row["dateline_day"], row["dateline_credit"]
    )


def document(row: Row, credits: Iterable[Row], furniture: Iterable[Row]) -> Document:
    return Document(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        title_span=_span(row, "title") if row["title_start"] is not None else None,
        outlet=row["outlet"],
        published=row["published"],
        published_from=row["published_from"],
        url=row["url"],
        language=row["language"],
        source=row["source"],
        dateline=_dateline(row),
        credits=tuple(Credit(c["name"], _span(c), c["kind"]) for c in credits),
        furniture=tuple(Furniture(_span(f), f["kind"]) for f in furniture),
        notes=lines(row["notes"]),
    )


def _mention(row: Row) -> Mention:
    return Mention(row["text"], _span(row), row["reader"], row["score"], bool(row["worded"]))


def _naming(row: Row | None, entities: Mapping[str, Entity]) -> Naming | None:
    if row is None or row["entity"] is None:
        return None
    return Naming(_mention(row), entities[row["entity"]], row["entity_reason"])


def _quantity(row: Row, words: Row | None) -> Quantity | None:
    if words is None:
        return None
    return Quantity(_mention(words), row["lower"], row["upper"], row["precision"])


def _period(row: Row, words: Row | None) -> Period | None:
    if row["period_rule"] is None:
        return None
    return Period(
        _mention(words) if words else None,
        row["start"],
        row["end"],
        row["period_precision"],
        row["period_rule"],
    )


def _candidate(row: Row) -> Candidate:
    return Candidate(
        row["geonameid"],
        row["own_id"],
        row["name"],
        row["country"],
        row["admin1"],
        row["lat"],
        row["lon"],
        row["score"],
        lines(row["reasons"]),
    )


def place(row: Row, mention: Mention, candidates: Iterable[Row] = ()) -> Place:
    return Place(
        mention,
        row["name"],
        row["lat"],
        row["lon"],
        row["radius_km"],
        row["precision"],
        row["geonameid"],
        row["country"],
        row["admin1"],
        lines(row["reasons"]),
        tuple(_candidate(candidate) for candidate in candidates),
    )


def claim(
    row: Row,
    evidence: Iterable[dict[str, Any]],
    places: Iterable[Row],
    entities: Mapping[str, Entity],
    candidates: Mapping[tuple[str, int], Iterable[Row]] = MappingProxyType({}),
) -> GroundedClaim:
    """A claim of its row and those that belong to it.

    ``candidates`` are rows by claim and the position of a place in it.
    """
    fields = grouped(evidence, "field")
    one = {field: rows[0] for field, rows in fields.items()}
    mentions = {field: _mention(words) for field, words in one.items()}
    where = tuple(_mention(words) for words in fields.get("place", ()))
    via = fields.get("via", ())
    read = Claim(
        id=row["id"],
        document=row["document"],
        type=row["type"],
        sentence=_span(row, "sentence"),
        trigger=mentions["trigger"],
        quantity=_quantity(row, one.get("quantity")),
        object=mentions.get("object"),
        object_class=row["object_class"],
        object_class_score=row["object_class_score"],
        actor=mentions.get("actor"),
        places=where,
        time=mentions.get("time"),
        speaker=mentions.get("speaker"),
        via=tuple(_mention(words) for words in via),
        polarity=row["polarity"],
        polarity_score=row["polarity_score"],
    )
    named = tuple(_naming(words, entities) for words in via)
    return GroundedClaim(
        claim=read,
        places=tuple(
            place(p, m, candidates.get((p["claim"], p["position"]), ()))
            for p, m in zip(places, where, strict=True)
        ),
        period=_period(row, one.get("time")),
        object=_naming(one.get("object"), entities),
        actor=_naming(one.get("actor"), entities),
        speaker=_naming(one.get("speaker"), entities),
        via=tuple(naming for naming in named if naming is not None),
        root=entities[row["root"]] if row["root"] is not None else None,
    )


def entity(row: Row) -> Entity:
    return Entity(row["id"], row["name"], row["kind"])


def problem(row: Row) -> Problem:
    return Problem(row["file"], row["place"], row["what"], row["remedy"])


def copy(row: Row, passages: Iterable[Row]) -> Copy:
    shared = tuple(Passage(_span(p, "a"), _span(p, "b")) for p in passages)
    return Copy(
        row["a"],
        row["b"],
        row["relation"],
        row["direction"],
        shared,
        row["score"],
        lines(row["reasons"]),
    )


def origin(row: Row, members: Sequence[Row]) -> Origin:
    documents = tuple(member["document"] for member in members)
    sources = tuple((m["document"], m["source"]) for m in members if m["source"] is not None)
    return Origin(row["id"], documents, row["root"], row["credit"], sources)


def fact(
    row: Row,
    where: Place | None,
    claims: Iterable[Row],
    joins: Iterable[Row],
    near: Iterable[Row],
    within: Iterable[Row],
) -> Fact:
    return Fact(
        id=row["id"],
        question=row["question"],
        type=row["type"],
        object_class=row["object_class"],
        place=where,
        start=row["start"],
        end=row["end"],
        claims=tuple(c["claim"] for c in claims),
        joins=tuple(Join(j["a"], j["b"], j["score"], lines(j["reasons"])) for j in joins),
        within=tuple(w["within"] for w in within),
        near=tuple(NearMiss(n["fact"], n["other"], n["score"], lines(n["reasons"])) for n in near),
        left_out=row["left_out"],
    )


def voice(row: Row, claims: Iterable[str], document_of: Mapping[str, str]) -> Voice:
    said = tuple(claims)
    return Voice(
        id=row["id"],
        name=row["name"],
        claims=said,
        documents=tuple(dict.fromkeys(document_of[claim] for claim in said)),
        lower=row["lower"],
        upper=row["upper"],
        reasons=lines(row["reasons"]),
        kind=row["kind"],
    )


def entry(
    row: Row,
    answered: Fact,
    voices: tuple[Voice, ...],
    relations: Iterable[Row],
    series: Iterable[Row],
    document_of: Mapping[str, str],
) -> Entry:
    return Entry(
        fact=answered,
        low=row["low"],
        best=row["best"],
        high=row["high"],
        voices=voices,
        documents=tuple(dict.fromkeys(document_of[claim] for claim in answered.claims)),
        status=row["status"],
        relations=tuple(Relation(r["kind"], r["a"], r["b"], r["reason"]) for r in relations),
        reasons=lines(row["reasons"]),
        series=tuple(
            Point(p["published"], p["voice"], p["claim"], p["lower"], p["upper"]) for p in series
        ),
        policy_low=row["policy_low"],
        policy_high=row["policy_high"],
        provisional=bool(row["provisional"]),
    )
