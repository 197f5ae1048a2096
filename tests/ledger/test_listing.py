"""Lists that are brought up to date say what lists say that are made anew, and keep other rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from counterclaim.ledger import Ledger, list_tables, queries
from counterclaim.ledger.connection import connect, connect_to
from counterclaim.ledger.filter import Filter
from counterclaim.model import Decision, Document
from counterclaim.pipeline import decide
from tests.ledger.postgres import server
from tests.review.reports import (
    DAILY_14,
    POST_12,
    RADIO_3,
    RAID_7,
    WIRE_19,
    decision,
    held,
    understand,
)
from tests.web.site import store

_WORDS = ("killed", "Sarim", "mayor", "medic", "radio", "Dovra", "trucks")
DECIDED: tuple[tuple[Decision, ...], ...] = (
    (decision("reject", RADIO_3),),
    (decision("reject", RAID_7),),
    (decision("correct", DAILY_14, changes={"lower": 15, "upper": 15}),),
    (decision("split", WIRE_19, others=[POST_12, DAILY_14]),),
    (
        decision("split", WIRE_19, others=[POST_12, DAILY_14]),
        decision("merge", WIRE_19, others=[RAID_7], at=1),
    ),
    (decision("different_voice", WIRE_19, others=[POST_12]),),
    (decision("accept", POST_12), decision("note", POST_12, at=1)),
)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with server() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """Where a ledger can be made, on either kind of database."""
    if request.param == "sqlite":
        yield tmp_path / "strike.db"
        return
    address = request.getfixturevalue("postgres")
    yield address
    with connected(address) as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


@contextmanager
def connected(place: Path | str) -> Iterator[Connection]:
    engine = connect(place) if isinstance(place, Path) else connect_to(place)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def listed(place: Path | str) -> dict[str, object]:
    """All that the lists say, without their numbers, and what searches find."""
    entry, claim = list_tables.entries.c, list_tables.claims.c
    with connected(place) as connection:
        facts = {row[0]: row[1] for row in connection.execute(select(entry.number, entry.fact))}
        ids = {row[0]: row[1] for row in connection.execute(select(claim.number, claim.claim))}
        said: dict[str, object] = {}
        for table in (list_tables.entries, list_tables.documents, list_tables.families):
            columns = [column for column in table.c if column.name != "number"]
            said[table.name] = sorted(map(repr, connection.execute(select(*columns))))
        rows = connection.execute(select(list_tables.claims)).mappings()
        said["claims"] = sorted(
            repr({**row, "number": None, "entry": facts.get(row["entry"])}) for row in rows
        )
        facets = connection.execute(select(list_tables.facets)).mappings()
        said["facets"] = sorted(
            repr((f["kind"], f["value"], ids[f["claim"]], facts.get(f["entry"]))) for f in facets
        )
        for word in _WORDS:
            for kind, names in ((queries.ENTRIES, facts), (queries.CLAIMS, ids)):
                numbers = queries.keys(connection, kind, Filter(q=word))
                said[f"{kind.name} {word}"] = sorted(names[number] for number in numbers)
            found = queries.rows(connection, queries.DOCUMENTS, Filter(q=word), "title", 0, 100)
            said[f"document {word}"] = sorted(row["id"] for row in found)
    return said


def made_anew(place: Path | str) -> dict[str, object]:
    with connected(place) as connection:
        connection.execute(text("DROP TABLE lists_made"))
    with Ledger.open(place) as ledger:
        ledger.prepare_lists()
    return listed(place)


def numbers(place: Path) -> tuple[dict[str, int], dict[str, int]]:
    """The number of each entry and of each claim."""
    entry, claim = list_tables.entries.c, list_tables.claims.c
    with connected(place) as connection:
        facts = connection.execute(select(entry.fact, entry.number)).all()
        claims = connection.execute(select(claim.claim, claim.number)).all()
    return {row[0]: row[1] for row in facts}, {row[0]: row[1] for row in claims}


def filled(place: Path | str) -> Ledger:
    ledger = Ledger.create(place)
    store(ledger, held())
    return ledger


@pytest.mark.parametrize("decisions", DECIDED)
def test_decisions_bring_lists_up_to_date(
    place: Path | str, decisions: tuple[Decision, ...]
) -> None:
    with filled(place) as ledger:
        for each in decisions:
            decide([each], ledger, ground=understand)
    assert listed(place) == made_anew(place)


def test_a_report_that_comes_and_one_that_changes_are_listed(place: Path | str) -> None:
    with filled(place) as ledger:
        changed = [
            Document(id=d.id, text=d.text, title="Another title", outlet="Another outlet")
            for d in held().documents[:1]
        ]
        ledger.store_documents([*changed, Document(id="new", text="Two trucks burnt.")])
        ledger.store_work(ledger.collection())
    assert listed(place) == made_anew(place)


def test_what_a_broken_off_build_left_is_listed_when_the_ledger_is_served(tmp_path: Path) -> None:
    path = tmp_path / "strike.db"
    with filled(path) as ledger:
        ledger.store_documents([Document(id="new", text="Two trucks burnt.", title="Trucks")])
        ledger.prepare_lists()
    assert listed(path)["document trucks"] == ["new"]


def test_rows_that_a_decision_does_not_touch_are_not_written(tmp_path: Path) -> None:
    path = tmp_path / "strike.db"
    with filled(path) as ledger:
        facts, claims = numbers(path)
        decide([decision("reject", RAID_7)], ledger, ground=understand)
        kept_facts, kept_claims = numbers(path)
    assert kept_claims == {id: number for id, number in claims.items() if id != RAID_7}
    assert kept_facts.items() < facts.items()
