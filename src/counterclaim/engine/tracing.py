"""Copies of the whole collection, worked out over stretches of the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from daft import col, lit

from counterclaim.engine.folder import Folder
from counterclaim.engine.records import month_of, packed, unpacked
from counterclaim.engine.rows import (
    Frame,
    Row,
    by_group,
    documents_of,
    joined,
    mapped,
    of_kind,
    shaped,
)
from counterclaim.model import Document, Traced
from counterclaim.policy import Policy
from counterclaim.tracing.blocks import cell_of
from counterclaim.tracing.tracer import Found, alike, paired, reprinted

#: Cells of the calendar (``tracing.blocks``) that are worked out together. Those around them have
#: to be read as well: which copies the documents of a cell make is told by the one before and the
#: two behind it.
_TOGETHER: Final = 3
_BEFORE: Final = 1
_BEHIND: Final = 2
_UNDATED: Final = "undated"


def copies(documents: Frame, folder: Folder, policy: Policy) -> Frame:
    """The copies among documents, by month of the earlier one. ``work/traced`` has a mark of the
    words of each document ("mark") beside them ("copy").

    The pairs of a cell of the calendar are found where that cell and those around it are read;
    undated documents are read everywhere, and among themselves. Documents that are word for word
    the same meet a second time, whatever their days.
    """

    def found() -> Frame:
        return by_group([_stretches(documents, policy)], Tracing(policy))

    traced = folder.write("work/traced", found, by="kind")
    again = folder.write("work/reprints", lambda: _reprints(documents, traced, policy))

    def both() -> Frame:
        return shaped(traced.where(col("kind") == "copy")).concat(shaped(again))

    return folder.write("copies", both, by="month")


def _stretches(documents: Frame, policy: Policy) -> Frame:
    """Documents in each of the groups that they are read for; ``b`` says which."""
    spread = mapped(documents, Spread(policy))
    near = spread.select("kind", "a", col("b").alias("group"))
    used = near.where(col("kind") == "own").select("group").distinct()
    undated = near.where(col("kind") == _UNDATED).select("a")
    wide = undated.join(used, how="cross").select("a", "group")
    apart = undated.select("a", lit(_UNDATED).alias("group"))
    dated = near.where(col("kind") != _UNDATED).join(used, on="group").select("a", "group")
    held = _given(documents, joined([dated, wide, apart]))
    return shaped(held, b=col("group"), group=col("group"))


def _given(documents: Frame, groups: Frame) -> Frame:
    """Documents, each once for each of its groups."""
    return shaped(documents.join(groups.select("a", "group"), on="a"), group=col("group"))


@dataclass(frozen=True, slots=True)
class Spread:
    """The groups of documents: those that a dated one lies in ("own") or beside ("beside")."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        for document in documents_of(row._replace(text="") for row in rows):
            day = document.published
            if day is None:
                yield Row(_UNDATED, a=document.id)
                continue
            own = group_of(day, self.policy)
            cell = cell_of(day.toordinal(), self.policy.trace_window_days)
            first, last = (cell - _BEHIND) // _TOGETHER, (cell + _BEFORE) // _TOGETHER
            for group in range(first, last + 1):
                kind = "own" if str(group) == own else "beside"
                yield Row(kind, a=document.id, b=str(group))


def group_of(day: date, policy: Policy) -> str:
    """The group of cells that a day lies in."""
    return str(cell_of(day.toordinal(), policy.trace_window_days) // _TOGETHER)


@dataclass(frozen=True, slots=True)
class Tracing:
    """Copies of one group, and marks of its documents' words."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        documents, group = documents_of(rows), rows[0].b
        pairing = paired(documents, self.policy)
        by_id = {document.id: document for document in documents}
        for pair, found in pairing.found.items():
            ends = [by_id[id] for id in pair]
            if self._own(ends, group):
                yield _copy_row(found, ends, reprint=False)
        for id, mark in pairing.marks.items():
            if self._own([by_id[id]], group):
                yield Row("mark", a=id, record=mark)

    def _own(self, ends: Iterable[Document], group: str) -> bool:
        days = [document.published for document in ends if document.published]
        return (group_of(min(days), self.policy) if days else _UNDATED) == group


def _copy_row(found: Found, ends: Sequence[Document], *, reprint: bool) -> Row:
    days = [document.published for document in ends if document.published]
    traced = Traced(found.copy, found.lean, reprint)
    month = month_of(min(days, default=None))
    copy = found.copy
    return Row("copy", month, copy.a, copy.b, copy.score, packed(traced), copy.relation)


def _reprints(documents: Frame, traced: Frame, policy: Policy) -> Frame:
    """The copies that only equal words show."""
    marks = traced.where(col("kind") == "mark").select("a", col("record").alias("group"))
    many = marks.groupby("group").agg(col("a").count().alias("many")).where(col("many") > 1)
    alike = marks.join(many.select("group"), on="group")
    pairs = traced.where(col("kind") == "copy")
    met = pairs.join(alike.select("a", "group"), on="a")
    known = met.join(alike.select(col("a").alias("b"), "group"), on=["b", "group"])
    rows = [_given(documents, alike), shaped(known, kind="known", group=col("group"))]
    return by_group(rows, Reprinting(policy))


@dataclass(frozen=True, slots=True)
class Reprinting:
    """Copies of documents that are word for word the same, where they are not known yet."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        documents = documents_of(rows)
        known = {(row.a, row.b) for row in of_kind(rows, "known")}
        by_id = {document.id: document for document in documents}
        for reports in alike(documents, dict.fromkeys(by_id, "same")):
            for pair, found in reprinted(reports, known, self.policy).items():
                yield _copy_row(found, [by_id[id] for id in pair], reprint=True)


def traced_of(rows: Iterable[Row]) -> list[Traced]:
    """The copies among rows, in order of their documents."""
    found = [unpacked(row.record, Traced) for row in of_kind(rows, "copy")]
    return sorted(found, key=lambda traced: traced.pair)
