from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterclaim.evaluating import Compared, compare
from counterclaim.model import Collection, Problem
from counterclaim.reading.annotated import read_annotated
from tests.evaluating.twice import REPORT, annotated_line, fled, killed, written

HELD = Collection(documents=(REPORT,), claims=(killed(), fled()))
OTHER = replace(REPORT, id="r2")


def test_a_report_is_compared_with_the_document_of_its_id(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", annotated_line(REPORT, killed(day="2031-03-04")))
    (report,) = compare(read_annotated(path), HELD)
    assert isinstance(report, Compared)
    assert report.document is REPORT
    assert [case.claim for case in report.read] == [killed().claim, fled().claim]
    assert [pair.wrong for pair in report.pairs] == [("start", "end")]
    assert [case.claim.type for case in report.extra] == ["displaced"]


def told(path: Path, held: Collection, unread: frozenset[str] = frozenset()) -> list[str]:
    found = compare(read_annotated(path), held, unread)
    return [str(problem) for problem in found if isinstance(problem, Problem)]


def test_what_cannot_be_compared_is_told_with_its_line(tmp_path: Path) -> None:
    gold = annotated_line(REPORT, killed())
    path = written(tmp_path / "gold.jsonl", "", gold, gold, "{", annotated_line(OTHER))
    twice, broken, lacking = told(path, HELD)
    assert twice == f"{path}, line 3: r1 stands in the file already; keep one of them"
    assert broken.startswith(f"{path}, line 4: is no JSON")
    assert lacking.startswith(f"{path}, line 5: r2 is not in the ledger; build")


def test_a_text_that_differs_by_one_character_is_another_text(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", annotated_line(REPORT, killed()))
    other = replace(HELD, documents=(replace(REPORT, text=REPORT.text + " "),))
    (problem,) = told(path, other)
    assert problem.startswith(f"{path}, line 1: r1 has another text in the ledger; annotate the")


def test_a_report_of_another_id_is_compared_with_the_document_of_its_text(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", annotated_line(OTHER, killed()))
    (report,) = compare(read_annotated(path), HELD)
    assert isinstance(report, Compared)
    assert report.document is REPORT


def test_a_text_that_several_documents_have_needs_an_id(tmp_path: Path) -> None:
    held = replace(HELD, documents=(REPORT, OTHER))
    path = written(tmp_path / "gold.jsonl", annotated_line(replace(REPORT, id="r3"), killed()))
    (problem,) = told(path, held)
    assert problem.startswith(f"{path}, line 1: r3 has the text of several reports (r1, r2); give")
    path = written(
        tmp_path / "gold.jsonl",
        annotated_line(replace(REPORT, id="r3")),
        annotated_line(OTHER),
    )
    found = [r.document.id for r in compare(read_annotated(path), held) if isinstance(r, Compared)]
    assert found == ["r1", "r2"]


def test_a_document_that_was_not_read_yet_is_not_measured(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", annotated_line(REPORT, killed()))
    (problem,) = told(path, HELD, frozenset(["r1"]))
    assert problem.endswith("r1 is in the ledger but was not read; build the ledger again")
