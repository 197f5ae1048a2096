"""Reports as a program gives them: mappings in memory, or from the reader of a plug-in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from counterclaim.errors import PluginError
from counterclaim.model import Problem
from counterclaim.reading.kinds import readers, suffix
from counterclaim.reading.paths import Found
from counterclaim.reading.record import Record, record


def plugged_records(found: Found) -> Iterator[Record | Problem]:
    """What the plug-in for files of this kind reads; where it fails, a problem in place of it."""
    plugin = readers()[suffix(found.name)]
    if found.source.place:
        yield found.source.problem("is not read within an archive", "unpack it yourself")
        return
    try:
        yield from row_records(plugin.load()(Path(found.name)), found.name)
    except PluginError as error:
        yield Problem(found.name, "", "was not read", str(error))
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
        yield Problem(found.name, "", f"was not read to its end ({told})", f"mend the {plugin}")


def row_records(rows: Iterable[Mapping[str, object]], file: str) -> Iterator[Record | Problem]:
    """Each mapping as a record of that file; days may be dates."""
    for number, row in enumerate(rows, 1):
        yield record({name: _text(value) for name, value in row.items()}, file, f"row {number}")


def _text(value: object) -> object:
    """A day as text, and nothing for what a table has in an empty cell; else the value itself."""
    if _missing(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _missing(value: object) -> bool:
    """Whether the value is what tables have for none: NaN, NaT and NA differ from themselves, or
    cannot be compared."""
    try:
        return bool(value != value)
    except TypeError:
        return True
