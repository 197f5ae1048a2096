"""Reports and their copies as tables."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.publishing.exports.columns import Column, Row, Table
from counterclaim.publishing.exports.source import Source


def _document_rows(source: Source) -> Iterator[Row]:
    for document in source.documents():
        yield (
            document.id,
            document.outlet,
            document.published,
            document.published_from,
            document.title or None,
            document.url,
            document.language,
            document.source or None,
            "; ".join(document.notes) or None,
            len(document.text),
            document.text,
        )


def _copy_rows(source: Source) -> Iterator[Row]:
    for copy in source.copies():
        reasons = "; ".join(copy.reasons) or None
        passages = len(copy.shared)
        yield (copy.a, copy.b, copy.relation, copy.direction, copy.score, passages, reasons)


DOCUMENTS = Table(
    "documents",
    "reports: one report a row",
    (
        Column("document", "text", "the report's identifier", key=True),
        Column("outlet", "text", "who published it"),
        Column("published", "day", "the day of publication"),
        Column("published_from", "text", "how that day was found"),
        Column("title", "text", "its headline"),
        Column("url", "text", "where it was published"),
        Column("language", "text", "its language"),
        Column("source", "text", "the file that it was read from"),
        Column("notes", "text", "what was doubtful about it"),
        Column("characters", "whole", "how long its text is"),
        Column("text", "text", "its text, to the character", long=True),
    ),
    _document_rows,
)
COPIES = Table(
    "copies",
    "reports that share text: one pair a row",
    (
        Column("a", "text", "a report", key=True),
        Column("b", "text", "another report", key=True),
        Column("relation", "text", "duplicate, derived, common_source or shared_quote"),
        Column("direction", "text", "a->b: b took from a; b->a; or unknown"),
        Column("score", "decimal", "share of the shorter report's words that are shared, 0 to 1"),
        Column("passages", "whole", "how many passages they share"),
        Column("reasons", "text", "in words, why"),
    ),
    _copy_rows,
)
