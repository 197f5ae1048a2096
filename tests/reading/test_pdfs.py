"""PDF files."""

from __future__ import annotations

from pathlib import Path

from counterclaim.reading import read
from tests.reading.conftest import documents, problems
from tests.reading.samples import pdf


def test_the_text_of_all_pages_is_a_report(tmp_path: Path) -> None:
    lines = ("Two shells fell on Qasr,", "the director of the hospital said.")
    (tmp_path / "a.dat").write_bytes(pdf(lines, ("Three shells fell on Melo.",)))
    (found,) = documents(list(read([tmp_path]))).values()
    assert found.text == "\n".join(lines) + "\n\nThree shells fell on Melo."
    assert str(found.published) == "2031-03-04"
    assert found.published_from == "given by the PDF file's own data (when it was made)"
    assert "the day in the file is when it was made; the report may be older" in found.notes


def test_pdf_files_without_text_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(pdf(()))
    (tmp_path / "locked.pdf").write_bytes(pdf(("Secret.",), encrypted=True))
    (tmp_path / "noise.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 9)
    told = problems(list(read([tmp_path])))
    assert told[:2] == [("empty.pdf", "", "holds no text"), ("locked.pdf", "", "is encrypted")]
    assert told[2][0] == "noise.pdf"


def test_a_file_that_is_cut_off_is_read_or_told_of(tmp_path: Path) -> None:
    whole = pdf(*(("Two shells fell on Qasr.",) for _ in range(5)))
    for size in range(0, len(whole), 97):
        (tmp_path / "a.pdf").write_bytes(whole[:size] or b"%PDF-")
        assert list(read([tmp_path]))
