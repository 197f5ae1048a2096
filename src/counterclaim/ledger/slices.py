"""Parts of a ledger that an addition looks at: by time, by type, by neighbourhood.

Every function takes time in step with what it gives, not with the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, func, or_, select, text

from counterclaim.ledger import contents, records, schema
from counterclaim.model import Entry, Fact, Mention, Span
from counterclaim.model.told import Answer

Days = Sequence[tuple[date, date]]

#: Stands for the words of a place where only the place is asked for.
NOWHERE = Mention("", Span(0, 1), "")


def _published(days: Days | None) -> ColumnElement[bool]:
    """Whether a document appeared on one of these days, first and last included, or nobody knows
    when; None: whenever it did."""
    day = schema.documents.c.published
    if days is None:
        return schema.documents.c.id.is_not(None)
    return or_(day.is_(None), *(and_(day >= first, day <= last) for first, last in days))


def published(connection: Connection, days: Days | None) -> list[str]:
    """The documents of some days, and those without one."""
    query = select(schema.documents.c.id).where(_published(days))
    return list(connection.execute(query).scalars())


def days(connection: Connection) -> list[date]:
    """The days of the documents that tell them by themselves."""
    document = schema.documents.c
    query = select(document.published).where(document.dated == 1).distinct()
    return list(connection.execute(query).scalars())


def undated(connection: Connection) -> list[str]:
    """The documents of which no day is known, or only by the year of others."""
    document = schema.documents.c
    return list(connection.execute(select(document.id).where(document.dated == 0)).scalars())


def media(connection: Connection) -> list[str]:
    """The outlets of documents and the agencies that their datelines name, each once."""
    document = schema.documents.c
    found: set[str | None] = set()
    for column in (document.outlet, document.dateline_credit):
        found |= set(connection.execute(select(column).distinct()).scalars())
    return sorted(name for name in found if name)


def languages(connection: Connection) -> dict[str | None, int]:
    """How many documents there are of each language."""
    language = schema.documents.c.language
    query = select(language, func.count()).group_by(language)
    return {row[0]: row[1] for row in connection.execute(query)}


def measures(connection: Connection, facts: Iterable[str] | None = None) -> dict[str, str | None]:
    """What each fact measures: of all, or of some."""
    ids = None if facts is None else sorted(facts)
    return {row["id"]: row["measure"] for row in contents.by(connection, schema.facts, "id", ids)}


def mentioning(connection: Connection, names: Iterable[str]) -> list[str]:
    """The documents that may have one of these names in their text."""
    document = schema.documents.c
    found: set[str] = set()
    for name in names:
        if connection.dialect.name == "sqlite":
            words = '"{}"*'.format(name.replace('"', " "))
            query = text(
                "SELECT d.id FROM documents_search s JOIN documents d ON d.rowid = s.rowid "
                "WHERE documents_search MATCH :words"
            )
            found |= {*connection.execute(query, {"words": f"text : {words}"}).scalars()}
        else:
            holding = func.strpos(document.text, name) > 0
            found |= {*connection.execute(select(document.id).where(holding)).scalars()}
    return sorted(found)


def untraced(connection: Connection) -> list[str]:
    """The documents that were not compared with the others yet."""
    document, traced = schema.documents.c, schema.traced.c
    known = select(traced.document).where(traced.document == document.id).exists()
    return list(connection.execute(select(document.id).where(~known)).scalars())


def marked(connection: Connection, marks: Iterable[str]) -> dict[str, str]:
    """The documents that have words so marked, each with its mark."""
    table = schema.traced
    rows = contents.read(connection, select(table), table.c.mark, sorted(set(marks)))
    return {row["document"]: row["mark"] for row in rows}


def marks(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """The marks of the words of documents."""
    rows = contents.by(connection, schema.traced, "document", sorted(set(documents)))
    return {row["document"]: row["mark"] for row in rows if row["mark"]}


def leans(
    connection: Connection, documents: Sequence[str]
) -> dict[tuple[str, str], tuple[float | None, bool]]:
    """Of the copies of documents: the sum of signs, and whether it is a reprint."""
    rows = contents.either(connection, schema.copies, documents)
    return {(row["a"], row["b"]): (row["lean"], bool(row["reprint"])) for row in rows}


def copied(connection: Connection, documents: Iterable[str]) -> list[tuple[str, str, str]]:
    """The copies of documents: the two ends and the relation."""
    table = schema.copies.c
    ids = sorted(set(documents))
    found: dict[tuple[str, str], str] = {}
    for end in (table.a, table.b):
        rows = contents.read(connection, select(table.a, table.b, table.relation), end, ids)
        found |= {(row["a"], row["b"]): row["relation"] for row in rows}
    return [(a, b, relation) for (a, b), relation in sorted(found.items())]


def families(connection: Connection, documents: Iterable[str]) -> list[str]:
    """The origins of documents."""
    member = schema.origin_documents.c
    return named(connection, member.origin, member.document, documents)


def claims(connection: Connection, types: Iterable[str], days: Days | None) -> list[str]:
    """The claims of some types in documents of some days (see ``published``)."""
    claim = schema.claims.c
    query = (
        select(claim.id)
        .join(schema.documents, schema.documents.c.id == claim.document)
        .where(claim.type.in_(sorted(types)), _published(days))
    )
    return list(connection.execute(query).scalars())


def claims_of(connection: Connection, documents: Iterable[str]) -> list[str]:
    """The claims of documents."""
    claim = schema.claims.c
    return named(connection, claim.id, claim.document, documents)


def told_in(connection: Connection, claims: Iterable[str]) -> list[str]:
    """The documents of claims."""
    claim = schema.claims.c
    return named(connection, claim.document, claim.id, claims)


def members(connection: Connection, facts: Iterable[str]) -> dict[str, list[str]]:
    """The claims of facts, in their order, by fact."""
    told = schema.fact_claims.c
    query = select(told.fact, told.claim).order_by(told.fact, told.position)
    found: dict[str, list[str]] = {}
    for row in contents.read(connection, query, told.fact, sorted(set(facts))):
        found.setdefault(row["fact"], []).append(row["claim"])
    return found


def facts_of(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """The facts that claims answer, by claim."""
    told = schema.fact_claims.c
    rows = contents.read(connection, select(told.claim, told.fact), told.claim, sorted(set(claims)))
    return {row["claim"]: row["fact"] for row in rows}


def types_of(connection: Connection, facts: Iterable[str]) -> dict[str, str]:
    """The types of facts, by fact."""
    fact = schema.facts.c
    rows = contents.read(connection, select(fact.id, fact.type), fact.id, sorted(set(facts)))
    return {row["id"]: row["type"] for row in rows}


def named(
    connection: Connection, column: Column[Any], key: Column[Any], ids: Iterable[str]
) -> list[str]:
    """Each value of a column, once and in order, in the rows that a key names."""
    query = select(column.label("value"))
    rows = contents.read(connection, query, key, sorted(set(ids)))
    return sorted({row["value"] for row in rows if row["value"] is not None})


def outlines(connection: Connection, types: Iterable[str]) -> list[Mapping[str, Any]]:
    """Of each fact of some types, in the order of their first claims, what says where and when it
    is; ``told`` is the order of its first claim."""
    fact, place, told = schema.facts.c, schema.places, schema.fact_claims.c
    claim, document, words = schema.claims.c, schema.documents.c, schema.evidence.c
    query = (
        select(
            fact.id, fact.question, fact.type, fact.object_class, fact.start, fact.end,
            fact.measure, place.c.name, place.c.lat, place.c.lon, place.c.radius_km,
            place.c.precision, place.c.geonameid, place.c.country, place.c.admin1,
            document.published, claim.document, words.span_start, words.span_end,
            claim.id.label("first"),
        )
        .join(schema.fact_claims, (told.fact == fact.id) & (told.position == 0))
        .join(schema.claims, claim.id == told.claim)
        .join(schema.documents, document.id == claim.document)
        .join(schema.evidence, (words.claim == claim.id) & (words.field == "trigger"))
        .outerjoin(place, (place.c.claim == fact.place) & (place.c.position == 0))
        .where(fact.type.in_(sorted(types)))
        .order_by(
            document.published.is_(None), document.published, document.id, words.span_start,
            words.span_end, claim.id,
        )
    )  # fmt: skip
    return [dict(row) for row in connection.execute(query).mappings()]


def tellings(connection: Connection, types: Iterable[str]) -> dict[str, list[Mapping[str, Any]]]:
    """By fact of some types, of each claim its document, the start of its sentence, its bounds and
    the day of its report."""
    told, claim, document = schema.fact_claims.c, schema.claims.c, schema.documents.c
    query = (
        select(
            told.fact, claim.document, claim.sentence_start, claim.lower, claim.upper,
            document.published,
        )
        .join(schema.claims, claim.id == told.claim)
        .join(schema.documents, document.id == claim.document)
        .where(claim.type.in_(sorted(types)))
    )  # fmt: skip
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["fact"], []).append(dict(row))
    return found


def containments(connection: Connection, types: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The facts within which each fact of some types lies, in their order."""
    held, fact = schema.containment.c, schema.facts.c
    query = (
        select(held.fact, held.within)
        .join(schema.facts, fact.id == held.fact)
        .where(fact.type.in_(sorted(types)))
        .order_by(held.fact, held.position)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(query):
        found[row.fact] = (*found.get(row.fact, ()), row.within)
    return found


def sentences(connection: Connection, claims: Iterable[str]) -> dict[str, list[str]]:
    """For each claim, those of its type that stand in the same sentence, itself included."""
    claim, other = schema.claims.c, schema.claims.alias().c
    same = (
        (other.document == claim.document)
        & (other.sentence_start == claim.sentence_start)
        & (other.type == claim.type)
    )
    query = select(claim.id, other.id.label("other")).join(other.id.table, same)
    found: dict[str, list[str]] = {}
    for row in contents.read(connection, query, claim.id, sorted(set(claims))):
        found.setdefault(row["id"], []).append(row["other"])
    return found


def inner(connection: Connection, facts: Iterable[str]) -> dict[str, list[str]]:
    """The facts that lie within each fact."""
    held = schema.containment.c
    rows = contents.read(
        connection, select(held.fact, held.within), held.within, sorted(set(facts))
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["within"], []).append(row["fact"])
    return found


def voiced(connection: Connection, facts: Iterable[str]) -> dict[str, set[str]]:
    """The names of the voices on each fact."""
    voice = schema.voices.c
    rows = contents.read(connection, select(voice.fact, voice.name), voice.fact, sorted(set(facts)))
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["fact"], set()).add(row["name"])
    return found


