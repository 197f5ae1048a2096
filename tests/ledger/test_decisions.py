"""Decisions in a ledger are added, by several at once, and never changed or taken out."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, insert, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from counterclaim.ledger import Ledger, schema
from counterclaim.ledger.connection import connect, writing
from counterclaim.ledger.decisions import append, decisions
from counterclaim.model import Decision
from tests.ledger.postgres import server
from tests.review.reports import DOCUMENTS, POST, POST_12, decision, held
from tests.review.test_reviewing import addition

MADE = (
    decision("reject", POST_12),
    decision("correct", POST_12, at=1, user="Ben", changes={
        "lower": 3, "upper": None, "places": [{"text": "Sarim", "lat": 1.5, "lon": 2.0}],
        "speaker": {"text": "the mayor", "span": [34, 43]}, "start": "2031-03-01",
    }),
    decision("split", POST_12, "claim-1", others=["claim-3", "claim-2"], at=2, reason="“two” شيء"),
)  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with server() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty ledger's tables, in both kinds of database."""
    if request.param == "sqlite":
        made = connect(tmp_path / "a.db")
    else:
        made = create_engine(request.getfixturevalue("address"), poolclass=NullPool)
    with made.begin() as connection:
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.writes), [{"id": 1, "count": 0}])
    yield made
    if request.param == "postgresql":
        with made.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    made.dispose()


def add(engine: Engine, *made: Decision) -> int:
    with writing(engine) as connection:
        return len(append(connection, made))


def kept(engine: Engine) -> tuple[Decision, ...]:
    with engine.connect() as connection:
        return decisions(connection)


def test_decisions_come_back_equal_and_in_order_of_time(engine: Engine) -> None:
    assert add(engine, *reversed(MADE)) == 3
    assert kept(engine) == MADE


def test_adding_them_again_adds_nothing(engine: Engine) -> None:
    add(engine, *MADE[:2])
    assert add(engine, *MADE, *MADE) == 1
    assert kept(engine) == MADE


@pytest.mark.parametrize("table", ["decisions", "decision_targets"])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "UPDATE {} SET {} = 'x'"])
def test_the_database_refuses_to_change_them(engine: Engine, table: str, act: str) -> None:
    add(engine, *MADE)
    column = "reason" if table == "decisions" else "target"
    with (
        pytest.raises(DatabaseError, match="undo one by another decision"),
        engine.begin() as connection,
    ):
        connection.execute(text(act.format(table, column)))
    assert kept(engine) == MADE


def test_of_many_who_write_at_once_nobody_loses_anything(engine: Engine) -> None:
    made = [decision("accept", POST_12, at=at, user=f"user {at % 4}") for at in range(40)]
    with ThreadPoolExecutor(4) as writers:
        assert sum(writers.map(lambda one: add(engine, one), made)) == 40
    assert kept(engine) == tuple(made)


def test_who_writes_the_same_at_once_writes_it_once(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as writers:
        assert sum(writers.map(lambda _: add(engine, *MADE), range(8))) == 3
    assert kept(engine) == MADE


def test_decisions_on_what_was_seen_are_not_kept_once_another_wrote(tmp_path: Path) -> None:
    with stored(tmp_path / "a.db") as ledger:
        seen = ledger.writes()
        assert ledger.store_decisions_since(MADE[:1], seen)
        assert not ledger.store_decisions_since(MADE[1:], seen)
        assert ledger.decisions() == MADE[:1]
        assert ledger.writes() == seen + 1


def stored(path: Path, *made: Decision) -> Ledger:
    ledger = Ledger.create(path)
    before = held()
    ledger.store_documents(DOCUMENTS)
    ledger.store_claims(
        [(d, [c for c in before.claims if c.claim.document == d.id]) for d in DOCUMENTS], "test"
    )
    ledger.store_decisions(made)
    return ledger


def test_claims_as_decided_and_as_found_both_come_back_equal(tmp_path: Path) -> None:
    before, add = held(), addition()
    made = (decision("correct", POST_12, changes={"lower": 9}), add, MADE[0])
    for decided in ((made[0], add), made, (add,), ()):
        after = held(*decided)
        with stored(tmp_path / f"{len(decided)}.db", *made) as ledger:
            assert ledger.store_work(after)
            assert ledger.claims() == after.claims
            assert ledger.found() == before.claims
            assert ledger.collection().originals == after.originals
            assert ledger.collection().entries == after.entries
            assert ledger.store_work(before)
            assert ledger.claims() == ledger.found() == before.claims


def test_reading_a_document_again_leaves_its_decisions(tmp_path: Path) -> None:
    made = decision("correct", POST_12, changes={"lower": 9})
    with stored(tmp_path / "a.db", made) as ledger:
        ledger.store_work(held(made))
        ledger.store_documents([replace(POST, text=f"{POST.text} More.")])
        assert POST_12 not in {c.claim.id for c in ledger.found()}
        assert ledger.decisions() == (made,)
        assert ledger.collection().originals == {}


def test_work_on_what_was_read_before_another_wrote_is_not_kept(tmp_path: Path) -> None:
    with stored(tmp_path / "a.db") as ledger, Ledger.open(tmp_path / "a.db") as other:
        since = ledger.writes()
        other.store_decisions(MADE[:1])
        assert not ledger.store_work(held(), since=since)
        assert ledger.collection().entries == ()
        assert ledger.store_work(held(MADE[0]), since=ledger.writes())
        assert ledger.collection().entries == held(MADE[0]).entries
