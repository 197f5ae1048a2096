"""Documents as they stand among the others: with the years and names that only these can tell."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from counterclaim.ledger import contents, slices
from counterclaim.model import Document
from counterclaim.policy import Policy
from counterclaim.reading import with_names, with_years
from counterclaim.reading.collection import media
from counterclaim.reading.names import telling


def among(
    connection: Connection, documents: Iterable[Document], policy: Policy
) -> tuple[Document, ...]:
    """The documents as read, and those of the ledger that they make others: reports whose dateline
    lacks a year, and reports that name a medium which nobody knew before."""
    new = {document.id: document for document in documents}
    undated = contents.documents(connection, slices.undated(connection))
    days = slices.days(connection)
    dated = with_years([*new.values(), *(d for d in undated if d.id not in new)], policy, days)
    known = {*telling(slices.media(connection))}
    fresh = {*telling(media(dated))} - known
    changed = {document.id: document for document in dated}
    naming = contents.documents(connection, slices.mentioning(connection, fresh))
    every = [*dated, *(document for document in naming if document.id not in changed)]
    return with_names(every, policy, known)
