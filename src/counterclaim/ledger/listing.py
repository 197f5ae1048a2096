"""Tables that lists and searches read: one row an entry, one a claim, and the words of both.

They say nothing that the other tables do not say, and are worked out from these by SQL: with every
build and decision, and when a ledger that has none, or older ones, is served. ``number`` counts
from 1 in the order in which a list stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Engine,
    Index,
    Insert,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    inspect,
    literal,
    literal_column,
    select,
    text,
    update,
)

from counterclaim.ledger import schema
from counterclaim.ledger.batches import batches

metadata = MetaData()
_BATCH = 200

# What the tables below were made from: the ledger as it was after so many writes. ``format``
# changes whenever the tables do.
_FORMAT = 3
made = Table(
    "lists_made",
    metadata,
    Column("format", Integer, primary_key=True, autoincrement=False),
    Column("writes", Integer, nullable=False),
)
# ``size`` is the highest number known, -1 without any; ``first`` and ``last`` are days of reports.
entries = Table(
    "entry_list",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fact", Text, nullable=False, unique=True),
    Column("question", Text, nullable=False),
    Column("type", Text, nullable=False, index=True),
    Column("object_class", Text),
    Column("status", Text, nullable=False, index=True),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("size", Integer, nullable=False, index=True),
    Column("voices", Integer, nullable=False, index=True),
    Column("documents", Integer, nullable=False, index=True),
    Column("claims", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("place", Text),
)
claims = Table(
    "claim_list",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("claim", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False),
    Column("entry", Integer, index=True),
    Column("type", Text, nullable=False, index=True),
    Column("polarity", Text, nullable=False, index=True),
    Column("size", Integer, nullable=False, index=True),
    Column("published", Date, index=True),
)
# ``number`` is that under which a search finds the document.
documents = Table(
    "document_list",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("outlet", Text, index=True),
    Column("published", Date, index=True),
    Column("title", Text, nullable=False, index=True),
    Column("claims", Integer, nullable=False, index=True),
)
# Copy families of two or more documents.
families = Table(
    "family_list",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("origin", Text, nullable=False),
    Column("root", Text),
    Column("credit", Text),
    Column("size", Integer, nullable=False),
)
# The outlets, places and actors of claims, by which lists are narrowed.
facets = Table(
    "facet_list",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("claim", Integer, primary_key=True, autoincrement=False),
    Column("entry", Integer),
    sqlite_with_rowid=False,
)
Index("facet_entries", facets.c.kind, facets.c.value, facets.c.entry)

# Ways from one record to its neighbours, which pages go and builds do not.
_WAYS = (
    ("fact_claims", "fact"), ("voice_claims", "voice"), ("containment", "within"),
    ("origin_documents", "origin"), ("copies", "b"), ("passages", "b"),
    ("evidence", "entity"),
)  # fmt: skip

# The sentences of claims, while the words are worked out. SQL would cut a text at a NUL, and look
# through a long one from its beginning for each claim.
_SENTENCE = 5000  # characters of one that are searched
_said = Table(
    "said",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
    prefixes=["TEMPORARY"],
)
_ENTRY_WORDS = (
    "SELECT l.number, l.question || ' ' || {gathered} AS said FROM entry_list l "
    "JOIN claim_list m ON m.entry = l.number JOIN said s ON s.number = m.number "
    "GROUP BY l.number, l.question ORDER BY l.number"
)
_CLAIM_WORDS = "SELECT number, words AS said FROM said ORDER BY number"


@dataclass(frozen=True, slots=True)
class _Words:
    """How a database makes, empties and fills the words that are searched."""

    make: tuple[str, ...]
    empty: tuple[str, ...]
    fill: tuple[str, ...]


def _postgres_words() -> _Words:
    """PostgreSQL takes a megabyte of words of one text and no more: of a longer one, the
    beginning is searched."""
    lexemes = "to_tsvector('simple', left(said, 250000))"
    gathered = _ENTRY_WORDS.format(gathered="string_agg(DISTINCT s.words, ' ')")
    texts = (
        "SELECT l.number, d.title || ' ' || d.text AS said FROM documents d "
        "JOIN document_list l ON l.id = d.id"
    )
    sources = {
        "entry_words": gathered, "claim_words": _CLAIM_WORDS, "document_words": texts,
    }  # fmt: skip
    made = []
    for name in sources:
        made.append(f"DROP TABLE IF EXISTS {name}")
        made.append(f"CREATE TABLE {name} (number integer PRIMARY KEY, words tsvector NOT NULL)")
        made.append(f"CREATE INDEX ON {name} USING gin (words)")
    return _Words(
        tuple(made),
        tuple(f"DELETE FROM {name}" for name in sources),
        tuple(
            f"INSERT INTO {name} SELECT number, {lexemes} FROM ({query}) t"
            for name, query in sources.items()
        ),
    )


def _sqlite_words() -> _Words:
    """Documents have an index of their own (see ``schema``)."""
    sources = {
        "entry_words": _ENTRY_WORDS.format(gathered="group_concat(DISTINCT s.words)"),
        "claim_words": _CLAIM_WORDS,
    }
    made = []
    for name in sources:
        made.append(f"DROP TABLE IF EXISTS {name}")
        made.append(f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='')")
    return _Words(
        tuple(made),
        tuple(f"INSERT INTO {name} ({name}) VALUES ('delete-all')" for name in sources),
        tuple(f"INSERT INTO {name} (rowid, words) {query}" for name, query in sources.items()),
    )


_WORDS = {"sqlite": _sqlite_words(), "postgresql": _postgres_words()}


def ensure(engine: Engine) -> None:
    """Make the tables, or make them anew where something was written that they do not know of."""
    with engine.begin() as connection:
        # Takes a writer's place without counting as one: no other program has to look again.
        connection.execute(update(schema.writes).values(count=schema.writes.c.count))
        if _made_from(connection) != connection.execute(_COUNT).scalar_one():
            rebuild(connection)


def rebuild(connection: Connection) -> None:
    """Work the tables out anew, in the transaction that is under way.

    Tables that are there stay and are emptied, so that readers need not wait.
    """
    words = _WORDS[connection.dialect.name]
    if _made_from(connection) is None:
        _make(connection)
        _run(connection, words.make)
    else:
        for table in metadata.sorted_tables:
            connection.execute(delete(table))
        _run(connection, words.empty)
    fills = (_documents(connection), _entries(), _claims(), _families(), *_facets())
    for fill in fills:
        connection.execute(fill)
    _said.create(connection)
    for some in batches(_sentences(connection), _BATCH):
        connection.execute(insert(_said), some)
    _run(connection, words.fill)
    _said.drop(connection)
    _run(connection, ["ANALYZE"])
    now = select(literal(_FORMAT), schema.writes.c.count)
    connection.execute(insert(made).from_select(["format", "writes"], now))


_COUNT = select(schema.writes.c.count)


def _made_from(connection: Connection) -> int | None:
    """How often the ledger had been written to; None without tables of this form."""
    if not inspect(connection).has_table(made.name):
        return None
    known = select(made.c.writes).where(made.c.format == _FORMAT)
    found: int | None = connection.execute(known).scalar()
    return found


def _make(connection: Connection) -> None:
    metadata.drop_all(connection)
    metadata.create_all(connection)
    for table, column in _WAYS:
        way = f'CREATE INDEX IF NOT EXISTS way_{table}_{column} ON {table} ("{column}")'
        _run(connection, [way])


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))


def _sentences(connection: Connection) -> Iterator[dict[str, object]]:
    """The sentence of each claim; both queries go through the documents in one order."""
    document, claim = schema.documents.c, schema.claims.c
    texts = connection.execute(
        select(document.id, document.text).order_by(document.id).execution_options(yield_per=_BATCH)
    )
    spans = connection.execute(
        select(claims.c.number, claim.document, claim.sentence_start, claim.sentence_end)
        .join(claims, claims.c.claim == claim.id)
        .order_by(claim.document)
        .execution_options(yield_per=_BATCH)
    )
    text = next(iter(texts), None)
    for row in spans:
        while text is not None and text.id != row.document:
            text = next(texts)
        if text is not None:
            end = min(row.sentence_end, row.sentence_start + _SENTENCE)
            words = text.text[row.sentence_start : end].replace("\x00", " ")
            yield {"number": row.number, "words": words}


def _entries() -> Insert:
    entry, fact, claim = schema.entries, schema.facts, schema.claims
    days = (
        select(
            schema.fact_claims.c.fact,
            func.min(schema.documents.c.published).label("first"),
            func.max(schema.documents.c.published).label("last"),
        )
        .join(claim, claim.c.id == schema.fact_claims.c.claim)
        .join(schema.documents, schema.documents.c.id == claim.c.document)
        .group_by(schema.fact_claims.c.fact)
        .subquery()
    )
    first_place = (schema.places.c.claim == fact.c.place) & (schema.places.c.position == 0)
    listed = (
        select(
            entry.c.position + 1, fact.c.id, fact.c.question, fact.c.type, fact.c.object_class,
            entry.c.status, entry.c.low, entry.c.best, entry.c.high,
            func.coalesce(entry.c.high, entry.c.best, entry.c.low, -1),
            entry.c.voices, entry.c.documents, entry.c.claims,
            days.c.first, days.c.last, schema.places.c.name,
        )
        .join(fact, fact.c.id == entry.c.fact)
        .outerjoin(days, days.c.fact == fact.c.id)
        .outerjoin(schema.places, first_place)
    )  # fmt: skip
    return insert(entries).from_select([column.name for column in entries.c], listed)


def _claims() -> Insert:
    claim, document, trigger = schema.claims, schema.documents, schema.evidence
    stand = (document.c.published.is_(None), document.c.published, document.c.id)
    place = func.row_number().over(order_by=(*stand, trigger.c.span_start, claim.c.id))
    listed = (
        select(
            place, claim.c.id, claim.c.document, entries.c.number, claim.c.type, claim.c.polarity,
            func.coalesce(claim.c.upper, claim.c.lower, -1), document.c.published,
        )
        .join(document, document.c.id == claim.c.document)
        .join(trigger, (trigger.c.claim == claim.c.id) & (trigger.c.field == "trigger"))
        .outerjoin(schema.fact_claims, schema.fact_claims.c.claim == claim.c.id)
        .outerjoin(entries, entries.c.fact == schema.fact_claims.c.fact)
    )  # fmt: skip
    return insert(claims).from_select([column.name for column in claims.c], listed)


def _documents(connection: Connection) -> Insert:
    """SQLite's search knows documents by their rowid (see ``schema``)."""
    document, claim = schema.documents.c, schema.claims.c
    number: ColumnElement[int] = func.row_number().over(order_by=document.id)
    if connection.dialect.name == "sqlite":
        number = literal_column("documents.rowid")
    count = select(func.count()).where(claim.document == document.id).scalar_subquery()
    listed = select(number, document.id, document.outlet, document.published, document.title, count)
    return insert(documents).from_select([column.name for column in documents.c], listed)


def _families() -> Insert:
    origin, member = schema.origins.c, schema.origin_documents.c
    size = func.count()
    listed = (
        select(
            func.row_number().over(order_by=(size.desc(), origin.id)),
            origin.id,
            origin.root,
            origin.credit,
            size,
        )
        .join(schema.origin_documents, member.origin == origin.id)
        .group_by(origin.id, origin.root, origin.credit)
        .having(size > 1)
    )
    return insert(families).from_select([column.name for column in families.c], listed)


def _facets() -> Iterator[Insert]:
    document, place, words = schema.documents, schema.places, schema.evidence
    outlets = select(document.c.outlet).join(claims, claims.c.document == document.c.id)
    places = select(place.c.name).join(claims, claims.c.claim == place.c.claim)
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
        "actor": actors,
    }
    for kind, found in named.items():
        rows = found.add_columns(literal(kind), claims.c.number, claims.c.entry).distinct()
        yield insert(facets).from_select(["value", "kind", "claim", "entry"], rows)
