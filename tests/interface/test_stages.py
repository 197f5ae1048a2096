"""Each stage by itself, on documents of one's own."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path

import pandas
import pytest

import counterclaim
from counterclaim.errors import ExtractorError, InputError
from counterclaim.grounding import Grounder
from counterclaim.model import Document, Problem
from counterclaim.policy import DEFAULT
from tests.annotated import GOLD, Annotated
from tests.test_pipeline import REPORTS

EXTRACTOR = Annotated(GOLD / "examples.jsonl")
TEXT = "SALTO, May 9 (Pampero Wire) — Shells killed at least 12 people in Salto, the mayor said."


def test_the_stages_by_hand_come_to_what_a_build_comes_to(tmp_path: Path) -> None:
    documents, problems = counterclaim.read([REPORTS])
    traces = counterclaim.trace(documents)
    claims = counterclaim.extract(documents, EXTRACTOR)
    grounded = counterclaim.ground(documents, claims)
    facts = counterclaim.match(documents, grounded)
    entries = counterclaim.reconcile(documents, grounded, facts, traces.copies, traces.origins)
    with counterclaim.build(REPORTS, tmp_path / "a.db", extractor=EXTRACTOR) as ledger:
        assert problems == ledger.problems == ()
        assert [document.record for document in ledger.documents()] == [*documents]
        assert [claim.record for claim in ledger.claims()] == [*grounded]
        assert [entry.record for entry in ledger.entries()] == [*entries]


def test_reports_in_memory_are_the_documents_that_files_would_be() -> None:
    lines = (REPORTS / "border-briefs.jsonl").read_text("utf-8").splitlines()
    with (REPORTS / "bulletins.csv").open(encoding="utf-8", newline="") as file:
        rows = [*map(json.loads, lines), *csv.DictReader(file)]
    documents, problems = counterclaim.read_rows(rows)
    read, _ = counterclaim.read([REPORTS / "border-briefs.jsonl", REPORTS / "bulletins.csv"])
    assert problems == ()
    assert [(d.id, d.text, d.title) for d in documents] == [(d.id, d.text, d.title) for d in read]


def test_the_rows_of_a_frame_are_reports() -> None:
    frame = pandas.DataFrame(
        {
            "text": [TEXT, f"{TEXT} Again."],
            "published": [datetime(2022, 5, 8, 8), None],
            "outlet": ["Norte Libre", None],
            "url": [float("nan"), pandas.NA],
        }
    )
    documents, problems = counterclaim.read_rows(frame.to_dict("records"))
    assert problems == ()
    first = documents[0]
    assert (first.outlet, first.url, first.notes) == ("Norte Libre", None, ())
    assert first.published == date(2022, 5, 8)


def test_a_row_without_a_text_is_told_by_its_number() -> None:
    documents, problems = counterclaim.read_rows([{"text": TEXT}, {"outlet": "Norte Libre"}])
    assert len(documents) == 1
    assert str(problems[0]).startswith("the rows, row 2: has no text")


def test_documents_in_memory_go_into_a_ledger(tmp_path: Path) -> None:
    documents, _ = counterclaim.read_rows([{"doc": "one", "outlet": "Norte Libre", "text": TEXT}])
    report = tmp_path / "two.txt"
    report.write_text(f"{TEXT}\n\nMore.", "utf-8")
    with counterclaim.build([*documents, report], tmp_path / "a.db", extractor=EXTRACTOR) as ledger:
        assert {document.id for document in ledger.documents()} == {"one", "two"}


def test_a_build_keeps_its_policy_until_another_is_named(tmp_path: Path) -> None:
    ledger, report = tmp_path / "a.db", tmp_path / "a.txt"
    report.write_text(TEXT, "utf-8")
    for asked, kept in (("ucdp", "ucdp"), (None, "ucdp"), (DEFAULT, "latest-per-voice")):
        with counterclaim.build(report, ledger, extractor=EXTRACTOR, policy=asked) as built:
            assert built.policy["policy"] == kept


def test_a_build_tells_how_far_it_is(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(TEXT, "utf-8")
    seen: list[str] = []
    counterclaim.build(
        str(report), str(tmp_path / "a.db"), extractor=EXTRACTOR,
        progress=lambda stage, _done, _total: seen.append(stage),
    )  # fmt: skip
    assert list(dict.fromkeys(seen)) == ["read", "extract", "trace", "match", "reconcile"]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\x03")
    documents, problems = counterclaim.read([tmp_path])
    assert [document.id for document in documents] == ["a"]
    assert "b.txt" in str(problems[0])
    with pytest.raises(InputError, match="nothing could be read"):
        counterclaim.read([tmp_path / "b.txt"])


def test_an_extractor_that_fails_says_on_which_document() -> None:
    class Failing:
        name = "failing"

        def extract(self, documents: object) -> object:
            yield Problem("one", "", "got no answer", "try again")

    with pytest.raises(ExtractorError, match="one: got no answer"):
        counterclaim.extract([Document("one", TEXT)], Failing())  # type: ignore[arg-type]


def test_claims_are_grounded_document_by_document() -> None:
    documents, _ = counterclaim.read([REPORTS])
    claims = counterclaim.extract(documents, EXTRACTOR)
    grounder = Grounder.load()
    backwards = counterclaim.ground(documents[:5], claims[::-1], grounder)
    order = [document.id for document in documents[:5]]
    ids = [grounded.claim.document for grounded in backwards]
    assert ids == sorted(ids, key=order.index)
    assert {*ids} <= {*order}
