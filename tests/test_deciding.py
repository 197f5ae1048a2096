"""Decisions on a built ledger: at work at once, and kept by every later build."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Changes, Claim, Collection, Decision, Document
from counterclaim.model.decision_record import changes_of
from counterclaim.pipeline import Tools, build, decide
from counterclaim.review import Decider, history
from tests.adding.test_adding import rows
from tests.annotated import GOLD, Annotated
from tests.test_pipeline import REPORTS, exported


class Watched(Annotated):
    """Notes which documents were read."""

    def __init__(self) -> None:
        super().__init__(GOLD / "examples.jsonl")
        self.read: list[str] = []

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for document in documents:
            self.read.append(document.id)
            yield from super().extract([document])


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return Grounder.load()


@pytest.fixture
def ledger(tmp_path: Path, grounder: Grounder) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "a.db") as made:
        build([REPORTS], made, tools=Tools(Watched(), grounder))
        yield made


def decided(held: Collection) -> list[Decision]:
    """One decision of every kind that changes something, by two users."""
    ana, ben = Decider(held, "Ana", "as read"), Decider(held, "Ben", "as I read it")
    entry = next(e for e in held.entries if e.low != e.high)
    one, other, third, *_ = entry.fact.claims
    of_type = [e for e in held.entries if e.fact.type == entry.fact.type]
    voices = [voice.claims[0] for voice in entry.voices]
    report = held.documents[0]
    word = {"text": report.text[:6], "span": [0, 6]}
    return [
        ana.correct(one, changes_of({"lower": 77, "upper": 77})),
        ben.correct(other, changes_of({"speaker": {"text": "the mayor of Melo"}})),
        ana.reject(third),
        ana.add(report.id, changes_of({"type": "killed", "sentence": word, "trigger": word})),
        ben.merge(of_type[-1].fact.id, of_type[-2].fact.id),
        ana.split(entry.fact.claims[-1:]),
        ben.same_voice(voices[0], voices[1]),
        ana.accept(of_type[0].fact.id),
        ana.note(report.id),
    ]


def take(ledger: Ledger, grounder: Grounder, made: Sequence[Decision]) -> Collection:
    decide(made, ledger, ground=grounder.ground)
    return ledger.collection()


def changed(before: Collection, after: Collection) -> set[str]:
    """The ids of the entries that came, went or changed."""
    was, now = ({entry.fact.id: entry for entry in held.entries} for held in (before, after))
    return {id for id in was.keys() | now.keys() if was.get(id) != now.get(id)}


def test_a_decision_is_at_work_at_once_and_nothing_is_read_again(
    ledger: Ledger, grounder: Grounder
) -> None:
    before = ledger.collection()
    made = decided(before)
    new, changes = decide(made, ledger, ground=grounder.ground)
    held = ledger.collection()
    assert new == len(made)
    assert {change.fact for change in changes.entries} == changed(before, held)
    assert held.entries != before.entries
    assert {s.state for s in history(held)} == {"in_force"}
    claims = {c.claim.id: c for c in held.claims}
    assert claims[made[0].targets[0]].claim.bounds == (77, 77)
    speaker = claims[made[1].targets[0]].speaker
    assert speaker is not None and speaker.entity.name.casefold().endswith("mayor of melo")
    assert made[2].targets[0] not in claims
    assert made[3].claims[0] in claims


def test_building_again_keeps_decisions_and_reads_nothing(
    ledger: Ledger, grounder: Grounder
) -> None:
    take(ledger, grounder, decided(ledger.collection()))
    after = ledger.collection()
    watched = Watched()
    assert build([REPORTS], ledger, tools=Tools(watched, grounder)) == Changes()
    assert watched.read == []
    assert ledger.collection() == after


def test_decisions_before_or_after_a_new_report_come_to_the_same(
    tmp_path: Path, ledger: Ledger, grounder: Grounder
) -> None:
    made = decided(ledger.collection())
    more = tmp_path / "more.txt"
    more.write_text("Two shells fell near Rivera on Monday, the mayor said.")
    tools = Tools(Watched(), grounder)
    take(ledger, grounder, made)
    build([more], ledger, tools=tools)
    with Ledger.create(tmp_path / "b.db") as other:
        build([REPORTS, more], other, tools=tools)
        take(other, grounder, made)
        assert exported(ledger) == exported(other)
    assert ledger.decisions() == tuple(sorted(made, key=lambda each: (each.time, each.id)))


def test_undoing_everything_gives_the_ledger_of_no_decision(
    ledger: Ledger, grounder: Grounder
) -> None:
    before, made = exported(ledger), decided(ledger.collection())
    take(ledger, grounder, made)
    assert undone(ledger, grounder, made) == before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_undoing_everything_in_any_order_gives_the_ledger_of_no_decision(
    ledger: Ledger, grounder: Grounder, seed: int
) -> None:
    before, facts = exported(ledger), rows(Path(ledger.path))
    made = decided(ledger.collection())
    take(ledger, grounder, made)
    order = sorted(made, key=lambda decision: (decision.kind, decision.targets, decision.claims))
    random.Random(seed).shuffle(order)
    assert undone(ledger, grounder, order) == before
    for table in ("facts", "fact_claims", "containment", "relations"):
        assert rows(Path(ledger.path))[table] == facts[table], table


def undone(ledger: Ledger, grounder: Grounder, made: Sequence[Decision]) -> dict[str, list[str]]:
    """What is exported, but for decisions, after these were undone one by one."""
    for each in made:
        undo = Decider(ledger.collection(), "Ana", "try again").undo(each.id)
        take(ledger, grounder, [undo])
    after = exported(ledger)
    assert len(after["decisions-jsonl"]) == 2 * len(made)
    return {**after, "decisions-jsonl": []}


def test_reading_claims_otherwise_keeps_decisions_as_orphans(
    tmp_path: Path, ledger: Ledger, grounder: Grounder
) -> None:
    made = decided(ledger.collection())
    take(ledger, grounder, made)

    class Blind(Watched):
        name = "blind"

        def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
            return (() for _ in documents)

    build([REPORTS], ledger, tools=Tools(Blind(), grounder))
    states = {s.decision.kind: s.state for s in history(ledger.collection())}
    assert states.pop("add") == states.pop("note") == "in_force"
    assert {*states.values()} == {"orphaned"}
    build([REPORTS], ledger, tools=Tools(Watched(), grounder))
    assert {s.state for s in history(ledger.collection())} == {"in_force"}


def test_two_who_decide_at_once_lose_nothing(ledger: Ledger, grounder: Grounder) -> None:
    held = ledger.collection()
    chosen = [c.claim.id for c in held.claims if c.claim.numbered][:6]

    def correct(at: int) -> None:
        own = Decider(held, f"user {at % 2}", "as read")
        with Ledger.open(ledger.path) as opened:
            made = own.correct(chosen[at], changes_of({"lower": 900 + at, "upper": 900 + at}))
            take(opened, grounder, [made])

    with ThreadPoolExecutor(2) as reviewers:
        list(reviewers.map(correct, range(len(chosen))))
    after = ledger.collection()
    bounds = {c.claim.id: c.claim.bounds for c in after.claims}
    assert [bounds[claim] for claim in chosen] == [(900 + at, 900 + at) for at in range(6)]
    build([REPORTS], ledger, tools=Tools(Watched(), grounder))
    assert ledger.collection().entries == after.entries
