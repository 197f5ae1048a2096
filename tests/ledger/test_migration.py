"""Ledgers of older versions open, with their documents and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import connect, connect_to
from tests.ledger.postgres import server
from tests.review.reports import DAILY_14, POST_12, decision, held
from tests.web.site import store

MADE = (decision("reject", DAILY_14), decision("note", POST_12, reason="seen", at=1))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """A ledger as another version left it, filled and with decisions."""
    if request.param == "sqlite":
        yield tmp_path / "strike.db"
        return
    with server() as address:
        yield address


def age(place: Path | str, *changes: str) -> None:
    engine = connect(place) if isinstance(place, Path) else connect_to(place)
    with engine.begin() as connection:
        for change in changes:
            connection.execute(text(change))
    engine.dispose()


def test_an_older_ledger_keeps_documents_and_decisions(place: Path | str) -> None:
    with Ledger.create(place) as ledger:
        store(ledger, held())
        ledger.store_decisions(MADE)
    age(place, "UPDATE about SET value = '3'", "DROP TABLE unsettled", "DROP TABLE traced")
    with Ledger.open(place) as ledger:
        assert ledger.documents() == held().documents
        assert ledger.decisions() == MADE
        assert ledger.unread() == {document.id for document in held().documents}
        assert ledger.claims() == ()


def test_a_ledger_of_version_2_is_built_on(tmp_path: Path) -> None:
    path = tmp_path / "strike.db"
    with Ledger.create(path) as ledger:
        store(ledger, held())
    age(
        path,
        "UPDATE about SET value = '2'",
        "DROP TABLE decision_targets",
        "DROP TABLE decisions",
        "DROP TABLE originals",
        "DROP TABLE writes",
        "DROP TABLE unsettled",
        "ALTER TABLE evidence DROP COLUMN worded",
    )
    with Ledger.open(path) as ledger:
        assert ledger.documents() == held().documents
        store(ledger, held())
        assert ledger.collection().entries == held().entries
        assert ledger.search("truck") == ("post",)


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "strike.db"
    with Ledger.create(path) as ledger:
        store(ledger, held())
    age(
        path,
        "UPDATE about SET value = '3'",
        "CREATE TABLE others (document TEXT REFERENCES documents(id))",
        "INSERT INTO others SELECT id FROM documents",
    )
    with pytest.raises(LedgerError, match=r"strike\.db: FOREIGN KEY constraint failed"):
        Ledger.open(path)
    age(path, "DROP TABLE others", "UPDATE about SET value = '4'")
    with Ledger.open(path) as ledger:
        assert ledger.collection().entries == held().entries
