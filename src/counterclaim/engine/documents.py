"""From files to the documents of the whole collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from daft import col

from counterclaim.engine.folder import Folder
from counterclaim.engine.records import packed, unpacked
from counterclaim.engine.rows import (
    Frame,
    Row,
    by_group,
    document_of,
    document_row,
    frame,
    mapped,
    of_kind,
    shaped,
)
from counterclaim.engine.runner import spread
from counterclaim.errors import InputError
from counterclaim.model import Problem
from counterclaim.policy import Policy
from counterclaim.reading import read, with_names, with_years
from counterclaim.reading.collection import media

_LARGE: Final = (".parquet", ".jsonl", ".ndjson", ".warc", ".warc.gz")


def documents(paths: Iterable[Path], folder: Folder, policy: Policy, name: str) -> Frame:
    """The documents of files (see ``_tasks``) in a table ``name`` by month: of those of one id the
    first, with the years and names that only the whole collection can tell.

    What the driver holds of it are the names of the files, the days on which something appeared
    and the names of media. Raises InputError where nothing could be read.
    """
    found = folder.write("work/read", lambda: _found(_tasks(paths), policy))
    first = _first(found)
    folder.write("work/doubles", lambda: _doubles(found))
    if not folder.has(name):
        media, days = _known(first)
        settling = Settling(policy, media, days)
        folder.write(name, lambda: mapped(first, settling), by="month")
    if not folder.size(name):
        raise InputError("nothing could be read; name files or folders with reports")
    return folder.read(name)


def _found(tasks: Sequence[Sequence[str]], policy: Policy) -> Frame:
    if not tasks:
        raise InputError("no files there; name files or folders with reports")
    listed = frame(Row("files", value=float(at), record=packed(t)) for at, t in enumerate(tasks))
    return mapped(spread(listed, len(tasks)), Reading(policy), size=1)


def problems(folder: Folder) -> Frame:
    """What could not be read."""
    tables = ("work/read", "work/doubles")
    return folder.read(tables[0]).where(col("kind") == "problem").concat(folder.read(tables[1]))


def _tasks(paths: Iterable[Path]) -> list[list[str]]:
    """Files that are read together: each by itself that holds many reports with all that is to be
    known of them; and in the end all others, since tables among them may describe them."""
    files = [str(file) for file in _files(paths)]
    large = [file for file in files if file.endswith(_LARGE)]
    rest = [file for file in files if not file.endswith(_LARGE)]
    return [[file] for file in large] + ([rest] if rest else [])


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that paths mean, folders in sorted order; hidden ones are passed over."""
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder")
        held = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in held:
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file.is_file() and not hidden and file.stem != "README":
                yield file


@dataclass(frozen=True, slots=True)
class Reading:
    """The documents of files, each with its place among all (``b``), and what could not be read."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        for row in rows:
            files = map(Path, unpacked(row.record, list[str]))
            for at, found in enumerate(read(files, policy=self.policy)):
                if isinstance(found, Problem):
                    yield Row("problem", record=packed(found))
                else:
                    place = f"{int(row.value):010}.{at:010}"
                    yield document_row(found)._replace(kind="document", b=place)


def _first(found: Frame) -> Frame:
    """Of the documents of one id the first."""
    read = found.where(col("kind") == "document")
    least = read.groupby("a").agg(col("b").min().alias("least"))
    kept = read.join(least, on="a").where(col("b") == col("least"))
    return shaped(kept)


def _doubles(found: Frame) -> Frame:
    """Problems with documents that have the id of another."""
    read = found.where(col("kind") == "document")
    many = read.groupby("a").agg(col("b").count().alias("many")).where(col("many") > 1)
    return by_group([shaped(read.join(many, on="a"), group=col("a"))], doubled)


def doubled(rows: Sequence[Row]) -> Iterator[Row]:
    """A problem for each document that is another than the first of its id."""
    first, *others = sorted(rows, key=lambda row: row.b)
    told = document_of(first)
    for row in others:
        document = document_of(row)
        other = "text" if document.text != told.text else "outlet"
        if other == "text" or (document.outlet and document.outlet != told.outlet):
            what = f"the id {document.id} stands for another {other} already"
            remedy = "give it an id of its own; it was skipped"
            yield Row("problem", record=packed(Problem(document.source, "", what, remedy)))


def _known(found: Frame) -> tuple[tuple[str, ...], tuple[date, ...]]:
    """The names of media and the days that documents give."""
    given = mapped(found, telling).distinct().to_pydict()
    pairs = list(zip(given["kind"], given["a"], strict=True))
    days = sorted({date.fromisoformat(day) for kind, day in pairs if kind == "day"})
    return tuple(sorted({name for kind, name in pairs if kind == "name"})), tuple(days)


def telling(rows: Sequence[Row]) -> Iterator[Row]:
    """What some documents tell of others: their days, and the names of their media."""
    found = [document_of(row._replace(text="")) for row in rows]
    days = {document.published for document in found if document.published and document.dated}
    yield from (Row("day", a=day.isoformat()) for day in sorted(days))
    yield from (Row("name", a=name) for name in sorted({*media(found)}))


@dataclass(frozen=True, slots=True)
class Settling:
    """Documents with what only the others can tell."""

    policy: Policy
    names: tuple[str, ...]
    days: tuple[date, ...]

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        given = [document_of(row) for row in of_kind(rows, "document")]
        dated = with_years(given, self.policy, self.days)
        yield from map(document_row, with_names(dated, self.policy, self.names))
