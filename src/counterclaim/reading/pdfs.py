"""Reports as PDF files: their text, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.extras import library
from counterclaim.reading.record import Record, unpaired
from counterclaim.reading.sources import Source

#: Bytes of drawing on one page; a page of text has some thousands.
_DRAWING: Final = 4 * 2**20


def pdf(source: Source, policy: Policy = DEFAULT, *, url: str = "") -> Iterator[Record | Problem]:
    """The text of a PDF file, as far as claims are looked for; pictures of text hold none.

    The day in the file's own data is when it was made: it counts where the text gives none.
    """
    data = source.read(policy.read_longest)
    if data is None:
        yield source.too_long(policy.read_longest, "split it")
        return
    pypdf = library("pypdf", "pdf")
    reader = pypdf.PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not _opened(reader, pypdf):
        yield source.problem("is encrypted", "save it without a password")
        return
    text, notes = _text(reader, policy)
    if not text.strip():
        remedy = "make its text readable first (OCR), if it holds scanned pages"
        yield source.problem("holds no text", remedy)
        return
    title, made = _said(reader)
    if made:
        notes = (*notes, "the day in the file is when it was made; the report may be older")
    yield Record(
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
    for number, sheet in enumerate(reader.pages, 1):
        if held > policy.read_page or number > policy.read_sheets:
            note = f"its text was read up to page {number - 1}"
            return "\n\n".join(pages), (note,)
        try:
            drawing = sheet.get_contents()
            much = drawing is not None and len(drawing.get_data()) > _DRAWING
            found = "" if much else sheet.extract_text()
        except Exception:  # a hostile page may make the library raise anything
            much, found = True, ""
        skipped += much
        if found.strip():
            pages.append(_storable(found.strip()))
            held += len(pages[-1])
    notes = (f"pages that could not be read: {skipped}",) if skipped else ()
    return "\n\n".join(pages), notes


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
