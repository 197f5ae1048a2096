"""The part of a large collection that one page can hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterclaim.model import Collection

# A page of this many documents is about 30 MB, which a browser still opens in seconds.
MOST_DOCUMENTS = 1000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``part`` is what is shown; the counts are of what is not."""

    part: Collection
    documents_left_out: int
    entries_left_out: int


def excerpt(collection: Collection, most: int = MOST_DOCUMENTS) -> Excerpt:
    """The whole collection where it has at most ``most`` documents.

    Of a larger one the entries, in order, whose documents all find room, with those documents;
    then further documents in order. What is shown of an entry is always the whole of it.
    """
    if len(collection.documents) <= most:
        return Excerpt(collection, 0, 0)
    kept = _kept(collection, most)
    part = replace(
        collection,
        documents=tuple(d for d in collection.documents if d.id in kept),
        copies=tuple(c for c in collection.copies if c.a in kept and c.b in kept),
        origins=tuple(o for o in collection.origins if not kept.isdisjoint(o.documents)),
        claims=tuple(g for g in collection.claims if g.claim.document in kept),
        entries=tuple(e for e in collection.entries if kept.issuperset(e.documents)),
    )
    return Excerpt(
        part,
        documents_left_out=len(collection.documents) - len(part.documents),
        entries_left_out=len(collection.entries) - len(part.entries),
    )


def _kept(collection: Collection, most: int) -> set[str]:
    known = {document.id for document in collection.documents}
    kept: set[str] = set()
    for entry in collection.entries:
        needed = known.intersection(entry.documents) - kept
        if len(kept) + len(needed) <= most:
            kept |= needed
    for document in collection.documents:
        if len(kept) < most:
            kept.add(document.id)
    return kept
