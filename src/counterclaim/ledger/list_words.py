"""The words that searches look through, as each kind of database keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, text

from counterclaim.ledger import schema
from counterclaim.ledger.batches import batches
from counterclaim.ledger.list_tables import claims, said

_SENTENCE = 5000  # characters of one that are searched
_BATCH = 200

# The rows whose words are to be taken out, and put in, stand in the tables ``changed_entries`` and
# ``changed_claims`` (see ``list_rows``).
_CLAIM_WORDS = (
    "SELECT s.number, s.words AS said FROM claim_said s JOIN claim_list l ON l.number = s.number "
    "JOIN changed_claims c ON c.id = l.claim ORDER BY s.number"
)
_ENTRY_WORDS = (
    "SELECT l.number, l.question || ' ' || {gathered} AS said FROM changed_entries c "
    "JOIN entry_list l ON l.fact = c.id JOIN claim_list m ON m.entry = l.number "
    "JOIN claim_said s ON s.number = m.number GROUP BY l.number, l.question ORDER BY l.number"
)
_GONE_CLAIMS = "SELECT l.number FROM claim_list l JOIN changed_claims c ON c.id = l.claim"
_GONE_ENTRIES = "SELECT l.number FROM entry_list l JOIN changed_entries c ON c.id = l.fact"
_TEXTS = (
    "SELECT l.number, d.title || ' ' || d.text AS said FROM changed_documents c "
    "JOIN documents d ON d.id = c.id JOIN document_list l ON l.id = d.id"
)
_GONE_TEXTS = "SELECT l.number FROM document_list l JOIN changed_documents c ON c.id = l.id"


@dataclass(frozen=True, slots=True)
class _Words:
    """How a database makes the words that are searched, takes some out and puts some in."""

    make: tuple[str, ...]
    take_out: tuple[str, ...]
    put_in: tuple[str, ...]


def _sqlite() -> _Words:
    """Documents have an index of their own (see ``schema``)."""
    gathered = _ENTRY_WORDS.format(gathered="group_concat(DISTINCT s.words)")
    return _Words(
        make=(
            "DROP TABLE IF EXISTS entry_words",
            "DROP TABLE IF EXISTS claim_words",
            "CREATE VIRTUAL TABLE entry_words USING fts5(words)",
            "CREATE VIRTUAL TABLE claim_words USING fts5("
            "words, content='claim_said', content_rowid='number')",
        ),
        take_out=(
            "INSERT INTO claim_words (claim_words, rowid, words) "
            f"SELECT 'delete', number, said FROM ({_CLAIM_WORDS})",
            f"DELETE FROM entry_words WHERE rowid IN ({_GONE_ENTRIES})",
        ),
        put_in=(
            f"INSERT INTO claim_words (rowid, words) {_CLAIM_WORDS}",
            f"INSERT INTO entry_words (rowid, words) {gathered}",
        ),
    )


def _postgresql() -> _Words:
    """PostgreSQL takes a megabyte of words of one text and no more: of a longer one, the
    beginning is searched."""
    kinds = {
        "entry_words": (_ENTRY_WORDS.format(gathered="string_agg(DISTINCT s.words, ' ')"),
                        _GONE_ENTRIES),
        "claim_words": (_CLAIM_WORDS, _GONE_CLAIMS),
        "document_words": (_TEXTS, _GONE_TEXTS),
    }  # fmt: skip
    make = []
    for name in kinds:
        make.append(f"DROP TABLE IF EXISTS {name}")
        make.append(f"CREATE TABLE {name} (number integer PRIMARY KEY, words tsvector NOT NULL)")
        make.append(f"CREATE INDEX ON {name} USING gin (words)")
    lexemes = "to_tsvector('simple', left(said, 250000))"
    return _Words(
        make=tuple(make),
        take_out=tuple(
            f"DELETE FROM {name} WHERE number IN ({gone})" for name, (_, gone) in kinds.items()
        ),
        put_in=tuple(
            f"INSERT INTO {name} SELECT number, {lexemes} FROM ({new}) t"
            for name, (new, _) in kinds.items()
        ),
    )


_WORDS = {"sqlite": _sqlite(), "postgresql": _postgresql()}


def make(connection: Connection) -> None:
    """Tables without words, in place of those that are there."""
    _run(connection, _WORDS[connection.dialect.name].make)


def take_out(connection: Connection) -> None:
    """Forget the words of the changed rows, which must still be listed as they were."""
    _run(connection, _WORDS[connection.dialect.name].take_out)
    gone = f"DELETE FROM claim_said WHERE number IN ({_GONE_CLAIMS})"
    connection.execute(text(gone))


def put_in(connection: Connection) -> None:
    """Add the words of the changed rows, which must be listed as they are now."""
    for some in batches(_sentences(connection), _BATCH):
        connection.execute(insert(said), some)
    _run(connection, _WORDS[connection.dialect.name].put_in)


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))


def _sentences(connection: Connection) -> Iterator[dict[str, object]]:
    """The sentence of each changed claim; both queries go through the documents in one order.

    SQL would cut a text at a NUL, and look through a long one from its beginning for each claim.
    """
    changed = text("SELECT id FROM changed_claims").columns(schema.claims.c.id)
    document, claim = schema.documents.c, schema.claims.c
    holding = select(claim.document).where(claim.id.in_(changed))
    texts = select(document.id, document.text).where(document.id.in_(holding)).order_by(document.id)
    spans = (
        select(claims.c.number, claim.document, claim.sentence_start, claim.sentence_end)
        .join(claims, claims.c.claim == claim.id)
        .where(claim.id.in_(changed))
        .order_by(claim.document)
    )
    some = {"yield_per": _BATCH}
    with (
        connection.execute(texts.execution_options(**some)) as reports,
        connection.execute(spans.execution_options(**some)) as sentences,
    ):
        held = next(iter(reports), None)
        for row in sentences:
            while held is not None and held.id != row.document:
                held = next(reports)
            if held is not None:
                end = min(row.sentence_end, row.sentence_start + _SENTENCE)
                words = held.text[row.sentence_start : end].replace("\x00", " ")
                yield {"number": row.number, "words": words}
