"""A copy opened beside its origin: which is which, why, and the two texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from counterclaim.model import Copy, Document, identifier
from counterclaim.publishing.links import Link
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.side_by_side import Row, SideBySide, side_by_side
from counterclaim.publishing.word_rows import WordRow
from counterclaim.publishing.wording import COPY_RELATIONS, document_name, percentage, shortened

# A page opens so many pairs side by side; those of the family trees come first.
MOST_PAIRS = 500
# What the comparisons of a page may take together (see ``differences``): a few hundred times what
# fifty pairs of reports take, and a minute at most where they are hostile.
MOST_WORK = 2_000_000
_TITLE, _HEADLINE = 120, 40

Linking = Callable[[str, Lookup], Link]
"""How a page names a document, and where it leads to."""


@dataclass(frozen=True, slots=True)
class TextView:
    """The head of a column: ``label`` says which of the two it is; ``headline`` is the beginning
    of the title, which tells reports of one outlet and day apart."""

    label: str
    document: Link
    title: str
    headline: str
    id: str


@dataclass(frozen=True, slots=True)
class Pair:
    """``order`` is "told" where the left text is known to be the other's source, "dated" where it
    was published earlier, else "open"; ``direction`` says so in a sentence. ``left_out`` counts
    passages for which there is no room."""

    anchor: str
    order: str
    left: TextView
    right: TextView
    relation: str
    direction: str
    shared: str
    reasons: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Order:
    """Two documents as they stand, left and right, and why."""

    left: Document
    right: Document
    kind: str
    direction: str


_LABELS: Mapping[str, tuple[str, str]] = {
    "told": ("Source", "Copy"),
    "dated": ("Earlier", "Later"),
    "open": ("One text", "Other text"),
}


def pair_anchor(copy: Copy) -> str:
    return identifier("pair", copy.a, copy.b)


def pairs(
    copies: Iterable[Copy], sources: Mapping[str, str], lookup: Lookup, linking: Linking
) -> dict[str, Pair]:
    """Views of these copies by anchor, those whose documents are both in the collection.

    ``sources`` say which document each was taken from by the tree of its family.
    """
    room = MOST_WORK
    views: dict[str, Pair] = {}
    texts: dict[str, WordRow] = {}
    for copy in copies:
        a, b = lookup.documents.get(copy.a), lookup.documents.get(copy.b)
        if a is None or b is None:
            continue
        for document in (a, b):
            if document.id not in texts:
                texts[document.id] = WordRow.of(document.text)
        order = _ordered(copy, a, b, sources)
        shared = [(p.b, p.a) if order.left is b else (p.a, p.b) for p in copy.shared]
        found = side_by_side(texts[order.left.id], texts[order.right.id], shared, room)
        room -= found.work
        view = _pair(copy, order, found, lookup, linking)
        views[view.anchor] = view
    return views


def _pair(copy: Copy, order: _Order, found: SideBySide, lookup: Lookup, linking: Linking) -> Pair:
    first, second = _LABELS[order.kind]
    return Pair(
        anchor=pair_anchor(copy),
        order=order.kind,
        left=_text(first, order.left, linking(order.left.id, lookup)),
        right=_text(second, order.right, linking(order.right.id, lookup)),
        relation=COPY_RELATIONS[copy.relation],
        direction=order.direction,
        shared=percentage(copy.score),
        reasons=copy.reasons,
        rows=found.rows,
        left_out=found.left_out,
    )


def _text(label: str, document: Document, link: Link) -> TextView:
    title = document.title
    return TextView(label, link, shortened(title, _TITLE), shortened(title, _HEADLINE), document.id)


def _ordered(copy: Copy, a: Document, b: Document, sources: Mapping[str, str]) -> _Order:
    """Source and copy where that is known, else the earlier published first."""
    if copy.direction != "unknown":
        left, right = (a, b) if copy.direction == "a->b" else (b, a)
        return _Order(left, right, "told", _taken(left, right))
    for left, right in ((a, b), (b, a)):
        if sources.get(right.id) == left.id:
            told = f"{_taken(left, right)} The two alone do not tell it; the family's tree does."
            return _Order(left, right, "told", told)
    unknown = "The direction is unknown"
    if copy.relation == "common_source":
        unknown = "There is no known direction between the two: both go back to a third text"
    if a.published is None or b.published is None:
        return _Order(a, b, "open", f"{unknown}; the day of publication is not known of both.")
    if a.published == b.published:
        return _Order(a, b, "open", f"{unknown}; both were published on one day.")
    left, right = (a, b) if a.published < b.published else (b, a)
    return _Order(left, right, "dated", f"{unknown}; the one published earlier stands first.")


def _taken(left: Document, right: Document) -> str:
    return f"{document_name(right)}, was taken from {document_name(left)}."
