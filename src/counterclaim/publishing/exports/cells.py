"""Texts made fit for the cells of a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

# Excel refuses a longer cell (characters); what is cut ends in an ellipsis.
LONGEST_CELL = 32_767

# A spreadsheet runs a cell that begins so as a formula, whatever the file's quoting says.
_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r]")
_LINE_ENDS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_HALF = re.compile("[\ud800-\udfff]")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def safe(cell: object) -> object:
    """The cell; a text on one line, cut to what fits, and with an apostrophe before a formula."""
    if not isinstance(cell, str):
        return cell
    guarded = f"'{cell}" if _FORMULA.match(cell) else cell
    whole = guarded if len(guarded) <= LONGEST_CELL else guarded[: LONGEST_CELL - 1] + "…"
    return _UNWRITABLE.sub("\ufffd", _LINE_ENDS.sub(" ", whole))


def csv_row(cells: Iterable[object]) -> str:
    """One line of CSV, quoted as in RFC 4180, safe to open in a spreadsheet."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([safe(cell) for cell in cells])
    return buffer.getvalue()


def whole_letters(cell: object) -> object:
    """The cell; in a text, half a letter (which no file can hold) becomes the mark for unknown."""
    return _HALF.sub("\ufffd", cell) if isinstance(cell, str) else cell
