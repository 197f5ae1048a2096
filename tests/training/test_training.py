"""Training runs, learns, and repeats itself; varied reports keep their annotation."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.training.variation import Edit, Rewriting, varied

TEXT = "Shelling kills 19 in Umm Dafuq\nAt least 19 people were killed in Umm Dafuq including six"


def value(words: str, start: int = 0) -> dict[str, Any]:
    at = TEXT.index(words, start)
    return {"text": words, "span": [at, at + len(words)]}


def report() -> dict[str, Any]:
    claim = {
        "type": "killed",
        "sentence": [31, len(TEXT)],
        "trigger": value("killed"),
        "quantity": value("At least 19"),
        "object": value("people"),
        "actor": None,
        "time": None,
        "speaker": None,
        "places": [value("Umm Dafuq", 40)],
        "via": [],
        "object_class": "people",
        "polarity": "asserted",
    }
    return {"doc": "t1", "title": TEXT[:30], "text": TEXT, "claims": [claim]}


@given(st.integers(0, 500))
@settings(deadline=None, max_examples=100)
def test_varied_reports_keep_their_spans(seed: int) -> None:
    other = varied(report(), random.Random(seed))
    assert other["text"].startswith(other["title"])
    for claim in other["claims"]:
        for found in (claim["trigger"], claim["quantity"], claim["object"], *claim["places"]):
            lo, hi = found["span"]
            assert other["text"][lo:hi] == found["text"] == found["text"].strip()


def test_an_inserted_mark_stays_outside() -> None:
    moved = Rewriting.of("six dead here", [Edit(3, 3, ","), Edit(4, 8, "injured")])
    assert moved.text == "six, injured here"
    assert moved.moved((0, 3)) == (0, 3)
    assert moved.moved((4, 8)) == (5, 12)
    assert moved.moved((6, 13)) is None


def test_a_few_steps_learn_and_repeat() -> None:
    torch = pytest.importorskip("torch", reason="training needs the extra: counterclaim[train]")
    from counterclaim.extracting.encoder import TOKENIZER, WEIGHTS, tokenizer
    from counterclaim.training.examples import examples
    from counterclaim.training.loop import Recipe, Round, seed_all, train
    from counterclaim.training.network import Reader

    found = list(examples(tokenizer(WEIGHTS / TOKENIZER), report()))
    assert sum(len(example.answers) for example in found) == 1

    def run() -> tuple[list[str], Any]:
        seed_all(3)
        said: list[str] = []
        reader = Reader()
        train(reader, lambda _: found, Recipe((Round(3), Round(1)), seed=3), said.append)
        return [line.partition(" (")[0] for line in said], reader.trigger.weight

    (lines, weights), (again, other) = run(), run()
    assert lines == again and torch.equal(weights, other)
    first, last = (float(line.rsplit(" ", 1)[1]) for line in (lines[0], lines[-1]))
    assert last < first
