"""Whatever a file holds, reading it gives documents and problems, and never an error.

Each kind is tried with noise, and with the files of the corpus in which bytes were changed, cut
off or doubled.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Document, Problem
from counterclaim.reading import read
from tests.fuzz.budget import CORPUS, fuzzed

FILES = sorted((CORPUS / "readers").iterdir())
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["set", "cut", "double", "drop"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=4),
    ),
    max_size=4,
)


def changed(data: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for kind, share, new in changes:
        at = int(share * len(data))
        if kind == "set":
            data = data[:at] + new + data[at + len(new) :]
        elif kind == "cut":
            data = data[: max(at, 8)]
        elif kind == "double":
            data = data[:at] + data[max(0, at - 64) :]
        else:
            data = data[:at] + data[at + 1 + new[0] :]
    return data


def check(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.write_bytes(data)
    items = list(read([path]))
    assert items
    for found in items:
        if isinstance(found, Problem):
            assert found.what and found.remedy and "\n" not in str(found)
        else:
            assert isinstance(found, Document) and found.text.strip()
            found.text.encode()


def test_the_corpus_has_a_file_of_each_kind() -> None:
    kinds = {path.name.partition(".")[2] for path in FILES}
    packed = {"warc.gz", "zip", "tar", "tgz"}
    assert kinds >= packed | {
        "html",
        "xml",
        "json",
        "jsonl",
        "csv",
        "warc",
        "pdf",
        "eml",
        "parquet",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_corpus_is_read_or_told_of(tmp_path: Path, path: Path) -> None:
    check(tmp_path, path.name, path.read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@fuzzed(0.6)
@given(changes=CHANGES)
def test_damaged_files_are_read_or_told_of(
    tmp_path: Path, path: Path, changes: list[tuple[str, float, bytes]]
) -> None:
    check(tmp_path, path.name, changed(path.read_bytes(), changes))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@fuzzed(0.25)
@given(data=st.binary(max_size=400))
def test_noise_is_read_or_told_of(tmp_path: Path, path: Path, data: bytes) -> None:
    check(tmp_path, path.name, path.read_bytes()[:8] + data)
