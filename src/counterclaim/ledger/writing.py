"""Records written into the tables of a ledger, in a transaction that is under way."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select, update

from counterclaim.ledger import contents, rows, schema
from counterclaim.ledger.batches import batches
from counterclaim.ledger.forgetting import forget_entities, named_by
from counterclaim.ledger.originals import original_rows
from counterclaim.model import Collection, Entry, GroundedClaim, Origin, Place, Traced

Record = TypeVar("Record")
_BATCH = 500

# What stands under a fact, children first.
_OF_FACTS: tuple[tuple[Table, Column[Any]], ...] = tuple(
    (table, table.c.fact)
    for table in (
        schema.series, schema.relations, schema.voices, schema.entries, schema.containment,
        schema.near_misses, schema.joins, schema.fact_claims,
    )
)  # fmt: skip


def insert_rows(connection: Connection, table: Table, new: Iterable[rows.Row]) -> None:
    for batch in batches(new, _BATCH):
        connection.execute(insert(table), batch)


def each(
    make: Callable[[Record], Iterable[rows.Row]], found: Iterable[Record]
) -> Iterator[rows.Row]:
    for record in found:
        yield from make(record)


def delete_rows(connection: Connection, column: Column[Any], ids: Iterable[str]) -> None:
    """Take out the rows that have one of these ids."""
    for some in batches(sorted(set(ids)), _BATCH):
        connection.execute(delete(column.table).where(column.in_(some)))


def write_claims(connection: Connection, claims: Sequence[GroundedClaim]) -> None:
    entities = rows.entities_of(claims)
    held = contents.by(connection, schema.entities, "id", list(entities))
    new = (entities[key] for key in sorted(entities.keys() - {row["id"] for row in held}))
    insert_rows(connection, schema.entities, map(rows.entity_row, new))
    insert_rows(connection, schema.claims, map(rows.claim_row, claims))
    insert_rows(connection, schema.evidence, each(rows.evidence_rows, claims))
    insert_rows(connection, schema.places, each(rows.place_rows, claims))
    insert_rows(connection, schema.candidates, each(rows.candidate_rows, claims))


def write_reviewed(
    connection: Connection,
    documents: Iterable[str],
    claims: Sequence[GroundedClaim],
    originals: Mapping[str, GroundedClaim | None],
    changed: Container[str],
    gone: Iterable[str] = (),
) -> None:
    """Write the claims of documents as decisions leave them; ``claims`` and ``originals`` hold all
    of these documents, ``changed`` are the ids of the claims that are new or others than they were,
    ``gone`` of those that went. All others keep their rows, and with these their place in facts."""
    new = [claim for claim in claims if claim.claim.id in changed]
    replaced = [*gone, *(claim.claim.id for claim in new)]
    named = named_by(connection, replaced)
    delete_rows(connection, schema.claims.c.id, replaced)
    write_claims(connection, new)
    forget_entities(connection, named)
    own = set(documents)
    delete_rows(connection, schema.originals.c.document, own)
    held = (row for row in original_rows(claims, originals) if row["document"] in own)
    insert_rows(connection, schema.originals, held)


def reviewed_documents(connection: Connection, held: Collection) -> set[str]:
    """The documents in which decisions change claims, or did before."""
    now = {row["document"] for row in original_rows(held.claims, held.originals)}
    return now | {*connection.execute(select(schema.originals.c.document)).scalars()}


def forget_copies(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Take out the copies of some pairs of documents."""
    for some in batches(sorted(pairs), _BATCH):
        named = [{"one": a, "other": b} for a, b in some]
        for table in (schema.passages, schema.copies):
            pair = (table.c.a == bindparam("one")) & (table.c.b == bindparam("other"))
            connection.execute(delete(table).where(pair), named)


def write_copies(connection: Connection, copies: Sequence[Traced]) -> None:
    made = (rows.copy_row(each.copy, each.lean, each.reprint) for each in copies)
    insert_rows(connection, schema.copies, made)
    found = (copy.copy for copy in copies)
    insert_rows(connection, schema.passages, each(rows.passage_rows, found))


def write_marks(connection: Connection, marks: Mapping[str, str | None]) -> None:
    """Say that documents were compared, and how their words are marked."""
    delete_rows(connection, schema.traced.c.document, marks)
    made = ({"document": id, "mark": mark} for id, mark in marks.items())
    insert_rows(connection, schema.traced, made)


def write_origins(connection: Connection, origins: Sequence[Origin]) -> None:
    insert_rows(connection, schema.origins, map(rows.origin_row, origins))
    insert_rows(connection, schema.origin_documents, each(rows.origin_document_rows, origins))


def write_entries(
    connection: Connection,
    entries: Sequence[Entry],
    places: Mapping[str, Place],
    measures: Mapping[str, str | None],
    wars: Container[str],
) -> None:
    """Write entries with their facts, in place of what stood under these; ``places`` are the first
    of each claim that has one, ``measures`` what the facts measure, ``wars`` the claims that count
    over a whole war."""
    made = [
        rows.fact_row(entry, _place_claim(entry, places), measures.get(entry.fact.id))
        for entry in entries
    ]
    ids = [row["id"] for row in made]
    for table, column in _OF_FACTS:
        delete_rows(connection, table.c[column.name], ids)
    held = {row["id"] for row in contents.by(connection, schema.facts, "id", ids)}
    insert_rows(connection, schema.facts, (row for row in made if row["id"] not in held))
    _update_facts(connection, [row for row in made if row["id"] in held])
    members = (row for entry in entries for row in rows.fact_claim_rows(entry, wars))
    insert_rows(connection, schema.fact_claims, members)
    insert_rows(connection, schema.joins, each(rows.join_rows, entries))
    insert_rows(connection, schema.near_misses, each(rows.near_miss_rows, entries))
    insert_rows(connection, schema.containment, each(rows.containment_rows, entries))
    insert_rows(connection, schema.entries, map(rows.entry_row, entries))
    insert_rows(connection, schema.voices, each(rows.voice_rows, entries))
    insert_rows(connection, schema.voice_claims, each(rows.voice_claim_rows, entries))
    insert_rows(connection, schema.relations, each(rows.relation_rows, entries))
    insert_rows(connection, schema.series, each(rows.point_rows, entries))


def _update_facts(connection: Connection, changed: Sequence[rows.Row]) -> None:
    """Facts that stay keep their rows: what lies within them, or nearly was one, names them."""
    table = schema.facts
    names = [column.name for column in table.c if column.name != "id"]
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    this = update(table).where(table.c.id == bindparam("this")).values(values)
    for some in batches(changed, _BATCH):
        given = [{"this": row["id"], **{f"new_{n}": row[n] for n in names}} for row in some]
        connection.execute(this, given)


def _place_claim(entry: Entry, places: Mapping[str, Place]) -> str | None:
    """The claim of the fact whose first place stands for it."""
    if entry.fact.place is None:
        return None
    return next(claim for claim in entry.fact.claims if places.get(claim) == entry.fact.place)
