"""Copy families and where their text was first said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.model import Copy, Document, Origin, identifier
from counterclaim.tracing.sources import carried, is_outlet


def origins_of(documents: Sequence[Document], copies: Iterable[Copy]) -> tuple[Origin, ...]:
    """The families that copies (other than shared quotations) join, in order of their ids.

    Every document is in exactly one family, if need be of its own.
    """
    held = [copy for copy in copies if copy.relation != "shared_quote"]
    by_id = {document.id: document for document in documents}
    families = _families(sorted(by_id), held)
    edges: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for copy in held:
        if copy.direction != "unknown":
            edge = (copy.a, copy.b) if copy.direction == "a->b" else (copy.b, copy.a)
            edges[families[copy.a]].append(edge)
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(by_id):
        members[families[name]].append(name)
    origins = [
        _origin([by_id[name] for name in names], edges[first]) for first, names in members.items()
    ]
    return tuple(sorted(origins, key=lambda origin: origin.documents))


def _families(names: Sequence[str], copies: Iterable[Copy]) -> Mapping[str, str]:
    """Each document's family, called by its first member."""
    above = {name: name for name in names}

    def top(name: str) -> str:
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for copy in copies:
        first, second = sorted((top(copy.a), top(copy.b)))
        above[second] = first
    return {name: top(name) for name in names}


def _origin(family: Sequence[Document], edges: Sequence[tuple[str, str]]) -> Origin:
    names = tuple(document.id for document in family)
    credit = credit_of(family)
    root = None if credit is not None else root_of(names, edges)
    return Origin(identifier("origin", *names), names, root, credit)


def credit_of(family: Sequence[Document]) -> str | None:
    """The wire that most of the family's reports credit, unless it is one of their own outlets.

    Where a report of the collection is the credited outlet's, or as many credits go to one, the
    origin is not unseen: None.
    """
    votes = Counter(
        name for document in family for name in {named.name for named in carried(document)}
    )
    if not votes:
        return None
    first = max(votes.values())
    names = sorted(name for name, count in votes.items() if count == first)
    if any(is_outlet(name, document) for name in names for document in family):
        return None
    return names[0]


def root_of(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> str | None:
    """The only document from which every other is reached along the directions, else None.

    A document that shares text with no other, and credits nobody, is its own root.
    """
    onward: dict[str, list[str]] = defaultdict(list)
    for source, taker in edges:
        onward[source].append(taker)
    targets = {taker for _, taker in edges}
    roots = [name for name in names if name not in targets]
    if len(roots) != 1:
        return None
    reached, waiting = {roots[0]}, [roots[0]]
    while waiting:
        for taker in onward[waiting.pop()]:
            if taker not in reached:
                reached.add(taker)
                waiting.append(taker)
    return roots[0] if len(reached) == len(names) else None
