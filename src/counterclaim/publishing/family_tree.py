"""Who took a family's text from whom, as a tree that a page can indent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterclaim.model import Copy, Origin

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class FamilyTree:
    """``sources`` tell what each document was taken from, where the origin says so. ``tops`` hang
    under no document, the root first; ``parents`` tell what each other hangs under. ``compared``
    is the copy that shows how a document stands to its parent or, for a top, to the tops before
    it. ``copies`` are all among its documents; ``beside`` those with a document of another family,
    from which one of this took something else."""

    origin: Origin
    sources: Mapping[str, str]
    tops: tuple[str, ...]
    parents: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    compared: Mapping[str, Copy]
    copies: tuple[Copy, ...]
    beside: tuple[Copy, ...]

    @property
    def in_order(self) -> tuple[Copy, ...]:
        """Every copy of a family of two or more once, those that the tree shows first."""
        if len(self.origin.documents) < 2:
            return ()
        return tuple(dict.fromkeys((*self.compared.values(), *self.copies, *self.beside)))


def family_trees(origins: Iterable[Origin], copies: Iterable[Copy]) -> Iterator[FamilyTree]:
    """A tree for each origin; shared quotations tell nothing of who took from whom."""
    known = tuple(origins)
    home = {document: origin.id for origin in known for document in origin.documents}
    alone = {origin.id for origin in known if len(origin.documents) < 2}
    within: dict[str, list[Copy]] = {}
    beside: dict[str, list[Copy]] = {}
    for copy in copies:
        if copy.a not in home or copy.b not in home:
            continue
        if home[copy.a] == home[copy.b]:
            within.setdefault(home[copy.a], []).append(copy)
        elif copy.relation != "shared_quote":
            source, taker = from_to(copy) or (copy.a, copy.b)
            family = home[source] if home[taker] in alone else home[taker]
            beside.setdefault(family, []).append(copy)
    for origin in known:
        yield _tree(origin, within.get(origin.id, []), beside.get(origin.id, []))


def from_to(copy: Copy) -> tuple[str, str] | None:
    """Source and taker, None where the direction is unknown."""
    return {"a->b": (copy.a, copy.b), "b->a": (copy.b, copy.a)}.get(copy.direction)


def other(copy: Copy, document: str) -> str:
    """The document that a document is compared with."""
    return copy.b if copy.a == document else copy.a


def _tree(origin: Origin, copies: list[Copy], beside: list[Copy]) -> FamilyTree:
    telling = [copy for copy in copies if copy.relation != "shared_quote"]
    parents = _flattened(_parents(origin, telling))
    tops = [document for document in origin.documents if document not in parents]
    tops.sort(key=lambda document: document != origin.root)
    children: dict[str, list[str]] = {}
    for document, parent in parents.items():
        children.setdefault(parent, []).append(document)
    return FamilyTree(
        origin,
        dict(origin.sources),
        tuple(tops),
        parents,
        {parent: tuple(documents) for parent, documents in children.items()},
        dict(_compared(tops, parents, telling)),
        tuple(telling),
        tuple(beside),
    )


def _parents(origin: Origin, copies: list[Copy]) -> dict[str, str]:
    """Each document under the one that it was taken from, as the origin tells it; where it tells
    of none, by the copy that shares most. Those of unknown source come under the root. No document
    comes to lie under itself."""
    members = {*origin.documents}
    taken = [(source, document) for document, source in origin.sources]
    if not taken:
        strongest = sorted(copies, key=lambda copy: (-copy.score, copy.a, copy.b))
        taken = [way for copy in strongest if (way := from_to(copy)) is not None]
    parents: dict[str, str] = {}
    for source, document in taken:
        known = {source, document} <= members and document not in parents
        if known and document != origin.root and document not in _line(source, parents):
            parents[document] = source
    if origin.root is not None:
        for document in origin.documents:
            if document != origin.root and document not in parents:
                parents[document] = origin.root
    return parents


def _flattened(parents: dict[str, str]) -> dict[str, str]:
    """A longer line of copies than a page can indent hangs its tail under one document."""
    lines = {document: _line(document, parents) for document in parents}
    return {d: line[1] if len(line) <= DEEPEST else line[-DEEPEST + 1] for d, line in lines.items()}


def _line(document: str, parents: dict[str, str]) -> list[str]:
    line = [document]
    while line[-1] in parents:
        line.append(parents[line[-1]])
    return line


def _compared(
    tops: list[str], parents: Mapping[str, str], copies: list[Copy]
) -> Iterator[tuple[str, Copy]]:
    """Each document with the copy by which it stands in its place, if there is one."""
    place = {document: at for at, document in enumerate(tops)}
    best: dict[str, Copy] = {}
    for copy in sorted(copies, key=lambda c: (c.score, c.a, c.b)):
        for document in (copy.a, copy.b):
            to = other(copy, document)
            before = document in place and place.get(to, len(place)) < place[document]
            if before or parents.get(document) == to:
                best[document] = copy
    for document in (*tops, *parents):
        if document in best:
            yield document, best[document]
