"""Builds and reviews that are killed anywhere lose nothing acknowledged, and can be gone on with.

``COUNTERCLAIM_KILLS`` says how often each is killed: by default a few times, by ``make kill`` some
hundred times. Half of the kills fall before a statement drawn from a seed, half after a time drawn
from it, within statements and commits too.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Decision
from counterclaim.pipeline import Tools, build, decide
from counterclaim.review import Decider
from tests.annotated import GOLD, Annotated
from tests.faults.dying import Acknowledge, End, run
from tests.test_pipeline import EARLY, REPORTS, exported

KILLS = int(os.environ.get("COUNTERCLAIM_KILLS", "4"))


class OneByOne(Tools):
    """Keeps the claims of each document by themselves, as a slow extractor does."""

    @property
    def together(self) -> int:
        return 1


@pytest.fixture(scope="module")
def tools() -> Tools:
    return OneByOne(Annotated(GOLD / "examples.jsonl"), Grounder.load())


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for file in (*EARLY, REPORTS / "metadata.csv"):
        shutil.copy(file, folder)
    return folder


def built(path: Path, reports: Path, tools: Tools, acknowledge: Acknowledge) -> None:
    with Ledger.create(path) as ledger:
        build([reports], ledger, tools=tools, progress=lambda *_: acknowledge(ledger.writes()))
        acknowledge(ledger.writes())


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, reports: Path, tools: Tools
) -> tuple[Path, End, float]:
    """A ledger of the reports, how its building ended, and how many seconds that took."""
    path = tmp_path_factory.mktemp("whole") / "a.db"
    start = time.monotonic()
    end = run(lambda acknowledge: built(path, reports, tools, acknowledge))
    assert end.whole
    return path, end, time.monotonic() - start


def death(draw: int, whole: End, seconds: float) -> dict[str, float]:
    chance = random.Random(draw)
    if draw % 2:
        return {"seconds": max(0.001, chance.uniform(0, seconds))}
    return {"statement": chance.randint(1, whole.statements)}


def content(path: Path) -> dict[str, list[str]]:
    with Ledger.open(path) as ledger:
        return exported(ledger)


def test_a_killed_build_is_gone_on_with(
    tmp_path: Path, reports: Path, tools: Tools, undisturbed: tuple[Path, End, float]
) -> None:
    whole, end, seconds = undisturbed
    wanted = content(whole)
    for draw in range(KILLS):
        path = tmp_path / f"{draw}.db"
        died = run(
            lambda acknowledge, path=path: built(path, reports, tools, acknowledge),  # type: ignore[misc]
            **death(draw, end, seconds),  # type: ignore[arg-type]
        )
        with Ledger.create(path) as ledger:
            assert ledger.writes() >= died.acknowledged, f"draw {draw}"
            build([reports], ledger, tools=tools)
            assert exported(ledger) == wanted, f"draw {draw}"


@pytest.fixture(scope="module")
def decisions(undisturbed: tuple[Path, End, float]) -> list[Decision]:
    """Decisions of several kinds, one after the other, by one user."""
    with Ledger.open(undisturbed[0]) as ledger:
        held = ledger.collection()
    ana = Decider(held, "Ana", "as read")
    claims = [claim for entry in held.entries for claim in entry.fact.claims]
    return [
        ana.accept(held.entries[0].fact.id),
        ana.reject(claims[0]),
        ana.note(held.documents[0].id),
        ana.reject(claims[2]),
        ana.reject(claims[1]),
    ]


def reviewed(
    path: Path, made: list[Decision], grounder: Grounder, acknowledge: Acknowledge
) -> None:
    with Ledger.open(path) as ledger:
        for number, decision in enumerate(made, 1):
            decide([decision], ledger, ground=grounder.ground)
            acknowledge(number)


def test_a_killed_review_keeps_every_decision_that_was_taken(
    tmp_path: Path,
    tools: Tools,
    undisturbed: tuple[Path, End, float],
    decisions: list[Decision],
) -> None:
    def review(path: Path, **death: float) -> End:
        shutil.copy(undisturbed[0], path)
        return run(
            lambda acknowledge: reviewed(path, decisions, tools.grounder, acknowledge),
            **death,  # type: ignore[arg-type]
        )

    start = time.monotonic()
    end = review(tmp_path / "whole.db")
    seconds = time.monotonic() - start
    wanted = content(tmp_path / "whole.db")
    for draw in range(KILLS):
        path = tmp_path / f"{draw}.db"
        died = review(path, **death(draw, end, seconds))
        with Ledger.open(path) as ledger:
            kept = {decision.id for decision in ledger.decisions()}
            assert {d.id for d in decisions[: died.acknowledged]} <= kept, f"draw {draw}"
            decide(decisions, ledger, ground=tools.grounder.ground)
            assert exported(ledger) == wanted, f"draw {draw}"
