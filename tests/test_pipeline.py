"""From files to a ledger and back: the whole way, on texts written here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from counterclaim.errors import InputError
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Claim, Document, Problem
from counterclaim.pipeline import Tools, build
from counterclaim.publishing import EXPORTS
from tests.annotated import GOLD, Annotated

REPORTS = Path(__file__).resolve().parents[1] / "examples" / "reports"
EARLY = sorted(REPORTS.glob("*2022-05-09*"))


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())


def exported(ledger: Ledger) -> dict[str, list[str]]:
    held = ledger.collection()
    return {form: list(export(held)) for form, export in EXPORTS.items()}


def built(path: Path, tools: Tools, *inputs: Path) -> dict[str, list[str]]:
    with Ledger.create(path) as ledger:
        for given in inputs:
            build([given], ledger, tools=tools)
        return exported(ledger)


def test_building_twice_gives_the_same_content(tmp_path: Path, tools: Tools) -> None:
    once = built(tmp_path / "a.db", tools, REPORTS)
    assert built(tmp_path / "b.db", tools, REPORTS) == once
    assert built(tmp_path / "a.db", tools, REPORTS) == once


def test_adding_documents_gives_what_building_at_once_gives(tmp_path: Path, tools: Tools) -> None:
    whole = built(tmp_path / "whole.db", tools, REPORTS)
    half = tmp_path / "half"
    half.mkdir()
    for file in (*EARLY, REPORTS / "metadata.csv"):
        (half / file.name).write_bytes(file.read_bytes())
    assert built(tmp_path / "added.db", tools, half, REPORTS) == whole


def test_every_exported_span_is_the_text_it_names(tmp_path: Path, tools: Tools) -> None:
    with Ledger.create(tmp_path / "a.db") as ledger:
        build([REPORTS], ledger, tools=tools)
        texts = {document.id: document.text for document in ledger.documents()}
        lines = list(EXPORTS["claims-jsonl"](ledger.collection()))
    checked = 0
    for record in map(json.loads, lines):
        mentions = [record[name] for name in ("trigger", "quantity", "object", "actor", "time")]
        mentions += [record["speaker"], *record["via"], *record["places"]]
        for mention in filter(None, mentions):
            start, end = mention["span"]
            assert texts[record["doc"]][start:end] == mention["text"]
            checked += 1
    assert checked > 500


def test_nothing_to_read_is_an_error_that_says_so(tmp_path: Path, tools: Tools) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with (
        Ledger.create(tmp_path / "a.db") as ledger,
        pytest.raises(InputError, match="nothing could be read") as told,
    ):
        build([empty, tmp_path / "missing.txt"], ledger, tools=tools)
    assert "missing.txt: does not exist" in str(told.value)


def test_what_cannot_be_read_is_told_and_the_rest_is_built(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "bad.jsonl").write_text('{"doc": "x"}\nnot json\n', encoding="utf-8")
    with Ledger.create(tmp_path / "a.db") as ledger:
        changes = build([tmp_path / "bad.jsonl", REPORTS], ledger, tools=tools)
        assert [problem.place for problem in changes.problems] == ["line 1", "line 2"]
        assert ledger.collection().problems == changes.problems
        assert len(changes.documents) == len(ledger.documents()) == 20


class Interrupting(Annotated):
    """Stops, as a user would with Ctrl-C, at the document of a given number."""

    def __init__(self, path: Path, at: int) -> None:
        super().__init__(path)
        self._left = at

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for claims in super().extract(documents):
            self._left -= 1
            if self._left < 0:
                raise KeyboardInterrupt
            yield claims


@pytest.mark.parametrize("at", [0, 1, 7, 19])
def test_an_interrupted_build_leaves_a_ledger_that_opens_and_is_completed(
    tmp_path: Path, tools: Tools, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterclaim.pipeline._CHUNK", 4)
    path = tmp_path / "a.db"
    stopping = Tools(Interrupting(GOLD / "examples.jsonl", at), tools.grounder)
    with Ledger.create(path) as ledger, pytest.raises(KeyboardInterrupt):
        build([REPORTS], ledger, tools=stopping)
    with Ledger.open(path) as ledger:
        assert len(ledger.documents()) == 20
        assert len(ledger.unread(tools.name)) == 20 - at // 4 * 4
        assert ledger.collection().entries == ()
    assert built(path, tools, REPORTS) == built(tmp_path / "b.db", tools, REPORTS)


class Failing:
    """Gives what was annotated, but fails on one document."""

    def __init__(self, fails: str) -> None:
        self._annotated, self._fails = Annotated(GOLD / "examples.jsonl"), fails

    @property
    def name(self) -> str:
        return self._annotated.name

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...] | Problem]:
        for document in documents:
            if document.id == self._fails:
                yield Problem(document.id, "", "fails", "build again")
            else:
                yield from self._annotated.extract([document])


def test_a_document_that_the_extractor_fails_on_is_told_and_stays_unread(
    tmp_path: Path, tools: Tools
) -> None:
    path, fails = tmp_path / "a.db", "pampero-2022-05-09"
    failing = Tools(Failing(fails), tools.grounder)
    with Ledger.create(path) as ledger:
        changes = build([REPORTS], ledger, tools=failing)
        held = ledger.collection()
        assert [str(problem) for problem in changes.problems] == [f"{fails}: fails; build again"]
        assert {grounded.claim.document for grounded in held.claims}.isdisjoint({fails})
        assert ledger.unread(failing.name) == {fails}
    assert built(path, tools, REPORTS) == built(tmp_path / "b.db", tools, REPORTS)


def test_only_new_documents_are_read_again(tmp_path: Path, tools: Tools) -> None:
    seen: list[str] = []

    class Watched(Annotated):
        def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
            kept = list(documents)
            seen.extend(document.id for document in kept)
            return super().extract(kept)

    watched = Tools(Watched(GOLD / "examples.jsonl"), tools.grounder)
    with Ledger.create(tmp_path / "a.db") as ledger:
        build([REPORTS], ledger, tools=watched)
        seen.clear()
        (tmp_path / "more.txt").write_text("Two shells fell near Rivera on Monday.")
        build([tmp_path / "more.txt"], ledger, tools=watched)
    assert seen == ["more"]
