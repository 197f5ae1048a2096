"""The figures are those of the development data's own scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from counterclaim.cli import counterclaim
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Claim, Document, Quantity
from counterclaim.pipeline import Tools, build
from counterclaim.publishing import EXPORTS
from tests.annotated import Annotated

pytestmark = pytest.mark.shared

REPORTS = 16


@dataclass(frozen=True, slots=True)
class Erring:
    """Reads what was annotated with seeded errors in every field, leaving out and adding some."""

    gold: Annotated
    seed: int
    name: str = "erring"

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        chance = random.Random(self.seed)
        for claims in self.gold.extract(documents):
            read = [claim for claim in claims if chance.random() < 0.85]
            more = [replace(c, id=f"{c.id}-again") for c in read if chance.random() < 0.15]
            yield tuple(_misread(claim, claims, chance) for claim in read + more)


def _misread(claim: Claim, others: tuple[Claim, ...], chance: random.Random) -> Claim:
    """The claim with some fields of other claims."""
    names = ("object", "object_class", "actor", "places", "time", "speaker", "via", "polarity")
    wrong: dict[str, Any] = {
        name: getattr(chance.choice(others), name) for name in names if chance.random() < 0.2
    }
    if chance.random() < 0.1:
        other = chance.choice(others)
        wrong |= {"type": other.type, "sentence": other.sentence, "trigger": other.trigger}
    if claim.quantity and chance.random() < 0.2:
        wrong["quantity"] = _miscounted(claim.quantity, chance)
    return replace(claim, **wrong)


def _miscounted(quantity: Quantity, chance: random.Random) -> Quantity | None:
    if chance.random() < 0.3:
        return None
    return replace(quantity, lower=chance.choice((None, 1)), precision="vague")


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_agrees_to_four_digits(shared: Path, tmp_path: Path, seed: int) -> None:
    gold, claims, ledger = (tmp_path / name for name in ("gold.jsonl", "claims.jsonl", "a.db"))
    with (shared / "claims" / "dev.jsonl").open(encoding="utf-8") as lines:
        gold.write_text("".join(islice(lines, REPORTS)), encoding="utf-8")
    with Ledger.create(ledger) as opened:
        build([gold], opened, tools=Tools(Erring(Annotated(gold), seed), Grounder.load()))
        lines_of = EXPORTS["claims-jsonl"](opened.collection())
        claims.write_text("\n".join(lines_of), encoding="utf-8")
    scorer = [sys.executable, *map(str, (shared / "claims" / "score.py", gold, claims)), "--json"]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)
    command = ["evaluate", str(ledger), str(gold), "--json"]
    ours = json.loads(CliRunner().invoke(counterclaim, command, catch_exceptions=False).stdout)
    assert 0.5 < theirs["detection"]["f1"] < 0.95
    assert 0 < theirs["links"]["f1"] < 1
    assert {name: ours[name] for name in theirs if name != "types"} == {
        name: value for name, value in theirs.items() if name != "types"
    }
    assert theirs["types"].items() <= ours["types"].items()
