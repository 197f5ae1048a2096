"""Ledgers of older versions open, with their documents and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import connect, connect_to
from counterclaim.model import Imported
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
        assert ledger.collection().unfinished
        store(ledger, held())
        assert not ledger.collection().unfinished


def test_an_older_ledger_keeps_the_lists_that_were_imported(place: Path | str) -> None:
    rows = (
        Imported(
            "actors", "a.csv", "line 2", {"kind": "monitor", "name": "Zähl–Büro", "aliases": []}
        ),
        Imported("actors", "a.csv", "line 3", {"kind": "outlet", "name": "Sarim Mail"}),
    )
    with Ledger.create(place) as ledger:
        assert ledger.imported() == ()
        assert ledger.store_list("actors", "a.csv", rows) == 0
        later = Imported("places", "b.csv", "line 2", {"name": "Sarim", "lat": 1.5, "lon": "2"})
        ledger.store_list("places", "b.csv", [later])
    age(place, "UPDATE about SET value = '3'")
    assert Ledger.imported_into(place) == (later, *rows)
    with Ledger.open(place) as ledger:
        assert ledger.store_list("actors", "a.csv", rows[:1]) == 2
        assert ledger.imported() == (rows[0], later)


def test_nothing_was_imported_into_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    assert Ledger.imported_into(tmp_path / "none.db") == ()
    assert not (tmp_path / "none.db").exists()


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
