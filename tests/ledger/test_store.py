"""What goes into a ledger comes out of it, and nothing else happens to the file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger, schema
from counterclaim.model import Candidate, Collection, Document, NearMiss
from tests.publishing.incident import collection


def filled(path: Path, held: Collection) -> Ledger:
    ledger = Ledger.create(path)
    store(ledger, held)
    return ledger


def store(ledger: Ledger, held: Collection) -> None:
    ledger.store_documents(held.documents)
    by_document = [
        (d, [c for c in held.claims if c.claim.document == d.id]) for d in held.documents
    ]
    ledger.store_claims(by_document, "test reader")
    ledger.store_work(held)


def test_what_is_stored_comes_back_equal(tmp_path: Path) -> None:
    held = collection()
    with filled(tmp_path / "a.db", held) as ledger:
        found = ledger.collection()
    assert found.documents == held.documents
    assert found.copies == held.copies
    assert set(found.origins) == set(held.origins)
    assert sorted(found.claims, key=lambda c: c.claim.id) == sorted(
        held.claims, key=lambda c: c.claim.id
    )
    assert found.entries == held.entries
    assert found.problems == held.problems
    assert found.policy == held.policy


def test_near_misses_come_back_equal(tmp_path: Path) -> None:
    held = collection()
    first, second, *others = held.entries
    near = NearMiss(first.fact.id, second.fact.id, 0.12, ("held apart", "same place"))
    missed = replace(first, fact=replace(first.fact, near=(near,), left_out=7))
    with filled(tmp_path / "a.db", replace(held, entries=(missed, second, *others))) as ledger:
        assert ledger.collection().entries == (missed, second, *others)


def test_what_else_a_place_may_mean_comes_back_equal(tmp_path: Path) -> None:
    held = collection()
    known = Candidate(99, None, "Karm al-Wadi", "XX", "01", -35.5, 36.25, 0.75, ("a place",))
    own = Candidate(None, "k12", "Karm", None, None, 1.0, 2.0, 0.25)
    at = next(at for at, claim in enumerate(held.claims) if claim.places)
    first, *others = held.claims[at].places
    ambiguous = replace(first, candidates=(known, own))
    claims = list(held.claims)
    claims[at] = replace(claims[at], places=(ambiguous, *others))
    with Ledger.create(tmp_path / "a.db") as ledger:
        ledger.store_documents(held.documents)
        ledger.store_claims([(d, [c for c in claims if c.claim.document == d.id])
                             for d in held.documents], "test reader")  # fmt: skip
        assert set(ledger.claims()) == set(claims)


def test_storing_twice_changes_nothing(tmp_path: Path) -> None:
    held = collection()
    with filled(tmp_path / "a.db", held) as ledger:
        once = ledger.collection()
        store(ledger, held)
        assert ledger.collection() == once


def test_a_document_that_changed_is_read_again(tmp_path: Path) -> None:
    held = collection()
    with filled(tmp_path / "a.db", held) as ledger:
        assert ledger.unread("test reader") == frozenset()
        first = held.documents[0]
        ledger.store_documents([replace(first, text=first.text + " More.")])
        assert ledger.unread("test reader") == {first.id}
        assert all(c.claim.document != first.id for c in ledger.claims())


def test_another_reader_reads_all_again(tmp_path: Path) -> None:
    held = collection()
    with filled(tmp_path / "a.db", held) as ledger:
        assert ledger.unread("a better reader") == {d.id for d in held.documents}


def test_a_document_that_no_reader_has_read_is_told(tmp_path: Path) -> None:
    held = collection()
    with filled(tmp_path / "a.db", held) as ledger:
        assert ledger.unread() == frozenset()
        new = Document(id="new", text="Nothing but heather.")
        ledger.store_documents([*held.documents, new])
        assert ledger.unread() == {"new"}


def test_words_are_found_in_documents(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", collection()) as ledger:
        assert set(ledger.search("livestock market")) == {"r1", "r2"}
        assert ledger.search('livestock" OR market') == ()
        assert ledger.search("") == ()


def test_search_follows_changed_documents(tmp_path: Path) -> None:
    held = collection()
    with filled(tmp_path / "a.db", held) as ledger:
        first = held.documents[0]
        ledger.store_documents([replace(first, text="Nothing but heather.")])
        ledger.store_work(ledger.collection())
        assert ledger.search("heather") == (first.id,)
        assert first.id not in ledger.search("livestock")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_is_kept_to_the_character(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder) / "a.db") as ledger:
        kept = Document(id="d", text=text, published=date(2031, 3, 4))
        ledger.store_documents([kept])
        assert ledger.documents() == (kept,)


def test_a_failed_write_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    held = collection()
    with filled(tmp_path / "a.db", held) as ledger:
        before = ledger.collection()
        with pytest.raises(LedgerError):
            ledger.store_work(replace(held, copies=held.copies * 2))
        assert ledger.collection() == before


def test_a_missing_ledger_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"none\.db: no ledger there; make one with"):
        Ledger.open(tmp_path / "none.db")


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be read as one", b"x"]
)
def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="name another file"):
        Ledger.create(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="name another file"):
        Ledger.open(path)


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Ledger.create(path).close()
    connection = sqlite3.connect(path)
    other = str(schema.VERSION + 1)
    connection.execute("UPDATE about SET value = ? WHERE name = 'schema'", (other,))
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="made by a newer Counterclaim"):
        Ledger.open(path)


def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    held = collection()
    with filled(path, held) as ledger:
        from sqlalchemy import event

        @event.listens_for(ledger._engine, "connect")
        def limit(connection: sqlite3.Connection, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

        ledger._engine.dispose()  # connections that were made before are kept
        big = [Document(id=f"big{n}", text="word " * 20_000) for n in range(20)]
        with pytest.raises(LedgerError, match="full; free room on the disk and build again"):
            ledger.store_documents(big)
    with Ledger.open(path) as ledger:
        assert ledger.documents() == held.documents


def test_no_folder_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="make it or name another file"):
        Ledger.create(tmp_path / "missing" / "a.db")
    with pytest.raises(LedgerError, match="a folder, not a file"):
        Ledger.create(tmp_path)


def test_a_ledger_is_called_by_its_file(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "north?south.db") as ledger:
        assert ledger.name == "north?south.db"