def on_places(
    connection: Connection, types: Iterable[str], claims: Iterable[str], days: Days
) -> list[str]:
    """The claims of some types that name a place that one of ``claims`` names, and that are about
    one of these days, or appeared on one."""
    place, claim, day = schema.places.c, schema.claims.c, schema.documents.c.published
    ids = sorted(set(claims))
    rows = contents.read(connection, select(place.geonameid, place.name), place.claim, ids)
    about = or_(
        *(
            column.between(first, last)
            for first, last in days
            for column in (day, claim.start, claim.end)
        )
    )
    near = (
        select(claim.id)
        .join(schema.places, place.claim == claim.id)
        .join(schema.documents, schema.documents.c.id == claim.document)
        .where(claim.type.in_(sorted(types)), about)
    )
    numbers = sorted({row["geonameid"] for row in rows if row["geonameid"] is not None})
    names = sorted({row["name"] for row in rows})
    found = contents.read(connection, near, place.geonameid, numbers)
    found += contents.read(connection, near, place.name, names)
    return sorted({row["id"] for row in found})


def ends(connection: Connection) -> tuple[date | None, date | None]:
    """The first and the last day of publication."""
    day = schema.documents.c.published
    found: list[Any] = list(connection.execute(select(func.min(day), func.max(day))).one())
    return found[0], found[1]


