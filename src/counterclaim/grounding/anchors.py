"""The day from which a document speaks."""

from __future__ import annotations

from datetime import date

from counterclaim.model import Document
from counterclaim.policy import DEFAULT, Policy


def anchor(document: Document, policy: Policy = DEFAULT) -> date | None:
    """The day from which "on Tuesday" and "yesterday" are counted.

    It is the publication day, which reading has taken from the report's own date line where it
    has one. A dateline of a day or a few before ("HOMS, Dec. 4") tells when the text was written,
    and holds; one further off is of something else.
    """
    published = document.published
    line = document.dateline.day if document.dateline is not None else None
    if published is None or line is None:
        return published or line
    return line if 0 <= (published - line).days <= policy.ground_dateline_days else published
