"""The rows of lists: which of them changed, and what they say now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    delete,
    except_,
    func,
    insert,
    literal,
    literal_column,
    select,
    union,
    update,
)

from counterclaim.ledger import list_words, schema
from counterclaim.ledger.batches import batches
from counterclaim.ledger.list_tables import (
    PLACE_WORDS,
    claims,
    documents,
    entries,
    facets,
    families,
    touched,
)
from counterclaim.ledger.narrowing import folded

_BATCH = 500
_Query = Select[Any]


def _ids(name: str, *further: Column[Any]) -> Table:
    return Table(
        name, MetaData(), Column("id", Text, primary_key=True), *further, prefixes=["TEMPORARY"]
    )


# What is written anew, by id, while the tables are brought up to date. An entry keeps its number,
# so that its other claims need not be written.
_documents, _claims = _ids("changed_documents"), _ids("changed_claims")
_entries = _ids("changed_entries", Column("number", Integer))
_CHANGED = (_documents, _claims, _entries)


def write_changed(connection: Connection, facts: Iterable[str] | None) -> None:
    """Write anew the rows of touched documents, of the entries of these facts (without ``facts``,
    of those that differ from what is listed), and what depends on them."""
    changed = _different() if facts is None else None
    with_facts = [{"id": id} for id in dict.fromkeys(facts or ())]
    _begin(connection, select(touched.c.document), changed, with_facts)
    _write(connection)


def write_all(connection: Connection) -> None:
    """Write all rows, into empty tables."""
    document, entry = schema.documents.c.id, schema.entries.c.fact
    _begin(connection, select(document), select(entry), [])
    _write(connection)


def _begin(
    connection: Connection, touched: _Query, changed: Any, facts: list[dict[str, str]]
) -> None:
    """Name what is to be written: what was said to have changed, and what hangs together with it.

    That is the claims of documents and entries, and the entries of all these claims.
    """
    for table in _CHANGED:
        table.create(connection, checkfirst=False)
    connection.execute(insert(_documents).from_select(["id"], touched))
    if changed is not None:
        connection.execute(insert(_entries).from_select(["id"], changed))
    for some in batches(facts, _BATCH):
        connection.execute(insert(_entries), some)
    connection.execute(insert(_claims).from_select(["id"], _claims_of_changed()))
    hanging = _entries_of_claims().subquery().c
    further = select(hanging.fact).where(hanging.fact.not_in(select(_entries.c.id)))
    connection.execute(insert(_entries).from_select(["id"], further))
    number = select(entries.c.number).where(entries.c.fact == _entries.c.id).scalar_subquery()
    connection.execute(update(_entries).values(number=number))


def _write(connection: Connection) -> None:
    highest = {table: _highest(connection, table) for table in (entries, claims, documents)}
    list_words.take_out(connection)
    changed = select(claims.c.number).where(claims.c.claim.in_(select(_claims.c.id)))
    connection.execute(delete(facets).where(facets.c.claim.in_(changed)))
    connection.execute(delete(claims).where(claims.c.claim.in_(select(_claims.c.id))))
    connection.execute(delete(entries).where(entries.c.fact.in_(select(_entries.c.id))))
    connection.execute(delete(documents).where(documents.c.id.in_(select(_documents.c.id))))
    _fill(connection, documents, _document_rows(connection, highest[documents]))
    _fill(connection, entries, _numbered_entries(highest[entries]))
    _fill(connection, claims, _claim_rows(highest[claims]))
    for rows in _facet_rows(connection.dialect.name):
        _fill(connection, facets, rows)
    list_words.put_in(connection)
    _replace_families(connection)
    for table in _CHANGED:
        table.drop(connection, checkfirst=False)


def _fill(connection: Connection, table: Table, rows: _Query) -> None:
    connection.execute(insert(table).from_select([column.name for column in table.c], rows))


def _highest(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.max(table.c.number))).scalar() or 0


def _different() -> Any:
    """The facts that are listed and no more entries, are entries and not listed so, or have claims
    that are listed elsewhere."""
    columns = [column for column in entries.c if column.name != "number"]
    now = except_(_entry_rows(), select(*columns)).subquery()
    gone = except_(select(entries.c.fact), select(schema.entries.c.fact))
    told = schema.fact_claims
    moved = (
        select(told.c.fact)
        .outerjoin(claims, claims.c.claim == told.c.claim)
        .outerjoin(entries, entries.c.number == claims.c.entry)
        .where(entries.c.fact.is_distinct_from(told.c.fact))
    )
    return union(select(now.c.fact), select(gone.subquery().c[0]), moved)


def _claims_of_changed() -> Any:
    claim, told = schema.claims.c, schema.fact_claims.c
    ids, facts = select(_documents.c.id), select(_entries.c.id)
    numbers = select(entries.c.number).where(entries.c.fact.in_(facts))
    return union(
        select(claim.id).where(claim.document.in_(ids)),
        select(claims.c.claim).where(claims.c.document.in_(ids)),
        select(told.claim).where(told.fact.in_(facts)),
        select(claims.c.claim).where(claims.c.entry.in_(numbers)),
    )


def _entries_of_claims() -> Any:
    ids, told = select(_claims.c.id), schema.fact_claims.c
    return union(
        select(told.fact).where(told.claim.in_(ids)),
        select(entries.c.fact)
        .join(claims, claims.c.entry == entries.c.number)
        .where(claims.c.claim.in_(ids)),
    )


def _entry_rows(*first: ColumnElement[Any], only: bool = False) -> _Query:
    """The rows of entries without their numbers; ``only`` those that changed."""
    entry, fact, claim, told = schema.entries, schema.facts, schema.claims, schema.fact_claims
    changed = select(_entries.c.id)
    days = (
        select(
            told.c.fact,
            func.min(schema.documents.c.published).label("first"),
            func.max(schema.documents.c.published).label("last"),
        )
        .join(claim, claim.c.id == told.c.claim)
        .join(schema.documents, schema.documents.c.id == claim.c.document)
        .group_by(told.c.fact)
    )
    days_of = (days.where(told.c.fact.in_(changed)) if only else days).subquery()
    first_place = (schema.places.c.claim == fact.c.place) & (schema.places.c.position == 0)
    listed = (
        select(
            *first,
            fact.c.id.label("fact"), fact.c.question, fact.c.type, fact.c.object_class,
            entry.c.status, entry.c.low, entry.c.best, entry.c.high,
            func.coalesce(entry.c.high, entry.c.best, entry.c.low, -1),
            entry.c.voices, entry.c.documents, entry.c.claims,
            days_of.c.first, days_of.c.last, schema.places.c.name,
        )
        .select_from(entry)
        .join(fact, fact.c.id == entry.c.fact)
        .outerjoin(days_of, days_of.c.fact == fact.c.id)
        .outerjoin(schema.places, first_place)
    )  # fmt: skip
    return listed.join(_entries, _entries.c.id == fact.c.id) if only else listed


def _numbered_entries(highest: int) -> _Query:
    order = (_entries.c.number.is_not(None), *schema.WEIGHT)
    new = func.row_number().over(order_by=order)
    return _entry_rows(func.coalesce(_entries.c.number, highest + new), only=True)


def _claim_rows(highest: int) -> _Query:
    """New numbers follow the order of publication, so that what is read together lies together."""
    claim, document, trigger = schema.claims, schema.documents, schema.evidence
    stand = (document.c.published.is_(None), document.c.published, document.c.id)
    place = func.row_number().over(order_by=(*stand, trigger.c.span_start, claim.c.id))
    return (
        select(
            highest + place, claim.c.id, claim.c.document, entries.c.number, claim.c.type,
            claim.c.polarity, func.coalesce(claim.c.upper, claim.c.lower, -1),
            document.c.published, trigger.c.span_start,
        )
        .join(document, document.c.id == claim.c.document)
        .join(trigger, (trigger.c.claim == claim.c.id) & (trigger.c.field == "trigger"))
        .outerjoin(schema.fact_claims, schema.fact_claims.c.claim == claim.c.id)
        .outerjoin(entries, entries.c.fact == schema.fact_claims.c.fact)
        .where(claim.c.id.in_(select(_claims.c.id)))
    )  # fmt: skip


def _document_rows(connection: Connection, highest: int) -> _Query:
    """SQLite's search knows documents by their rowid (see ``schema``)."""
    document, claim = schema.documents.c, schema.claims.c
    number: ColumnElement[int] = highest + func.row_number().over(order_by=document.id)
    if connection.dialect.name == "sqlite":
        number = literal_column("documents.rowid")
    count = select(func.count()).where(claim.document == document.id).scalar_subquery()
    return select(
        number, document.id, document.outlet, document.published, document.title, count
    ).where(document.id.in_(select(_documents.c.id)))


