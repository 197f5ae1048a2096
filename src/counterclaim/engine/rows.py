"""Dataframes whose rows are records, and functions over some of them at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, Final, NamedTuple, TypeAlias

import daft
import pyarrow as arrow
from daft import DataType, col, lit

from counterclaim.engine.records import Placed, month_of, packed, unpacked
from counterclaim.model import Document

#: A ``daft.DataFrame``: types are checked where Daft is not installed, too.
Frame: TypeAlias = Any


class Row(NamedTuple):
    """One record: what it is (``kind``), its month, its id ``a``, another id that goes with it
    (``b``), a number, the record as JSON, and a document's text, which stands beside its record."""

    kind: str
    month: str = ""
    a: str = ""
    b: str = ""
    value: float = 0.0
    record: str = ""
    text: str = ""


COLUMNS: Final = Row._fields
#: All rows of one group, or some rows of a table, to the rows that come of them.
Work = Callable[[Sequence[Row]], Iterable[Row]]

_TYPES: Final = {
    name: DataType.float64() if name == "value" else DataType.string() for name in COLUMNS
}
_ROW: Final = DataType.struct(_TYPES)


def frame(rows: Iterable[Row]) -> Frame:
    """Rows that are in memory, as a dataframe."""
    held = list(rows)
    columns = {name: [row[at] for row in held] for at, name in enumerate(COLUMNS)}
    return daft.from_pydict(columns).select(*(col(n).cast(t) for n, t in _TYPES.items()))


def shaped(rows: Frame, **given: Any) -> Frame:
    """The columns of a row, those given in place of what is there; empty ones where there is
    nothing."""
    names = set(rows.column_names)

    def column(name: str) -> Any:
        if name in given:
            value = given[name]
        elif name in names:
            value = col(name)
        else:
            value = lit(0.0 if name == "value" else "")
        return (value if isinstance(value, daft.Expression) else lit(value)).alias(name)

    more = [name for name in given if name not in _TYPES]
    return rows.select(*(column(name).cast(_TYPES[name]) for name in COLUMNS), *map(column, more))


def joined(frames: Sequence[Frame]) -> Frame:
    """The rows of several dataframes with the same columns."""
    return reduce(lambda one, other: one.concat(other), frames)


def by_group(frames: Sequence[Frame], work: Work) -> Frame:
    """What ``work`` makes of the rows of each ``group``: a group is in one place, whole."""
    rows = joined(frames)
    run = daft.func.batch(return_dtype=_ROW)(_Over(work))
    made = rows.groupby("group").map_groups(run(*map(col, COLUMNS)).alias("row"))
    return made.select(col("row").unnest())


def mapped(rows: Frame, work: Work, size: int = 256) -> Frame:
    """What ``work`` makes of rows, some at a time, whichever lie together."""
    run = daft.func.batch(return_dtype=DataType.list(_ROW), batch_size=size)(_Each(work))
    return _flat(rows, run(*map(col, COLUMNS)))


def mapped_by(rows: Frame, make: Callable[[], Work], at_once: int | None) -> Frame:
    """As ``mapped``, by what ``make`` makes: once in each worker, of which there are ``at_once``
    (None: as many as there is room for)."""
    worker = daft.cls(max_concurrency=at_once)(_Made)(make)
    return _flat(rows, worker(*map(col, COLUMNS)))


def _flat(rows: Frame, made: Any) -> Frame:
    found = rows.select(made.alias("rows")).explode("rows").select(col("rows").unnest())
    return found.where(col("kind").not_null())  # a list of no rows leaves one that is empty


def _rows(columns: Sequence[Any]) -> list[Row]:
    return list(map(Row._make, zip(*(column.to_pylist() for column in columns), strict=True)))


def _struct(rows: Sequence[Row]) -> Any:
    """Rows as an Arrow array: many times as fast to hand over as dictionaries."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    arrays = [
        arrow.array(column, arrow.float64() if name == "value" else arrow.large_string())
        for name, column in zip(COLUMNS, columns, strict=True)
    ]
    return arrow.StructArray.from_arrays(arrays, names=COLUMNS)


class _Over:
    """Work on whole groups, as Daft calls it."""

    rows = staticmethod(_rows)

    def __init__(self, work: Work) -> None:
        self._work = work
        self.__name__ = self.__qualname__ = type(work).__name__

    def __call__(self, *columns: Any) -> Any:
        return daft.Series.from_arrow(_struct(list(self._work(self.rows(columns)))))


class _Each(_Over):
    """Work on some rows: all that comes of them stands at the first."""

    def __call__(self, *columns: Any) -> Any:
        rows = _rows(columns)
        made = list(self._work(rows)) if rows else []
        bounds = [0, *([len(made)] * len(rows))]
        lists = arrow.LargeListArray.from_arrays(bounds, _struct(made))
        return daft.Series.from_arrow(lists)


class _Made:
    """Work that takes long to make ready."""

    def __init__(self, make: Callable[[], Work]) -> None:
        self._each = _Each(make())

    @daft.method.batch(return_dtype=DataType.list(_ROW), batch_size=32)
    def __call__(self, *columns: Any) -> Any:
        return self._each(*columns)


def of_kind(rows: Iterable[Row], kind: str) -> Iterator[Row]:
    return (row for row in rows if row.kind == kind)


def document_row(document: Document) -> Row:
    """A document: its text stands beside its record, so that it can be left behind."""
    record = packed(replace(document, text=""))
    month = month_of(document.published)
    return Row("document", month, document.id, document.outlet or "", 0.0, record, document.text)


def document_of(row: Row) -> Document:
    return replace(unpacked(row.record, Document), text=row.text)


def documents_of(rows: Iterable[Row]) -> tuple[Document, ...]:
    """The documents among rows, by publication day (undated last) and id."""
    found = {row.a: document_of(row) for row in of_kind(rows, "document")}
    return tuple(sorted(found.values(), key=_published))


def _published(document: Document) -> tuple[bool, str, str]:
    return document.published is None, str(document.published), document.id


def claims_of(rows: Iterable[Row]) -> list[Placed]:
    """The claims among rows, in order."""
    found = {row.a: unpacked(row.record, Placed) for row in of_kind(rows, "claim")}
    return sorted(found.values(), key=lambda placed: placed.order)
