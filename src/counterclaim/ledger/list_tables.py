"""Tables that lists and searches read: one row an entry, one a claim, and the words of both.

They say nothing that the other tables do not say, and are worked out from these (see ``listing``).
``number`` identifies a row as long as it stays; the order of a list does not depend on it.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, MetaData, Table, Text

metadata = MetaData()

# ``format`` changes whenever the tables do; ``writes`` is how often the ledger had been written
# to when they were last worked out.
FORMAT = 6
made = Table(
    "lists_made",
    metadata,
    Column("format", Integer, primary_key=True, autoincrement=False),
    Column("writes", Integer, nullable=False),
)
# Documents that changed, or whose claims did, since then.
touched = Table("lists_touched", metadata, Column("document", Text, primary_key=True))

# ``size`` is the highest number known, -1 without any; ``first`` and ``last`` are days of reports.
entries = Table(
    "entry_list",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fact", Text, nullable=False, unique=True),
    Column("question", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("object_class", Text),
    Column("status", Text, nullable=False),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("size", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("place", Text),
)
# ``start`` is where the claim's trigger stands in its document.
claims = Table(
    "claim_list",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("claim", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False, index=True),
    Column("entry", Integer, index=True),
    Column("type", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("published", Date),
    Column("start", Integer, nullable=False),
)
# The sentence of each claim, without NULs, as far as it is searched.
said = Table(
    "claim_said",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)
# ``number`` is that under which a search finds the document.
documents = Table(
    "document_list",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("outlet", Text),
    Column("published", Date),
    Column("title", Text, nullable=False),
    Column("claims", Integer, nullable=False),
)
# Copy families of two or more documents; ``number`` counts from 1 in the order of their list.
families = Table(
    "family_list",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("origin", Text, nullable=False),
    Column("root", Text),
    Column("credit", Text),
    Column("size", Integer, nullable=False),
)
# The outlets, places and actors of claims, by which lists are narrowed; ``folded`` is the value as
# it is compared. Words of the reports for places are of a kind of their own.
PLACE_WORDS = "place words"
facets = Table(
    "facet_list",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("claim", Integer, primary_key=True, autoincrement=False, index=True),
    Column("entry", Integer),
    Column("folded", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("facet_entries", facets.c.kind, facets.c.folded, facets.c.entry)

# The orders of lists, each to be read forwards or backwards (see ``queries``). Behind them stands
# what lists are most often narrowed by, so that a page deep in a list is found in the index alone.
_entry, _claim, _document = entries.c, claims.c, documents.c
STANDING = (
    _entry.voices.desc(), _entry.documents.desc(), _entry.claims.desc(), _entry.fact,
)  # fmt: skip
"""How the list of entries stands by itself, as ``schema.WEIGHT`` says."""
_NARROWING = (
    _entry.type,
    _entry.status,
    _entry.voices,
    _entry.documents,
    _entry.first,
    _entry.last,
)
Index("entries_standing", *STANDING, _entry.type, _entry.status, _entry.first, _entry.last)
for _column in (_entry.size, _entry.documents, _entry.first, _entry.last, _entry.question):
    _behind = (each for each in _NARROWING if each is not _column)
    Index(f"entries_by_{_column.name}", _column, _entry.fact, *_behind)
for _column in (_entry.type, _entry.status):
    Index(f"entries_of_{_column.name}", _column)
Index(
    "claims_standing", _claim.published, _claim.document, _claim.start, _claim.claim, _claim.type,
    _claim.polarity,
)  # fmt: skip
Index("claims_by_size", _claim.size, _claim.claim, _claim.type, _claim.polarity, _claim.published)
for _column in (_claim.type, _claim.polarity):
    Index(f"claims_of_{_column.name}", _column)
for _column in (_document.published, _document.outlet, _document.title, _document.claims):
    Index(f"documents_by_{_column.name}", _column, _document.id)
