"""What an addition, a change or a decision touches, and that it comes to what building at once
gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Changes, Claim, Collection, Decision, Document
from counterclaim.model.decision_record import changes_of
from counterclaim.pipeline import Tools, decide
from counterclaim.policy import DEFAULT
from counterclaim.reading import read_rows
from counterclaim.review import Decider
from tests.adding.test_adding import add, rows, tools
from tests.adding.war import POLICY, Given, War, war

_OF_FACTS = ("entries", "fact_claims", "joins", "voices", "relations", "series", "containment")


def by_day(told: War) -> list[Document]:
    return sorted(told.documents, key=lambda document: (str(document.published), document.id))


def grown(path: Path, told: War, documents: Sequence[Document]) -> Ledger:
    ledger = Ledger.create(path)
    add(documents, ledger, policy=POLICY, tools=tools(told))
    return ledger


def differing(before: Collection, after: Collection) -> set[str]:
    was, now = ({entry.fact.id: entry for entry in held.entries} for held in (before, after))
    return {id for id in was.keys() | now.keys() if was.get(id) != now.get(id)}


def watch(path: Path) -> None:
    """Note from now on of which facts rows are written or taken out."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE written (fact TEXT)")
        for table in _OF_FACTS:
            for act, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
                connection.execute(
                    f"CREATE TRIGGER watch_{table}_{act} AFTER {act} ON {table} "
                    f"BEGIN INSERT INTO written VALUES ({row}.fact); END"
                )


