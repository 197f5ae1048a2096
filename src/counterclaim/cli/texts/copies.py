"""What tracing found, in a few lines that a person can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from counterclaim.cli.summary import many
from counterclaim.cli.texts.columns import columns
from counterclaim.cli.texts.lines import head
from counterclaim.model import Collection, Origin
from counterclaim.publishing.wording import COPY_RELATIONS

_LARGEST = 5
_NAMED = 3


def copies_text(collection: Collection) -> Iterator[str]:
    """Documents and independent origins, pairs by relation, directions told, largest families."""
    documents, origins = collection.documents, collection.origins
    outlets = {document.outlet for document in documents if document.outlet}
    days = [document.published for document in documents if document.published]
    span = f", {min(days)} to {max(days)}" if days else ""
    yield f"{many(len(documents), 'document')} from {many(len(outlets), 'outlet')}{span}"
    families = [origin for origin in origins if len(origin.documents) > 1]
    within = sum(len(family.documents) for family in families)
    yield (
        f"{many(len(origins), 'independent origin')}; "
        f"{many(within, 'document')} in {many(len(families), 'family', 'families')} of copies"
    )
    if collection.copies:
        yield ""
        yield from columns(*_relations(collection))
    if families:
        yield ""
        yield "Largest families:" if len(families) > _LARGEST else "Families:"
        largest = sorted(families, key=lambda family: (-len(family.documents), family.documents))
        yield from (_family(family, collection) for family in largest[:_LARGEST])


def _relations(collection: Collection) -> Iterator[tuple[str, ...]]:
    copies = collection.copies
    pairs: Counter[str] = Counter(copy.relation for copy in copies)
    told: Counter[str] = Counter(c.relation for c in copies if c.direction != "unknown")
    yield "RELATION", "PAIRS", "DIRECTION TOLD"
    for relation, meaning in COPY_RELATIONS.items():
        if pairs[relation]:
            known = "–" if relation == "shared_quote" else f"{told[relation]:,}"
            yield f"{relation.replace('_', ' ')}: {meaning}", f"{pairs[relation]:,}", known


def _family(family: Origin, collection: Collection) -> str:
    size = many(len(family.documents), "document")
    root = next((d for d in collection.documents if d.id == family.root), None)
    if root:
        return f"  {size}, root: {head(root)}"
    origin = f"unseen origin: {family.credit}" if family.credit else "origin unseen or unknown"
    more = ", …" if len(family.documents) > _NAMED else ""
    return f"  {size}, {origin} ({', '.join(family.documents[:_NAMED])}{more})"
