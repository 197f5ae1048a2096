"""The tables of a ledger, all of them, in one place.

Spans are ``*_start`` and ``*_end`` in Unicode code points of ``documents.text``. ``position``
keeps an order that matters. Lists of words (reasons, notes) are JSON arrays. Days are ISO dates.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    event,
)

VERSION = 4

metadata = MetaData()


def _owned_by(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


about = Table(
    "about",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

policy = Table(
    "policy",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# Run records tell when and how long; they are the only content that differs between two builds.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text),
)

# How many transactions wrote so far, in one row. Each begins by counting itself, so that writers
# wait for one another, and one that read before another wrote can see it. Like run records it may
# differ between two builds.
writes = Table(
    "writes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
)

problems = Table(
    "problems",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("outlet", Text, index=True),
    Column("published", Date, index=True),
    Column("published_from", Text),
    Column("dated", Integer, nullable=False),  # 0: no day is known, or only by the year of others
    Column("title", Text, nullable=False),
    Column("title_start", Integer),
    Column("title_end", Integer),
    Column("url", Text),
    Column("language", Text),
    Column("source", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("dateline_start", Integer),
    Column("dateline_end", Integer),
    Column("dateline_place", Text),
    Column("dateline_day", Date),
    Column("dateline_credit", Text, index=True),
    Column("read_by", Text),  # the extractor whose claims stand below; empty: not yet read
    Column("text", Text, nullable=False),
)

credits = Table(
    "credits",
    metadata,
    Column("document", Text, _owned_by("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
)

furniture = Table(
    "furniture",
    metadata,
    Column("document", Text, _owned_by("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("a", Text, _owned_by("documents.id"), primary_key=True),
    Column("b", Text, _owned_by("documents.id"), primary_key=True),
    Column("relation", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("lean", Float),  # the sum of signs for a->b; empty where only the direction is known
    Column("reprint", Integer, nullable=False),  # 1: found by equal words, whatever their dates
)

passages = Table(
    "passages",
    metadata,
    Column("a", Text, _owned_by("documents.id"), primary_key=True),
    Column("b", Text, _owned_by("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("a_start", Integer, nullable=False),
    Column("a_end", Integer, nullable=False),
    Column("b_start", Integer, nullable=False),
    Column("b_end", Integer, nullable=False),
)

# The documents that were compared with the others, each with a mark of its words: equal for
# documents that are word for word the same; empty for those of a few words.
traced = Table(
    "traced",
    metadata,
    Column("document", Text, _owned_by("documents.id"), primary_key=True),
    Column("mark", Text, index=True),
)

origins = Table(
    "origins",
    metadata,
    Column("id", Text, primary_key=True),
    Column("root", Text, ForeignKey("documents.id", ondelete="SET NULL")),
    Column("credit", Text),
)

origin_documents = Table(
    "origin_documents",
    metadata,
    Column("origin", Text, _owned_by("origins.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", Text, _owned_by("documents.id"), primary_key=True),
    Column("source", Text, ForeignKey("documents.id", ondelete="SET NULL")),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
)

# The claims as they stand: what the machine read, with what reviewers decided on it.
claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, _owned_by("documents.id"), nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("lower", Integer),
    Column("upper", Integer),
    Column("precision", Text),
    Column("object_class", Text),
    Column("object_class_score", Float, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("polarity_score", Float, nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("period_precision", Text),
    Column("period_rule", Text),
    Column("root", Text, ForeignKey("entities.id")),
)

# One row for each field of a claim that was read from the text: the words and where they stand.
evidence = Table(
    "evidence",
    metadata,
    Column("claim", Text, _owned_by("claims.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("reader", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("entity", Text, ForeignKey("entities.id")),
    Column("entity_reason", Text),
    Column("worded", Integer, nullable=False),  # 0: a reviewer's value, not words of the text
)

places = Table(
    "places",
    metadata,
    Column("claim", Text, _owned_by("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("precision", Text),
    Column("geonameid", Integer),
    Column("country", Text),
    Column("admin1", Text),
    Column("reasons", Text, nullable=False),
)

# The places that a name may also mean, for names that may mean several; the one taken is at 0.
candidates = Table(
    "candidates",
    metadata,
    Column("claim", Text, _owned_by("claims.id"), primary_key=True),
    Column("place", Integer, primary_key=True),  # the position of the place within the claim
    Column("position", Integer, primary_key=True),
    Column("geonameid", Integer),
    Column("own_id", Text),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("admin1", Text),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
)

# What the machine read of a claim that reviewers changed or rejected, as JSON of its rows; without
# a record where they added the claim. All other claims are as the machine read them.
originals = Table(
    "originals",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("document", Text, _owned_by("documents.id"), nullable=False, index=True),
    Column("record", Text),
)

# What reviewers decided. Rows are added and never changed; what they are about may be gone, so
# they hold no foreign keys.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("changes", Text, nullable=False),  # a JSON object of fields and values
    Column("user", Text, nullable=False),
    Column("time", Text, nullable=False),  # UTC, ISO 8601, microseconds
    Column("reason", Text, nullable=False),
)

decision_targets = Table(
    "decision_targets",
    metadata,
    Column("decision", Text, ForeignKey("decisions.id"), primary_key=True),
    Column("side", Text, primary_key=True),  # target; other: the other side of a merge, a split
    Column("position", Integer, primary_key=True),
    Column("target", Text, nullable=False, index=True),
)

# ``place`` names the claim whose first place stands for the fact.
facts = Table(
    "facts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("question", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("object_class", Text),
    Column("place", Text, ForeignKey("claims.id", ondelete="SET NULL")),
    Column("start", Date),
    Column("end", Date),
    Column("left_out", Integer, nullable=False),  # comparisons of its claims that were not made
    Column("measure", Text),  # what most of its claims count: new victims, or a total
)

fact_claims = Table(
    "fact_claims",
    metadata,
    Column("fact", Text, _owned_by("facts.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("claim", Text, _owned_by("claims.id"), primary_key=True),
    Column("war", Integer, nullable=False),  # 1: it counts over a whole war
)

joins = Table(
    "joins",
    metadata,
    Column("fact", Text, _owned_by("facts.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("a", Text, _owned_by("claims.id"), nullable=False),
    Column("b", Text, _owned_by("claims.id"), nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
)

# Facts that nearly were one with a fact; each pair may stand under both.
near_misses = Table(
    "near_misses",
    metadata,
    Column("fact", Text, _owned_by("facts.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("other", Text, _owned_by("facts.id"), nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
)

containment = Table(
    "containment",
    metadata,
    Column("fact", Text, _owned_by("facts.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("within", Text, _owned_by("facts.id"), primary_key=True),
)

entries = Table(
    "entries",
    metadata,
    Column("fact", Text, _owned_by("facts.id"), primary_key=True),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("voices", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("policy_low", Integer),
    Column("policy_high", Integer),
    Column("provisional", Integer, nullable=False),  # 1: fewer voices than the policy asks for
)

voices = Table(
    "voices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("fact", Text, _owned_by("facts.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("lower", Integer),
    Column("upper", Integer),
    Column("reasons", Text, nullable=False),
    Column("kind", Text, nullable=False),
)

voice_claims = Table(
    "voice_claims",
    metadata,
    Column("voice", Text, _owned_by("voices.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("claim", Text, _owned_by("claims.id"), primary_key=True),
)

relations = Table(
    "relations",
    metadata,
    Column("fact", Text, _owned_by("facts.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

series = Table(
    "series",
    metadata,
    Column("fact", Text, _owned_by("facts.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("published", Date),
    Column("voice", Text, _owned_by("voices.id"), nullable=False),
    Column("claim", Text, _owned_by("claims.id"), nullable=False),
    Column("lower", Integer),
    Column("upper", Integer),
)

# What was written since entries were last worked out, and so has to be looked at again: documents
# ("text" new or changed, "claims" read anew), days of documents that are gone, facts that lost
# claims, decisions. ``kind`` says which.
unsettled = Table(
    "unsettled",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
)

# Ways from one record to its neighbours.
Index("way_documents_dated", documents.c.dated, documents.c.published)
Index("way_origin_documents_origin", origin_documents.c.origin)
Index("way_copies_b", copies.c.b)
Index("way_passages_b", passages.c.b)
Index("way_evidence_entity", evidence.c.entity)
Index("way_claims_root", claims.c.root)
Index("way_claims_days", claims.c.type, claims.c.start, claims.c.end)
Index("way_fact_claims_war", fact_claims.c.war)
Index("way_facts_place", facts.c.place)
Index("way_containment_within", containment.c.within)
Index("way_near_misses_other", near_misses.c.other)
Index("way_joins_a", joins.c.a)
Index("way_joins_b", joins.c.b)
Index("way_series_voice", series.c.voice)
Index("way_series_claim", series.c.claim)
Index("way_voices_name", voices.c.name)
# Entries stand in this order: those with most voices first, then most documents, most claims.
_entry = entries.c
WEIGHT = (_entry.voices.desc(), _entry.documents.desc(), _entry.claims.desc(), _entry.fact)
Index("way_entries_weight", *WEIGHT)

# All that spans documents, children first.
OF_FACTS = (
    series, relations, voice_claims, voices, entries, containment, near_misses, joins,
    fact_claims, facts,
)  # fmt: skip
OF_COPIES = (origin_documents, origins, passages, copies, traced)
WORKED_OUT = (*OF_FACTS, *OF_COPIES)

_SEARCH = (
    "CREATE VIRTUAL TABLE documents_search USING fts5("
    "title, text, content='documents', content_rowid='rowid')",
    "CREATE TRIGGER documents_search_add AFTER INSERT ON documents BEGIN "
    "INSERT INTO documents_search(rowid, title, text) "
    "VALUES (new.rowid, new.title, new.text); END",
    "CREATE TRIGGER documents_search_drop AFTER DELETE ON documents BEGIN "
    "INSERT INTO documents_search(documents_search, rowid, title, text) "
    "VALUES ('delete', old.rowid, old.title, old.text); END",
    "CREATE TRIGGER documents_search_change AFTER UPDATE OF title, text ON documents BEGIN "
    "INSERT INTO documents_search(documents_search, rowid, title, text) "
    "VALUES ('delete', old.rowid, old.title, old.text); "
    "INSERT INTO documents_search(rowid, title, text) "
    "VALUES (new.rowid, new.title, new.text); END",
)
for _statement in _SEARCH:
    _only_sqlite = DDL(_statement).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
    event.listen(metadata, "after_create", _only_sqlite)

_KEPT = "decisions are kept as they were made; undo one by another decision"
for _table in (decisions, decision_targets):
    for _act in ("UPDATE", "DELETE"):
        _refused = DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER {_table.name}_no_{_act.lower()} BEFORE {_act} ON {_table.name} "
            f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
        )
        event.listen(_table, "after_create", _refused.execute_if(dialect="sqlite"))
    _refused = DDL(  # type: ignore[no-untyped-call]
        f"CREATE OR REPLACE FUNCTION decisions_are_kept() RETURNS trigger AS "
        f"$$ BEGIN RAISE EXCEPTION '{_KEPT}'; END $$ LANGUAGE plpgsql; "
        f"CREATE TRIGGER {_table.name}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {_table.name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION decisions_are_kept()"
    )
    event.listen(_table, "after_create", _refused.execute_if(dialect="postgresql"))
