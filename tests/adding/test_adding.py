"""Adding reports in parts gives the ledger that building all at once gives, row for row."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger, schema
from counterclaim.model import Changes, Document
from counterclaim.pipeline import Tools, build
from counterclaim.policy import Policy
from tests.adding.war import POLICY, Given, War, war

# Run records and counts of writes differ between any two builds.
_TABLES = sorted(schema.metadata.tables.keys() - {"runs", "writes", "unsettled"})


def tools(told: War) -> Tools:
    given = Given(told.claims)
    return Tools(given, cast(Grounder, given))


def add(documents: Iterable[Document], ledger: Ledger, *, policy: Policy, tools: Tools) -> Changes:
    return build((), ledger, documents=documents, policy=policy, tools=tools)


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a ledger, in a settled order."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in _TABLES
        }


def built(path: Path, told: War, *parts: tuple[Document, ...]) -> dict[str, list[tuple[Any, ...]]]:
    with Ledger.create(path) as ledger:
        for part in parts:
            add(part, ledger, policy=POLICY, tools=tools(told))
    return rows(path)


def parts(told: War, seed: int) -> list[tuple[Document, ...]]:
    """The reports in a random order and random parts."""
    dice = random.Random(seed)
    documents = list(told.documents)
    if seed % 2:
        dice.shuffle(documents)
    else:
        documents.sort(key=lambda document: str(document.published))
    cuts = sorted(dice.sample(range(1, len(documents)), 4))
    return [tuple(documents[a:b]) for a, b in zip([0, *cuts], [*cuts, None], strict=True)]


@pytest.mark.parametrize("seed", range(6))
def test_parts_in_any_order_give_what_building_at_once_gives(tmp_path: Path, seed: int) -> None:
    told = war(seed, reports=70, days=90, undated=0.05 if seed == 5 else 0.0)
    whole = built(tmp_path / "whole.db", told, told.documents)
    assert len(whole["copies"]) > 10 and len(whole["facts"]) > 20
    added = built(tmp_path / "added.db", told, *parts(told, seed))
    for name, expected in whole.items():
        assert added[name] == expected, name


@pytest.mark.parametrize("seed", range(6, 14))
def test_what_looks_back_over_the_war_comes_to_what_building_at_once_gives(
    tmp_path: Path, seed: int
) -> None:
    """Counts over the whole war, and events of long ago told again, join facts of any day."""
    told = war(seed, reports=90, days=120, looking_back=0.4)
    whole = built(tmp_path / "whole.db", told, told.documents)
    wars = [fact for fact in whole["facts"] if "in the whole war" in fact[1]]
    assert wars and sum(row[3] for row in whole["fact_claims"]) > 5 * len(wars) / 2
    added = built(tmp_path / "added.db", told, *parts(told, seed))
    for name, expected in whole.items():
        assert added[name] == expected, name