def facts(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Fact, str | None]]:
    """Facts without their places and what they lie within, each with the claim whose first place
    stands for it."""
    known = sorted(set(ids))
    claims, joins, near = (
        _under(connection, table, "fact", known)
        for table in (schema.fact_claims, schema.joins, schema.near_misses)
    )
    found = {}
    for row in contents.by(connection, schema.facts, "id", known):
        told, held, close = (part.get(row["id"], ()) for part in (claims, joins, near))
        found[row["id"]] = records.fact(row, None, told, held, close, ()), row["place"]
    return found


def wholes(connection: Connection, ids: Iterable[str]) -> dict[str, Entry]:
    """Of facts what is asked of those that contain others: question, place, days and group, what
    they lie within, and their voices with these claims; all else is left out."""
    known = sorted(set(ids))
    held = contents.by(connection, schema.facts, "id", known)
    standing = [row["place"] for row in held if row["place"] is not None]
    places = _under(connection, schema.places, "claim", standing)
    within = _under(connection, schema.containment, "fact", known)
    voices = _under(connection, schema.voices, "fact", known)
    names = [row["id"] for rows in voices.values() for row in rows]
    said = _under(connection, schema.voice_claims, "voice", names)
    found = {}
    for row in held:
        first = places.get(row["place"], ())[:1]
        place = records.place(first[0], NOWHERE) if first else None
        fact = records.fact(row, place, (), (), (), within.get(row["id"], ()))
        told = tuple(
            records.voice({**v, "reasons": "[]"}, claims, dict.fromkeys(claims, ""))
            for v in voices.get(row["id"], ())
            for claims in [[c["claim"] for c in said.get(v["id"], ())]]
        )
        found[row["id"]] = Entry(fact, None, None, None, told, (), "single_voice", (), (), ())
    return found


