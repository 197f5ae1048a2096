"""What a record says of itself is what ``counterclaim explain`` says, read from its part alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import counterclaim
from counterclaim.errors import LedgerError
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger as Store
from counterclaim.model import Collection, Decision
from counterclaim.pipeline import Tools, build
from counterclaim.publishing.explanation import Explainer
from counterclaim.publishing.lookup import Lookup
from tests.annotated import GOLD, Annotated
from tests.publishing.exports.stored import filled
from tests.publishing.incident import collection
from tests.review.reports import DAILY_14, POST_12, RAID_7, WIRE_19, decision, held
from tests.test_pipeline import REPORTS

DECISIONS: Sequence[Sequence[Decision]] = (
    (decision("reject", POST_12), decision("accept", POST_12, at=1, user="Ben")),
    (decision("note", POST_12), decision("reject", RAID_7, at=1)),
    (decision("accept", DAILY_14), decision("reject", "claim-gone", at=1)),
    (
        decision("merge", POST_12, others=[RAID_7]),
        decision("merge", RAID_7, others=[DAILY_14], at=1),
        decision("split", POST_12, others=[DAILY_14], at=2, user="Ben"),
    ),
    (decision("correct", WIRE_19, changes={"lower": 20}), decision("reject", RAID_7, at=1)),
)


def explained_alike(path: Path, held: Collection) -> int:
    """Asserts it of all records of a ledger that holds this; gives of how many."""
    whole = Explainer.over(Lookup.over(held))
    count = 0
    with counterclaim.open(path) as ledger:
        for entry in ledger.entries():
            assert entry.why().paragraphs == whole.entry(entry.record)
            for voice in entry.voices:
                assert voice.why().paragraphs == whole.voice(voice.record, entry.record)
            claim = entry.claims[0]
            assert claim.why().paragraphs == whole.claim(claim.record)
            count += 1
    return count


@pytest.mark.parametrize("decisions", DECISIONS)
def test_with_decisions_on_it_and_on_others(tmp_path: Path, decisions: Sequence[Decision]) -> None:
    made = held(*decisions)
    path = filled(tmp_path / "a.db", made)
    with Store.open(path) as store:
        assert explained_alike(path, store.collection()) == len(made.entries)


def test_with_copies_relations_and_scopes(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", collection())
    assert explained_alike(path, collection()) == 4


def test_in_the_examples(tmp_path: Path) -> None:
    tools = Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())
    with Store.create(tmp_path / "a.db") as store:
        build([REPORTS], store, tools=tools)
        whole = store.collection()
    some = whole.entries[::8]
    with counterclaim.open(tmp_path / "a.db") as ledger:
        explainer = Explainer.over(Lookup.over(whole))
        for entry in some:
            assert ledger.entry(entry.fact.id).why().paragraphs == explainer.entry(entry)


def test_it_prints_as_plain_paragraphs_and_gives_its_values(tmp_path: Path) -> None:
    with counterclaim.open(filled(tmp_path / "a.db", collection())) as ledger:
        why = ledger.entries()[0].why()
    assert str(why) == repr(why)
    assert str(why).startswith("The question\nHow many people were killed at the market")
    assert [paragraph["heading"] for paragraph in why.record] == [each.heading for each in why]


def test_what_is_there_no_more_is_told(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", collection())
    with counterclaim.open(path) as ledger, Store.open(path) as store:
        entry = ledger.entries()[0]
        assert store.store_work(replace(collection(), entries=()))
        for record in (entry, entry.voices[0]):
            with pytest.raises(LedgerError, match="is there no more; ask the ledger anew"):
                record.why()
