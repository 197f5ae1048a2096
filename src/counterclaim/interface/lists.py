"""Lists of a ledger's records, read when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from sqlalchemy import func, select

from counterclaim.interface import frames, notebook
from counterclaim.interface.claims import LedgerClaim
from counterclaim.interface.documents import LedgerDocument
from counterclaim.interface.entries import LedgerEntry, LedgerVoice
from counterclaim.ledger import schema
from counterclaim.publishing.exports import Source, Where
from counterclaim.publishing.exports.claims_table import CLAIMS
from counterclaim.publishing.exports.columns import Table
from counterclaim.publishing.exports.documents_table import DOCUMENTS
from counterclaim.publishing.exports.entries_table import ENTRIES, VOICES

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from counterclaim.interface.ledger import Ledger

View = TypeVar("View", LedgerEntry, LedgerVoice, LedgerClaim, LedgerDocument)
Make = Callable[[Source], Iterator[View]]

_HELD = 1000  # records of a list that are kept in memory once they were read
_SHOWN = 20  # rows that a notebook shows


class Records(Sequence[View], Generic[View]):
    """Records in their settled order, as a sequence and as a table.

    The first thousand are kept once they were read, so that a short list is read but once; of a
    longer one the others are read anew whenever they are asked for. What is written to the ledger
    meanwhile shows in lists that are made afterwards.
    """

    def __init__(self, ledger: Ledger, where: Where, table: Table, make: Make[View]) -> None:
        self.table = table
        self._ledger = ledger
        self._where = where
        self._make: Make[View] = make
        self._first: tuple[View, ...] | None = None
        self._length: int | None = None

    @overload
    def __getitem__(self, at: int) -> View: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[View, ...]: ...
    def __getitem__(self, at: int | slice) -> View | tuple[View, ...]:
        if isinstance(at, slice):
            ends = (at.start, at.stop, at.step)
            if at.stop is not None and all(end is None or end >= 0 for end in ends):
                return tuple(islice(self, *ends))
            return tuple(self)[at]
        place = at if at >= 0 else at + len(self)
        found = tuple(islice(self, place, place + 1)) if place >= 0 else ()
        if not found:
            raise IndexError(f"no {self.table.name}[{at}]: there are {len(self)}")
        return found[0]

    def __iter__(self) -> Iterator[View]:
        held = self._held()
        yield from held
        if len(held) == _HELD:
            yield from islice(self._read(), _HELD, None)

    def __len__(self) -> int:
        if self._length is None:
            self._length = self._counted()
        return self._length

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow table with the columns that exports have (docs/formats.md).

        Needs pyarrow, as the other two do: ``pip install 'counterclaim[tables]'``. Raises
        ExportError, which says so, where that is not installed.
        """
        with self._ledger.source(self._where) as source:
            table: pyarrow.Table = frames.arrow(self.table, source)
        return table

    def to_pandas(self) -> pandas.DataFrame:
        """The same as a pandas frame of Arrow types, in which whole numbers stay whole.

        Needs ``pip install 'counterclaim[pandas]'``.
        """
        with self._ledger.source(self._where) as source:
            frame: pandas.DataFrame = frames.pandas(self.table, source)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """The same as a polars frame. Needs ``pip install 'counterclaim[polars]'``."""
        with self._ledger.source(self._where) as source:
            frame: polars.DataFrame = frames.polars(self.table, source)
        return frame

    def _held(self) -> tuple[View, ...]:
        if self._first is None:
            with closing(self._read()) as reading:
                self._first = tuple(islice(reading, _HELD))
        return self._first

    def _read(self) -> Generator[View, None, None]:
        with self._ledger.source(self._where) as source:
            yield from self._make(source)

    def _counted(self) -> int:
        if self._where or self._first is not None:
            held = len(self._held())
            if held < _HELD:
                return held
        if self._where:
            return sum(1 for _ in self._read())
        with self._ledger.store.reading() as connection:
            rows = select(func.count()).select_from(schema.metadata.tables[self.table.name])
            return int(connection.execute(rows).scalar_one())

    def __repr__(self) -> str:
        held = self._held()
        more = "" if len(held) < _HELD else " or more"
        return f"<{len(held):,}{more} {self.table.name} of {self._ledger.store.path}>"

    def _repr_html_(self) -> str:
        return notebook.listed(self.table.name, self[:_SHOWN], len(self))


def entries(ledger: Ledger, where: Where) -> Records[LedgerEntry]:
    def make(source: Source) -> Iterator[LedgerEntry]:
        return (LedgerEntry(question, ledger) for question in source.questions())

    return Records(ledger, where, ENTRIES, make)


def voices(ledger: Ledger, where: Where) -> Records[LedgerVoice]:
    def make(source: Source) -> Iterator[LedgerVoice]:
        for question in source.questions():
            yield from LedgerEntry(question, ledger).voices

    return Records(ledger, where, VOICES, make)


def claims(ledger: Ledger, where: Where) -> Records[LedgerClaim]:
    def make(source: Source) -> Iterator[LedgerClaim]:
        return (LedgerClaim(told, ledger) for told in source.told())

    return Records(ledger, where, CLAIMS, make)


def documents(ledger: Ledger, where: Where) -> Records[LedgerDocument]:
    def make(source: Source) -> Iterator[LedgerDocument]:
        return (LedgerDocument(document, ledger) for document in source.documents())

    return Records(ledger, where, DOCUMENTS, make)