def _under(
    connection: Connection, table: Table, key: str, ids: Sequence[str]
) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of a table under each id, in order."""
    return records.grouped(contents.ordered(connection, table, key, ids), key)


def firsts(connection: Connection, facts: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """What brings facts in the order of their first claims."""
    told, claim, document = schema.fact_claims.c, schema.claims.c, schema.documents.c
    words = schema.evidence.c
    query = (
        select(
            told.fact, document.published, document.id, words.span_start, words.span_end,
            claim.id.label("claim"),
        )
        .join(schema.claims, claim.id == told.claim)
        .join(schema.documents, document.id == claim.document)
        .join(schema.evidence, (words.claim == claim.id) & (words.field == "trigger"))
        .where(told.position == 0)
    )  # fmt: skip
    return {
        row["fact"]: (
            row["published"] is None, str(row["published"]), row["id"], row["span_start"],
            row["span_end"], row["claim"],
        )
        for row in contents.read(connection, query, told.fact, sorted(set(facts)))
    }  # fmt: skip


def answers(connection: Connection, facts: Iterable[str] | None) -> dict[str, Answer]:
    """Entries in short, by fact; of all without ``facts``."""
    fact, entry = schema.facts.c, schema.entries.c
    query = select(
        fact.id, fact.question, entry.status, entry.voices, entry.documents, entry.claims,
        entry.low, entry.best, entry.high,
    ).join(schema.entries, entry.fact == fact.id)  # fmt: skip
    if facts is None:
        every: list[list[Any]] = [list(row) for row in connection.execute(query)]
        return {row[0]: Answer(*row) for row in every}
    rows = contents.read(connection, query, fact.id, sorted(set(facts)))
    return {row["id"]: Answer(*row.values()) for row in rows}


def of_same_days(connection: Connection, claims: Iterable[str]) -> list[str]:
    """The claims that are of the type and the days of one of these claims."""
    claim, other = schema.claims.c, schema.claims.alias().c
    same = (
        (other.type == claim.type)
        & other.start.is_not_distinct_from(claim.start)
        & other.end.is_not_distinct_from(claim.end)
    )
    known = or_(claim.start.is_not(None), claim.end.is_not(None))
    query = select(other.id.label("id")).select_from(claim.id.table).join(other.id.table, same)
    rows = contents.read(connection, query.where(known), claim.id, sorted(set(claims)))
    return sorted({row["id"] for row in rows})


def beginning(
    connection: Connection, type: str, first: date | None, last: date | None
) -> list[Mapping[str, Any]]:
    """Id, start and end of the claims of a type whose days begin from ``first`` to ``last``; with
    neither, of those of which only the end is known."""
    claim = schema.claims.c
    when: ColumnElement[bool] = claim.start.is_(None) & claim.end.is_not(None)
    if first is not None and last is not None:
        when = claim.start.between(first, last)
    query = select(claim.id, claim.start, claim.end).where(claim.type == type, when)
    return [dict(row) for row in connection.execute(query).mappings()]


def of_wars_in(connection: Connection, facts: Iterable[str]) -> frozenset[str]:
    """The claims of some facts that count over a whole war."""
    rows = contents.by(connection, schema.fact_claims, "fact", sorted(set(facts)))
    return frozenset(row["claim"] for row in rows if row["war"])


def of_wars(connection: Connection, types: Iterable[str]) -> list[str]:
    """The claims of some types that count over a whole war."""
    told, claim = schema.fact_claims.c, schema.claims.c
    query = (
        select(told.claim)
        .join(schema.claims, claim.id == told.claim)
        .where(told.war == 1, claim.type.in_(sorted(types)))
    )
    return list(connection.execute(query).scalars())