def written(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {fact for (fact,) in connection.execute("SELECT fact FROM written")}


def test_an_addition_writes_no_row_of_entries_that_stay(tmp_path: Path) -> None:
    told = war(21, reports=80, days=160)
    *documents, last = by_day(told)
    with grown(tmp_path / "a.db", told, documents) as ledger:
        before = ledger.collection()
        watch(tmp_path / "a.db")
        changes = add([last], ledger, policy=POLICY, tools=tools(told))
        after = ledger.collection()
    assert changes.documents == (last.id,)
    found = {change.fact for change in changes.entries}
    assert found == differing(before, after) == written(tmp_path / "a.db")
    assert 0 < len(found) < len(before.entries) / 4


def test_adding_what_is_there_changes_nothing(tmp_path: Path) -> None:
    told = war(22, reports=30, days=60)
    with grown(tmp_path / "a.db", told, told.documents) as ledger:
        watch(tmp_path / "a.db")
        assert add(told.documents, ledger, policy=POLICY, tools=tools(told)) == Changes()
    assert written(tmp_path / "a.db") == set()


def test_a_report_that_changes_comes_to_what_building_with_it_gives(tmp_path: Path) -> None:
    told = war(23, reports=60, days=80)
    documents = by_day(told)
    edited = [
        replace(each, text=f"{each.text} Nothing else was known by the evening of that long day.")
        if at % 20 == 7 else replace(each, outlet="Radio West") if at % 20 == 13 else each
        for at, each in enumerate(documents)
    ]  # fmt: skip
    with grown(tmp_path / "a.db", told, documents) as ledger:
        add(edited, ledger, policy=POLICY, tools=tools(told))
    grown(tmp_path / "b.db", told, edited).close()
    assert rows(tmp_path / "a.db") == rows(tmp_path / "b.db")


def test_claims_that_are_read_otherwise_come_to_what_building_gives(tmp_path: Path) -> None:
    told = war(24, reports=50, days=70)
    fewer = War(told.documents, {id: claims[:1] for id, claims in told.claims.items()})
    better = Given(fewer.claims, "better")
    with grown(tmp_path / "a.db", told, told.documents) as ledger:
        add([], ledger, policy=POLICY, tools=Tools(better, cast(Grounder, better)))
    with Ledger.create(tmp_path / "b.db") as ledger:
        add(told.documents, ledger, policy=POLICY, tools=Tools(better, cast(Grounder, better)))
    assert rows(tmp_path / "a.db") == rows(tmp_path / "b.db")


def test_other_thresholds_work_everything_out_anew(tmp_path: Path) -> None:
    told = war(25, reports=40, days=60)
    other = replace(POLICY, match_window_days=6, trace_window_days=8, match_threshold=-1.0)
    with grown(tmp_path / "a.db", told, told.documents) as ledger:
        add([], ledger, policy=other, tools=tools(told))
    with Ledger.create(tmp_path / "b.db") as ledger:
        add(told.documents, ledger, policy=other, tools=tools(told))
    assert rows(tmp_path / "a.db") == rows(tmp_path / "b.db")


def test_a_ledger_of_an_older_version_is_worked_out_anew(tmp_path: Path) -> None:
    told = war(27, reports=30, days=40, undated=0.1)
    path = tmp_path / "a.db"
    grown(path, told, told.documents).close()
    before = rows(path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE about SET value = '3' WHERE name = 'schema'")
    connection.commit()
    connection.close()
    with Ledger.open(path) as ledger:
        assert not ledger.claims()
        add([], ledger, policy=POLICY, tools=tools(told))
    assert rows(path) == before


def decided(held: Collection) -> list[Decision]:
    """A few decisions of every kind that changes claims, facts or voices."""
    made: list[Decision] = []
    deciding = Decider(held, "Ana", "as I read it")
    several = [entry for entry in held.entries if len(entry.fact.claims) > 2]
    for at, entry in enumerate(several[:6]):
        claims = entry.fact.claims
        if at % 3 == 0:
            made.append(deciding.split(claims[-1:]))
        elif at % 3 == 1:
            made.append(deciding.reject(claims[1]))
        else:
            made.append(deciding.correct(claims[0], changes_of({"lower": 77, "upper": 77})))
    killed = [entry for entry in held.entries if entry.fact.type == "killed"]
    made.append(deciding.merge(killed[-1].fact.id, killed[-2].fact.id))
    voiced = next(entry for entry in held.entries if len(entry.voices) > 1)
    one, other = (voice.claims[0] for voice in voiced.voices[:2])
    return [*made, deciding.same_voice(one, other)]


def test_decisions_between_additions_come_to_the_same_as_decisions_after_all(
    tmp_path: Path,
) -> None:
    told = war(26, reports=70, days=90)
    documents, ground = by_day(told), Given(told.claims).ground
    with grown(tmp_path / "a.db", told, documents[:50]) as ledger:
        made = decided(ledger.collection())
        for decision in made:
            before = ledger.collection()
            _, changes = decide([decision], ledger, ground=ground, policy=POLICY)
            found = {change.fact for change in changes.entries}
            assert found == differing(before, ledger.collection())
        for document in documents[50:]:
            add([document], ledger, policy=POLICY, tools=tools(told))
    with grown(tmp_path / "b.db", told, documents) as ledger:
        decide(made, ledger, ground=ground, policy=POLICY)
    assert rows(tmp_path / "a.db") == rows(tmp_path / "b.db")


class Nothing:
    """Reads no claim."""

    name = "nothing"

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        return (() for _ in documents)

    def ground(self, _document: Document, _claims: Sequence[Claim]) -> list[Any]:
        return []


REPORTS = [
    {"doc": "a", "text": "AMMAN, Dec. 28 (Pampero Wire) - Two shells fell on Qasr on Monday."},
    {"doc": "b", "text": "The mayor told Harbour Gazette that two shells had fallen on Qasr.",
     "outlet": "Valley Post", "published": "2024-12-29"},
    {"doc": "c", "text": "A bridge was closed, Pampero Wire reported.", "published": "2025-01-02"},
    {"doc": "d", "text": "The bridge is open.", "outlet": "Harbour Gazette",
     "published": "2025-01-03"},
    {"doc": "e", "text": "Snow fell in the hills.", "outlet": "Radio", "published": "2023-12-30"},
]  # fmt: skip


def test_years_and_names_that_others_tell_do_not_depend_on_the_order(tmp_path: Path) -> None:
    documents = [each for each in read_rows(REPORTS) if isinstance(each, Document)]
    nothing = Nothing()
    reads = Tools(nothing, cast(Grounder, nothing))
    found = []
    for at, order in enumerate(
        ((0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (0, 4, 1, 3, 2), (1, 0, 3, 4, 2))
    ):
        with Ledger.create(tmp_path / f"{at}.db") as ledger:
            for number in order:
                add([documents[number]], ledger, policy=DEFAULT, tools=reads)
            found.append({document.id: document for document in ledger.documents()})
    with Ledger.create(tmp_path / "whole.db") as ledger:
        add(documents, ledger, policy=DEFAULT, tools=reads)
        whole = {document.id: document for document in ledger.documents()}
    assert all(each == whole for each in found)
    assert [credit.name for credit in whole["b"].credits] == ["Harbour Gazette"]
    assert [credit.name for credit in whole["c"].credits] == ["Pampero Wire"]
    assert whole["a"].published is None and "more than one year" in whole["a"].notes[-1]
