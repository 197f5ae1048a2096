"""What a ledger answers from Python: lists, and records that know what stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import counterclaim
from counterclaim.errors import LedgerError
from counterclaim.interface import lists
from counterclaim.interface.claims import LedgerClaim
from counterclaim.interface.entries import LedgerEntry, LedgerVoice
from counterclaim.interface.ledger import Ledger
from counterclaim.interface.lists import Records
from counterclaim.publishing.exports import Where
from counterclaim.publishing.exports.claims_table import CLAIMS
from tests.publishing.exports.stored import filled, source
from tests.publishing.incident import claims, collection

LISTS: tuple[Callable[..., Records[LedgerClaim]], ...] = (
    Ledger.entries, Ledger.voices, Ledger.claims, Ledger.documents,
)  # type: ignore[assignment]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("ledger") / "a.db", collection())


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with counterclaim.open(path) as opened:
        yield opened


def test_lists_give_the_records_themselves_in_their_settled_order(ledger: Ledger) -> None:
    held = collection()
    assert tuple(entry.record for entry in ledger.entries()) == held.entries
    assert {claim.id for claim in ledger.claims()} == {c.claim.id for c in held.claims}
    assert {each.record for each in ledger.documents()} == {*held.documents}
    voices = [voice for entry in held.entries for voice in entry.voices]
    assert [voice.record for voice in ledger.voices()] == voices


def test_a_ledger_is_named_by_a_path_or_by_its_text(path: Path) -> None:
    assert len(counterclaim.open(str(path)).entries()) == len(Ledger.open(path).entries()) == 4


@pytest.mark.parametrize(
    "conditions", [("type=killed",), ("voices>=2", "published>=2031-03-04"), ("place=nowhere",)]
)
def test_conditions_are_those_of_exports(
    path: Path, ledger: Ledger, conditions: tuple[str, ...]
) -> None:
    with source(path, conditions) as chosen:
        told = [each.grounded.claim.id for each in chosen.told()]
        facts = [entry.fact.id for entry in chosen.entries()]
        documents = [document.id for document in chosen.documents()]
    assert [claim.id for claim in ledger.claims(*conditions)] == told
    assert [entry.id for entry in ledger.entries(*conditions)] == facts
    assert [document.id for document in ledger.documents(Where.of(conditions))] == documents
    assert len(ledger.claims(*conditions)) == len(told)


def test_what_is_no_condition_is_refused_in_words(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="colour: no such field"):
        ledger.entries("colour=red")


@pytest.mark.parametrize("ask", LISTS)
def test_a_long_list_is_as_a_short_one(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, ask: Callable[..., Records[LedgerClaim]]
) -> None:
    whole = [record.id for record in ask(ledger)]
    some = [record.id for record in ask(ledger, "type=killed")]
    monkeypatch.setattr(lists, "_HELD", 2)
    assert [record.id for record in ask(ledger)] == whole
    assert len(ask(ledger)) == len(whole)
    assert len(ask(ledger, "type=killed")) == len(some)
    assert "2 or more" in repr(ask(ledger))
    assert ask(ledger)[-1].id == whole[-1]


class Numbered:
    """Stands for a ledger whose claims are numbers."""

    @contextmanager
    def source(self, _where: Where) -> Iterator[None]:
        yield


@given(
    cut=st.slices(11),
    at=st.integers(-14, 14),
    held=st.integers(1, 14),
)
def test_places_and_slices_are_those_of_a_tuple(cut: slice, at: int, held: int) -> None:
    whole = tuple(range(11))
    any_claim = Where.of(["claim!=nothing"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "_HELD", held)
        records: Records[Any] = Records(
            cast(Ledger, Numbered()), any_claim, CLAIMS, lambda _source: iter(whole)
        )
        assert records[cut] == whole[cut]
        assert len(records) == len(whole)
        if -len(whole) <= at < len(whole):
            assert records[at] == whole[at]
        else:
            with pytest.raises(IndexError, match="there are 11"):
                records[at]


def test_a_list_that_was_read_stays_as_it_was(tmp_path: Path) -> None:
    with counterclaim.open(filled(tmp_path / "a.db", collection())) as ledger:
        before = ledger.entries()
        assert len([*before]) == 4
        assert ledger.store.store_work(replace(collection(), entries=()))
        assert len(before) == len([*before]) == 4
        assert len(ledger.entries()) == 0


def test_an_entry_knows_its_voices_claims_and_documents(ledger: Ledger) -> None:
    toll = ledger.entries("type=killed")[0]
    assert (toll.low, toll.best, toll.high, toll.status) == (19, None, 25, "disputed")
    assert str(toll).endswith("19–25, 3 voices, disputed")
    assert toll.standing.startswith("Disputed: two voices give ranges that do not meet")
    assert {c.id for voice in toll.voices for c in voice.claims} == {c.id for c in toll.claims}
    assert [len(voice.documents) for voice in toll.voices] == [3, 1, 1]
    assert len(toll.documents) == 5


def test_a_claim_knows_its_sentence_and_its_chain(ledger: Ledger) -> None:
    claim = ledger.claim(claims()["daily19"].claim.id)
    assert claim.sentence.startswith("The Rural Rescue Network told Northwire that 19 people")
    assert [(link.role, link.name) for link in claim.chain] == [
        ("speaker", "Rural Rescue Network"), ("via", "Northwire"), ("outlet", "Harbour Daily"),
    ]  # fmt: skip
    assert (claim.lower, claim.upper, claim.places) == (19, 19, ("Karm al-Wadi",))
    assert claim.voice is not None
    assert claim.voice.name == "Rural Rescue Network"
    assert claim.entry == ledger.entries()[0]


def test_a_claim_of_no_entry_says_so(ledger: Ledger) -> None:
    loose = ledger.claim(claims()["loose"].claim.id)
    assert (loose.entry, loose.voice) == (None, None)
    assert "It answers no question" in str(loose.why())


def test_relations_lead_to_the_records_they_are_about(ledger: Ledger) -> None:
    revises, exceeds = ledger.entries()[0].relations
    assert isinstance(revises.a, LedgerClaim)
    assert (revises.a.lower, revises.b.lower) == (19, 12)  # type: ignore[union-attr]
    assert isinstance(exceeds.a, LedgerVoice)
    assert exceeds.a.name == "Sarim hospital"


def test_a_narrower_question_leads_to_the_wider_one(ledger: Ledger) -> None:
    (children,) = ledger.entries("group=children")
    (whole,) = children.within
    assert isinstance(whole, LedgerEntry)
    assert whole == ledger.entries()[0]


def test_a_document_knows_its_claims_and_copies(ledger: Ledger) -> None:
    wire = ledger.document("r1")
    assert [claim.id for claim in wire.claims] == [
        claim.id for claim in ledger.claims() if claim.document.id == "r1"
    ]
    assert all(claim.told == ledger.claim(claim.id).told for claim in wire.claims)
    assert [copy.relation for copy in wire.copies] == ["derived"]


def test_an_identifier_that_nothing_bears_is_told(ledger: Ledger) -> None:
    for ask in (ledger.entry, ledger.claim, ledger.document):
        with pytest.raises(LedgerError, match="'nothing' there"):
            ask("nothing")


def test_what_could_not_be_read_is_kept(ledger: Ledger) -> None:
    assert ledger.problems == collection().problems
    assert ledger.policy == collection().policy
