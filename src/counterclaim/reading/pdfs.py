"""Reports as PDF files: their text, page after page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.extras import library
from counterclaim.reading.record import Record, unpaired
from counterclaim.reading.sources import Source

#: Bytes of drawing on one page, and in all; a page of text has some thousands. Steps of drawing in
#: all: each page may draw the same forms again and again.
_DRAWING: Final = 4 * 2**20
_DRAWINGS: Final = 32 * 2**20
_STEPS: Final = 300_000
#: Pages that cannot be read, after which the rest is not tried.
_FAILED: Final = 50
#: What the library may unpack and parse of one part of a file; it runs no other program.
_BOUNDS: Final = {
    "array_based_stream_maximum_output_length": 2 * _DRAWING,
    "lzw_maximum_output_length": 2 * _DRAWING,
    "run_length_maximum_output_length": 2 * _DRAWING,
    "stream_decoding_work_maximum_length": 4 * _DRAWING,
    "stream_parsing_work_maximum_count": _STEPS,
    "zlib_maximum_output_length": 2 * _DRAWING,
    "jbig2dec_binary": None,
}


def pdf(source: Source, policy: Policy = DEFAULT, *, url: str = "") -> Iterator[Record | Problem]:
    """The text of a PDF file, as far as claims are looked for; pictures of text hold none.

    The day in the file's own data is when it was made: it counts where the text gives none.
    """
    data = source.read(policy.read_longest)
    if data is None:
        yield source.too_long(policy.read_longest, "split it")
        return
    pypdf = library("pypdf", "pdf")
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it skips is no news
    with pypdf.apply_configuration(**_BOUNDS):
        found = _report(data, source, policy, url, pypdf)
    yield found


def _report(data: bytes, source: Source, policy: Policy, url: str, pypdf: Any) -> Record | Problem:
    reader = pypdf.PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not _opened(reader, pypdf):
        return source.problem("is encrypted", "save it without a password")
    text, notes = _text(reader, policy)
    if not text.strip():
        remedy = "make its text readable first (OCR), if it holds scanned pages"
        return source.problem("holds no text", remedy)
    title, made = _said(reader)
    if made:
        notes = (*notes, "the day in the file is when it was made; the report may be older")
    return Record(
        text,
        source.name,
        source.place,
        title=title if title and title in text[:2000] else "",
        published=made,
        url=url,
        giver="the PDF file's own data (when it was made)",
        notes=notes,
    )


def _opened(reader: Any, pypdf: Any) -> bool:
    """Whether a file that only forbids changes opens without a password."""
    try:
        return bool(reader.decrypt(""))
    except (pypdf.errors.PyPdfError, ImportError, NotImplementedError):
        return False


def _text(reader: Any, policy: Policy) -> tuple[str, tuple[str, ...]]:
    pages: list[str] = []
    skipped, held = 0, 0
    budget = _Budget()
    for number, sheet in enumerate(reader.pages, 1):
        over = held > policy.read_page or number > policy.read_sheets
        if over or budget.is_spent or skipped > _FAILED:
            note = f"its text was read up to page {number - 1}"
            return "\n\n".join(pages), (note,)
        try:
            found = _page(sheet, budget)
        except Exception:  # a hostile page may make the library raise anything
            found, skipped = "", skipped + 1
        if found.strip():
            pages.append(_storable(found.strip()))
            held += len(pages[-1])
    notes = (f"pages that could not be read: {skipped}",) if skipped else ()
    return "\n\n".join(pages), notes


class _Budget:
    """What may still be drawn, in bytes and in steps."""

    def __init__(self) -> None:
        self.bytes, self.steps = _DRAWINGS, _STEPS

    @property
    def is_spent(self) -> bool:
        return self.bytes < 0 or self.steps < 0

    def step(self, *_: Any) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise ValueError("too many steps of drawing")


def _page(sheet: Any, budget: _Budget) -> str:
    """The text of a page. Raises ValueError where it draws too much."""
    drawing = sheet.get_contents()
    size = len(drawing.get_data()) if drawing is not None else 0
    budget.bytes -= size
    if size > _DRAWING:
        raise ValueError("too much drawing")
    return str(sheet.extract_text(visitor_operand_before=budget.step))


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8") if unpaired(text) else text


def _said(reader: Any) -> tuple[str, str]:
    """The title and the day that the file was made, where it says so."""
    try:
        said = reader.metadata
        title, made = said and said.title, said and said.creation_date
    except Exception:  # as above: damaged data say nothing
        return "", ""
    day = made.date().isoformat() if made else ""
    return (" ".join(title[:500].split()) if isinstance(title, str) else ""), day
