"""Entries that go on under another name.

Each is named after its first claim, and an earlier one may come in later.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from counterclaim.ledger import slices
from counterclaim.model import identifier


def renamed(connection: Connection, new: Iterable[str], gone: Iterable[str]) -> dict[str, str]:
    """The former ids of entries by their ``new`` ones: those after whose first claim an entry that
    is ``gone`` was named. Where several became one, the first of them goes on."""
    left = set(gone)
    found: dict[str, str] = {}
    for fact, claims in slices.members(connection, new if left else ()).items():
        former = [name for claim in claims if (name := identifier("fact", claim)) in left]
        if former:
            found[fact] = former[0]
    return found
