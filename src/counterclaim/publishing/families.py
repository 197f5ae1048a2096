"""Copy families: where a text was first said, who took it from whom, and copies side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterclaim.model import Collection, Copy, Origin
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.family_tree import (
    DEEPEST,
    FamilyTree,
    family_trees,
    from_to,
    other,
)
from counterclaim.publishing.links import Link, to_document_id
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.pairs import MOST_PAIRS, Linking, Pair, pair_anchor, pairs
from counterclaim.publishing.wording import COPY_RELATIONS, percentage

__all__ = ["DEEPEST", "Family", "Member", "families"]


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a family with how it stands to the one it hangs under.

    ``pair`` is the anchor of the two side by side, empty where the page does not open them.
    """

    document: Link
    title: str
    relation: str
    direction: str
    shared: str
    compared_with: Link | None
    pair: str
    reasons: tuple[str, ...]
    children: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """``root`` is the first member where it is in the collection, else None; ``credit`` names
    the unseen origin. ``pairs`` are its copies side by side; ``pairs_left_out`` counts those that
    the page has no room for."""

    anchor: str
    credit: str
    root_known: bool
    size: int
    members: tuple[Member, ...]
    pairs: tuple[Pair, ...]
    pairs_left_out: int


def families(
    lookup: Lookup, linking: Linking = to_document_id, most: int = MOST_PAIRS
) -> Iterator[Family]:
    """Origins that hold two or more documents, or one that credits an unseen origin.

    Of a family of two or more, copies other than shared quotations are opened side by side, as
    far as the page has room: first those of the trees, then those that share most.
    """
    held = lookup.collection
    trees = tuple(family_trees(held.origins, held.copies))
    opened = _opened(trees, lookup, linking, most)
    for tree in trees:
        if _is_family(tree.origin):
            yield _family(tree, opened, lookup, linking)


def family_origins(collection: Collection) -> tuple[Origin, ...]:
    """The origins that ``families`` shows, in its order."""
    trees = family_trees(collection.origins, collection.copies)
    return tuple(tree.origin for tree in trees if _is_family(tree.origin))


def _is_family(origin: Origin) -> bool:
    return len(origin.documents) > 1 or bool(origin.credit and origin.root is None)


def _opened(
    trees: tuple[FamilyTree, ...], lookup: Lookup, linking: Linking, most: int
) -> dict[str, Pair]:
    """The pairs for which the page has room, by anchor."""
    in_trees = {copy for tree in trees for copy in tree.compared.values()}
    waiting = [copy for tree in trees for copy in tree.in_order]
    ordered = sorted(waiting, key=lambda copy: (copy not in in_trees, -copy.score, copy.a, copy.b))
    sources = {d: source for tree in trees for d, source in tree.sources.items()}
    return pairs(ordered[:most], sources, lookup, linking)


def _family(
    tree: FamilyTree, opened: Mapping[str, Pair], lookup: Lookup, linking: Linking
) -> Family:
    origin = tree.origin
    anchors = [pair_anchor(copy) for copy in tree.in_order]
    shown = tuple(opened[anchor] for anchor in anchors if anchor in opened)
    return Family(
        anchor=record_anchor("origin", origin.id),
        credit=origin.credit or "",
        root_known=origin.root is not None,
        size=len(origin.documents),
        members=tuple(_member(d, tree, opened, lookup, linking) for d in tree.tops),
        pairs=shown,
        pairs_left_out=len(anchors) - len(shown),
    )


def _member(
    id: str, tree: FamilyTree, opened: Mapping[str, Pair], lookup: Lookup, linking: Linking
) -> Member:
    copy = tree.compared.get(id)
    document = lookup.documents.get(id)
    children = tree.children.get(id, ())
    return Member(
        document=linking(id, lookup),
        title=document.title if document else "",
        relation=COPY_RELATIONS[copy.relation] if copy else "",
        direction=_direction(copy, id, tree),
        shared=percentage(copy.score) if copy else "",
        compared_with=linking(other(copy, id), lookup) if copy else None,
        pair=pair_anchor(copy) if copy and pair_anchor(copy) in opened else "",
        reasons=copy.reasons if copy else (),
        children=tuple(_member(d, tree, opened, lookup, linking) for d in children),
    )


def _direction(copy: Copy | None, id: str, tree: FamilyTree) -> str:
    """How a document stands to the one it is compared with; to the root, if to none."""
    if copy is None:
        return "goes back to it, through whom is unknown" if id in tree.parents else ""
    way, to = from_to(copy), other(copy, id)
    if way is not None:
        return "taken from" if way[1] == id else "source of"
    if tree.parents.get(id) != to:
        return "which came first is unknown"
    return "taken from" if tree.sources.get(id) == to else "goes back to"
