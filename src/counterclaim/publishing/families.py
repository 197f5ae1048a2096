"""Copy families as trees: where a text was first said, and who took it from whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.model import Copy, Origin
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.links import Link, to_document_id
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import COPY_RELATIONS, percentage

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a family with how it stands to the one it hangs under."""

    document: Link
    title: str
    relation: str
    direction: str
    shared: str
    compared_with: Link | None
    reasons: tuple[str, ...]
    children: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """``root`` is the first member where it is in the collection, else None; ``credit`` names
    the unseen origin."""

    anchor: str
    credit: str
    root_known: bool
    size: int
    members: tuple[Member, ...]


def families(lookup: Lookup) -> Iterator[Family]:
    """Origins that hold two or more documents, or one that credits an unseen origin."""
    origins = lookup.collection.origins
    home = {document: origin.id for origin in origins for document in origin.documents}
    copies: dict[str, list[Copy]] = {}
    for copy in lookup.collection.copies:
        if copy.a in home and home[copy.a] == home.get(copy.b):
            copies.setdefault(home[copy.a], []).append(copy)
    for origin in origins:
        if len(origin.documents) > 1 or (origin.credit and origin.root is None):
            yield _family(origin, copies.get(origin.id, []), lookup)


def _family(origin: Origin, copies: list[Copy], lookup: Lookup) -> Family:
    parents = _parents(origin, copies)
    tops = [d for d in origin.documents if d not in parents]
    tops.sort(key=lambda d: d != origin.root)
    earlier = {d: set(tops[:place]) for place, d in enumerate(tops)}
    return Family(
        anchor=record_anchor("origin", origin.id),
        credit=origin.credit or "",
        root_known=origin.root is not None,
        size=len(origin.documents),
        members=tuple(_member(d, parents, copies, earlier, lookup) for d in tops),
    )


def _parents(origin: Origin, copies: list[Copy]) -> dict[str, str]:
    """Each document under the one that it was taken from, by the copy that shares most; those of
    unknown direction under the root. No document comes to lie under itself."""
    parents: dict[str, str] = {}
    for copy in sorted(copies, key=lambda copy: (-copy.score, copy.a, copy.b)):
        way = _from_to(copy)
        if way is None:
            continue
        source, target = way
        if target != origin.root and target not in parents and target not in _line(source, parents):
            parents[target] = source
    if origin.root is not None:
        for document in origin.documents:
            if document != origin.root and document not in parents:
                parents[document] = origin.root
    return _flattened(parents)


def _flattened(parents: dict[str, str]) -> dict[str, str]:
    """A longer line of copies than a page can indent hangs its tail under one document."""
    lines = {document: _line(document, parents) for document in parents}
    return {d: line[1] if len(line) <= DEEPEST else line[-DEEPEST + 1] for d, line in lines.items()}


def _from_to(copy: Copy) -> tuple[str, str] | None:
    return {"a->b": (copy.a, copy.b), "b->a": (copy.b, copy.a)}.get(copy.direction)


def _line(document: str, parents: dict[str, str]) -> list[str]:
    line = [document]
    while line[-1] in parents:
        line.append(parents[line[-1]])
    return line


def _member(
    id: str,
    parents: dict[str, str],
    copies: list[Copy],
    earlier: dict[str, set[str]],
    lookup: Lookup,
) -> Member:
    copy = _compared(id, {parents[id]} if id in parents else earlier[id], copies)
    other = (copy.b if copy.a == id else copy.a) if copy else None
    document = lookup.documents.get(id)
    children = [child for child, parent in parents.items() if parent == id]
    return Member(
        document=to_document_id(id, lookup),
        title=document.title if document else "",
        relation=COPY_RELATIONS[copy.relation] if copy else "",
        direction=_direction(copy, id) if copy else "",
        shared=percentage(copy.score) if copy else "",
        compared_with=to_document_id(other, lookup) if other else None,
        reasons=copy.reasons if copy else (),
        children=tuple(_member(d, parents, copies, earlier, lookup) for d in children),
    )


def _compared(id: str, others: set[str], copies: list[Copy]) -> Copy | None:
    """The copy with the parent, or with those listed before, that shares most."""
    own = [c for c in copies if (c.a == id and c.b in others) or (c.b == id and c.a in others)]
    return max(own, key=lambda c: (c.score, c.a, c.b), default=None)


def _direction(copy: Copy, id: str) -> str:
    way = _from_to(copy)
    if way is None:
        return "which came first is unknown"
    return "taken from" if way[1] == id else "source of"
