"""Whatever the text, what is read from it is sound."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from counterclaim.model import Document, Span
from counterclaim.reading import read
from counterclaim.reading.record import Record
from counterclaim.reading.understanding import understand

MARKS = [
    "\n",
    "\r\n",
    "\n\n",
    "# *",
    "---",
    "“",
    "”",
    "|",
    "\0",
    "\u2028",
    "e\u0301",
    "👩‍👧",
    "\u202e",
]
WORDS = ["AFP", "told SANA", "Source: ", "قال", "Published", "Follow us", "SANAs ", "By Amal Noor"]
PHRASES = [
    *(" (AFP) - ", "KYIV, Dec. 5 (Reuters) —", "5 May 2016", "12/05/2024", "(Reuters Photo)"),
    *("Xinhua News Agency, founded in 1931", "https://www.sana.sy/x", "Read Full Article at "),
    *("Outlet: Harbour Times\n", 'Title: "Qasr fell"\n', "---\n", "Date: 2024-12-05\n"),
    "The army left the town of Qasr at dawn, and nobody has come back since, a monitor said. ",
]
PIECES = [*MARKS, *WORDS, *PHRASES]
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.one_of(st.text(CHARACTERS), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def spans(document: Document) -> list[Span]:
    found = [item.span for item in document.furniture] + [item.span for item in document.credits]
    found += [document.title_span] if document.title_span else []
    return found + ([document.dateline.span] if document.dateline else [])


@given(TEXTS, st.text(CHARACTERS, max_size=40), st.text(CHARACTERS, max_size=20))
@example("Afp - A", "", "")
@example("\n# *A b c*\nX", "A b c", "https://[")
def test_any_text_is_understood(text: str, title: str, other: str) -> None:
    record = Record(text, "file", title=title, url=other, published=other)
    document = next(iter(understand(record, "a")))
    assert isinstance(document, Document) and document.text == text
    for span in spans(document):
        assert span.end <= len(text) and span.of(text).strip()
    ends = [item.span for item in document.furniture]
    assert all(one.end <= following.start for one, following in pairwise(ends))
    assert list(document.credits) == sorted(document.credits, key=lambda c: c.span)
    assert document.title_span is None or len(document.title_span) == len(document.title)


@settings(deadline=None)
@given(TEXTS.filter(lambda text: bool(text.strip())))
def test_any_text_comes_back_from_json(tmp_path_factory: object, text: str) -> None:
    path = Path(str(tmp_path_factory.mktemp("json"))) / "a.jsonl"  # type: ignore[attr-defined]
    path.write_text(json.dumps({"doc": "a", "text": text}), encoding="utf-8")
    items = list(read([path]))
    assert [item.text for item in items if isinstance(item, Document)] == [text]


def test_lines_of_ten_megabytes_are_read(tmp_path: Path) -> None:
    for number, piece in enumerate(("The army told AFP on 5 May 2016. ", "(", "a\n", "AFP ", "x")):
        text = piece * (10_000_000 // len(piece))
        (tmp_path / f"{number}.txt").write_text(text)
    items = list(read([tmp_path]))
    assert [len(item.text) // 1_000_000 for item in items if isinstance(item, Document)] == [
        9,
        10,
        10,
        10,
        10,
    ]
