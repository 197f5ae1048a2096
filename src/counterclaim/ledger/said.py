"""What many claims say in short, without their sentences: for pages that set them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Connection, select

from counterclaim.ledger import contents, schema

_claim, _told, _words = schema.claims.c, schema.fact_claims.c, schema.evidence.c
_document, _entity = schema.documents.c, schema.entities.c
_BATCH = 2000


def on(connection: Connection, facts: Sequence[str]) -> contents.Rows:
    """The claims on these facts, each fact's in order: fact, claim, document, outlet, lower, upper,
    polarity."""
    query = (
        select(
            _told.fact, _told.claim, _claim.document, _document.outlet, _claim.lower, _claim.upper,
            _claim.polarity,
        )
        .join(schema.claims, _claim.id == _told.claim)
        .join(schema.documents, _document.id == _claim.document)
        .order_by(_told.fact, _told.position)
    )  # fmt: skip
    return contents.read(connection, query, _told.fact, facts)


def namings(connection: Connection, kinds: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Each place where a claim names somebody of these kinds in words of its document, document by
    document: document, outlet, claim, sentence, span, text, entity; and the fact that it tells of.
    """
    query = (
        select(
            _claim.document, _document.outlet, _words.claim, _claim.sentence_start,
            _claim.sentence_end, _words.span_start, _words.span_end, _words.text,
            _entity.id, _entity.name, _entity.kind, _told.fact,
        )
        .select_from(schema.evidence)
        .join(schema.entities, _entity.id == _words.entity)
        .join(schema.claims, _claim.id == _words.claim)
        .join(schema.documents, _document.id == _claim.document)
        .outerjoin(schema.fact_claims, _told.claim == _words.claim)
        .where(_entity.kind.in_(sorted(kinds)), _words.worded == 1)
        .order_by(_claim.document, _words.claim)
    )  # fmt: skip
    found = connection.execute(query.execution_options(yield_per=_BATCH))
    return cast(Iterator[tuple[Any, ...]], iter(found))


def texts(connection: Connection) -> Iterator[tuple[str, str]]:
    """Id and text of each document."""
    query = select(_document.id, _document.text).execution_options(yield_per=_BATCH)
    return cast(Iterator[tuple[str, str]], iter(connection.execute(query)))
