"""Parquet files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest

from counterclaim.reading import read
from tests.reading.conftest import documents, problems


def write(path: Path, **columns: object) -> None:
    parquet.write_table(arrow.table(columns), path)


def test_each_row_is_a_report(tmp_path: Path) -> None:
    write(
        tmp_path / "a.parquet",
        Doc=["a", "b", None], TEXT=["One shell fell.", "", "Three fell."],
        published=[date(2031, 3, 4), None, None], outlet=["Daily", None, None], other=[1, 2, 3],
    )  # fmt: skip
    items = list(read([tmp_path]))
    first, third = documents(items).values()
    assert first.id == "a" and first.outlet == "Daily" and str(first.published) == "2031-03-04"
    assert third.id.startswith("doc-") and third.source.endswith("a.parquet, row 3")
    assert problems(items) == [("a.parquet", "row 2", "has no text")]


def test_files_without_reports_are_told_of(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", title=["x"])
    write(tmp_path / "b.parquet", text=arrow.array([], arrow.string()))
    write(tmp_path / "c.parquet", text=[5])
    (tmp_path / "d.parquet").write_bytes(b"PAR1" + b"\0" * 99)
    told = problems(list(read([tmp_path])))
    assert [what for _, _, what in told[:3]] == [
        "has no column named text", "has no rows", "text is no string",
    ]  # fmt: skip
    assert told[3][0] == "d.parquet"


@pytest.mark.parametrize("size", [50, 200, 400])
def test_a_file_that_is_cut_off_is_told_of(tmp_path: Path, size: int) -> None:
    write(tmp_path / "a.parquet", text=["One shell fell."] * 99)
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(whole[:size])
    assert [name for name, _, _ in problems(list(read([tmp_path])))] == ["a.parquet"]
