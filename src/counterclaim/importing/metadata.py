"""What a user knows of reports: who published them, when, where, under which title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from counterclaim.errors import InputError
from counterclaim.importing.kinds import Kind
from counterclaim.ledger import Ledger
from counterclaim.model import Document, Imported
from counterclaim.reading import listings
from counterclaim.reading.days import parsed
from counterclaim.reading.supplements import COLUMNS, Supplements, cells_of, split

_LARGEST: Final = 64 << 20  # bytes


def _read(path: Path) -> Iterator[Imported | str]:
    text = listings.text_of(path, _LARGEST, "a table of metadata")
    for row in listings.rows(text, str(path), (), COLUMNS):
        if isinstance(row, str):
            yield row
            continue
        try:
            yield Imported("metadata", path.name, f"line {row.line}", cells_of(row))
        except InputError as error:
            yield str(error)


def _conflicts(rows: Sequence[Imported], ledger: Ledger) -> Iterator[str]:
    """Reports of the ledger that have something else, and rows about none of its reports."""
    known, met = Supplements.of(rows), set()
    for report in ledger.headings():
        file, _, place = report.source.rpartition(", ")
        at = (file, place) if file else (report.source, "")
        for said, row in known.about(report.id, *at, report.url or ""):
            met.add(row.place)
            yield from _differences(report, said, row)
    if not ledger.empty():
        for row in rows:
            key, about, _ = split(row.cells)
            if row.place not in met:
                yield f"{row.where}: no report of the ledger has the {key} {about} yet"


def _differences(report: Document, values: Mapping[str, str], row: Imported) -> Iterator[str]:
    day = report.published.isoformat() if report.published else ""
    held = {"outlet": report.outlet, "published": day, "url": report.url,
            "title": report.title, "language": report.language}  # fmt: skip
    for name, value in values.items():
        before = held[name] or ""
        if before and before.casefold() != _plain(name, value).casefold():
            yield (
                f"{row.where}: {report.id} has the {name} “{before}”; “{value}” is taken unless "
                "the report itself gives one"
            )


def _plain(name: str, value: str) -> str:
    day = parsed(value) if name == "published" else None
    return day.full.isoformat() if day is not None and day.full is not None else value


METADATA = Kind("row of metadata", "rows of metadata", _read, _conflicts)
