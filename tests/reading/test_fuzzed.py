"""Whatever a file holds, reading it gives documents and problems, and never an error.

Each kind is tried with noise, and with good files in which bytes were changed, cut off or doubled.
"""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.model import Document, Problem
from counterclaim.reading import read
from tests.reading.samples import (
    BODY,
    TITLE,
    gzipped,
    html,
    item,
    mail,
    meta,
    pdf,
    response,
    rss,
    tarred,
    zipped,
)  # fmt: skip


def table() -> bytes:
    out = io.BytesIO()
    parquet.write_table(arrow.table({"text": list(BODY), "doc": ["a", "b", "c"]}), out)
    return out.getvalue()


GOOD = {
    "a.html": html(head=meta(date="2031-03-04")).encode(),
    "a.xml": rss(item(TITLE, description=BODY[0], pubDate="Tue, 04 Mar 2031 05:06:07 GMT")),
    "a.json": b'{"version":"https://jsonfeed.org/version/1","items":[{"content_html":"<p>a"}]}',
    "a.warc": response(html().encode()) + response(BODY[0].encode(), media="text/plain"),
    "a.warc.gz": gzipped(response(html().encode())),
    "a.pdf": pdf(BODY[:1], BODY[1:]),
    "a.eml": mail(f"--x\r\n\r\n{BODY[0]}\r\n--x--", media="multipart/mixed; boundary=x"),
    "a.zip": zipped({"a.txt": BODY[0].encode(), "b.html": html().encode()}),
    "a.tar": tarred({"a.txt": BODY[0].encode(), "b.eml": mail(BODY[0])}, "w:"),
    "a.tgz": tarred({"a.txt": BODY[0].encode(), "b.jsonl": b'{"text": "A shell."}\n'}),
    "a.parquet": table(),
}
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


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_damaged_files_are_read_or_told_of(
    tmp_path: Path, name: str, changes: list[tuple[str, float, bytes]]
) -> None:
    check(tmp_path, name, changed(GOOD[name], changes))


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_noise_is_read_or_told_of(tmp_path: Path, name: str, data: bytes) -> None:
    check(tmp_path, name, GOOD[name][:8] + data)