def _facet_rows(dialect: str) -> Iterator[_Query]:
    document, place, words = schema.documents, schema.places, schema.evidence
    outlets = select(document.c.outlet).join(claims, claims.c.document == document.c.id)
    places = select(place.c.name).join(claims, claims.c.claim == place.c.claim)
    spoken = select(words.c.text).join(claims, claims.c.claim == words.c.claim)
    actors = (
        select(func.coalesce(schema.entities.c.name, words.c.text))
        .select_from(words)
        .join(claims, claims.c.claim == words.c.claim)
        .outerjoin(schema.entities, schema.entities.c.id == words.c.entity)
        .where(words.c.field == "actor")
    )
    named = {
        "outlet": outlets.where(document.c.outlet.is_not(None)),
        "place": places,
        PLACE_WORDS: spoken.where(words.c.field == "place"),
        "actor": actors,
    }
    for kind, found in named.items():
        (value,) = found.selected_columns
        rows = found.with_only_columns(
            literal(kind), value, claims.c.number, claims.c.entry, folded(value, dialect)
        )
        yield rows.where(claims.c.claim.in_(select(_claims.c.id))).distinct()


def _replace_families(connection: Connection) -> None:
    """Families are few: they are worked out whole, and written where one is another."""
    origin, member, size = schema.origins.c, schema.origin_documents.c, func.count()
    order = func.row_number().over(order_by=(size.desc(), origin.id))
    rows = (
        select(order, origin.id, origin.root, origin.credit, size)
        .join(schema.origin_documents, member.origin == origin.id)
        .group_by(origin.id, origin.root, origin.credit)
        .having(size > 1)
    )
    now = connection.execute(rows.order_by(order)).all()
    listed = connection.execute(select(families).order_by(families.c.number)).all()
    if now != listed:
        connection.execute(delete(families))
        _fill(connection, families, rows)
