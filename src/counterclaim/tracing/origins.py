"""Copy families and where their text was first said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterclaim.model import Copy, Document, Origin, Span, identifier
from counterclaim.policy import DEFAULT, Policy
from counterclaim.tracing.sources import carried, is_outlet
from counterclaim.tracing.trees import UNSEEN, Step, Tree, cheapest_tree

#: Characters of a word with the space behind it, on the average.
_WORD = 6.0
Pair = tuple[str, str]


def origins_of(
    documents: Sequence[Document],
    copies: Iterable[Copy],
    leans: Mapping[Pair, float] | None = None,
    policy: Policy = DEFAULT,
) -> tuple[Origin, ...]:
    """The families that copies (other than shared quotations) join, in order of their ids.

    Every document is in exactly one family, if need be of its own; one that took passages from
    several that have nothing in common belongs to the family it took most from. A copy that is
    little of both reports joins none, if nothing says where it comes from. ``leans`` are the sums
    of signs for a->b of each pair, where more is known than the copies' directions.
    """
    held = [copy for copy in copies if copy.relation != "shared_quote"]
    by_id = {document.id: document for document in documents}
    families = _families(sorted(by_id), _joining(held, policy))
    inside: dict[str, list[Copy]] = defaultdict(list)
    for copy in held:
        if families[copy.a] == families[copy.b]:
            inside[families[copy.a]].append(copy)
    members: dict[str, list[Document]] = defaultdict(list)
    for name in sorted(by_id):
        members[families[name]].append(by_id[name])
    origins = [
        _origin(family, inside[first], leans or {}, policy) for first, family in members.items()
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


def _joining(copies: Sequence[Copy], policy: Policy) -> Iterator[Copy]:
    """Without the copies by which a document took passages from a source beside its main one, and
    without those that are little."""
    taken: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.direction != "unknown":
            taken[copy.b if copy.direction == "a->b" else copy.a].append(copy)
    beside = {(copy.a, copy.b) for taker, these in taken.items() for copy in _beside(taker, these)}
    return (
        copy for copy in copies if (copy.a, copy.b) not in beside and not _is_little(copy, policy)
    )


def _is_little(copy: Copy, policy: Policy) -> bool:
    """Whether a copy may be one background paragraph that two reports have of somebody else."""
    if copy.relation != "derived" or copy.direction != "unknown":
        return False
    if copy.score >= policy.trace_family_share:
        return False
    return _length(_spans(copy, copy.a)) < _WORD * policy.trace_later_copy_words


def _beside(taker: str, copies: Sequence[Copy]) -> Iterator[Copy]:
    """Of what a document took, that which touches nothing of its largest taking, at any remove."""
    spans = {(copy.a, copy.b): _spans(copy, taker) for copy in copies}
    waiting = sorted(copies, key=lambda copy: (-_length(spans[copy.a, copy.b]), copy.a, copy.b))
    main = [*spans[waiting[0].a, waiting[0].b]]
    grown = True
    while grown:
        grown = False
        for copy in list(waiting):
            here = spans[copy.a, copy.b]
            if any(one.overlaps(other) for one in here for other in main):
                waiting.remove(copy)
                main += here
                grown = True
    yield from waiting


def _spans(copy: Copy, document: str) -> tuple[Span, ...]:
    return tuple(p.a if document == copy.a else p.b for p in copy.shared)


def _length(spans: Iterable[Span]) -> int:
    """Characters that lie in any of the spans."""
    total = end = 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, end))
        end = max(end, span.end)
    return total


def _origin(
    family: Sequence[Document], copies: Sequence[Copy], leans: Mapping[Pair, float], policy: Policy
) -> Origin:
    names = tuple(document.id for document in family)
    credit = credit_of(family)
    if len(family) == 1:
        return Origin(identifier("origin", *names), names, None if credit else names[0], credit)
    tree = tree_of(family, copies, leans, policy)
    root = None if credit else tree.root(policy.trace_tree_margin)
    sources = tuple(tree.known(policy.trace_tree_margin))
    return Origin(identifier("origin", *names), names, root, credit, sources)


def tree_of(
    family: Sequence[Document], copies: Sequence[Copy], leans: Mapping[Pair, float], policy: Policy
) -> Tree:
    """Who took the text from whom, with an unseen origin as a possible root.

    To believe that a document was taken from another costs as many words as it shares with the
    family but not with that source, and more or less as the signs speak against it or for it; to
    believe that it was taken from the unseen origin costs ``trace_unseen_words``, or little where
    it credits a medium that has no report in the family.
    """
    shared: dict[str, dict[str, tuple[Span, ...]]] = defaultdict(dict)
    for copy in copies:
        shared[copy.a][copy.b] = _spans(copy, copy.a)
        shared[copy.b][copy.a] = _spans(copy, copy.b)
    whole = {
        name: _length(span for spans in others.values() for span in spans)
        for name, others in shared.items()
    }
    steps = [Step(UNSEEN, document.id, _unseen(document, family, policy)) for document in family]
    for copy in copies:
        lean = policy.trace_sign_words * leans.get((copy.a, copy.b), _told(copy, policy))
        if copy.relation == "common_source":
            lean = -policy.trace_unseen_words
        for source, taker, turn in ((copy.a, copy.b, 1.0), (copy.b, copy.a, -1.0)):
            if copy.relation == "common_source":
                turn = 1.0
            missing = (whole[taker] - _length(shared[taker][source])) / _WORD
            steps.append(Step(source, taker, missing - turn * lean))
    return cheapest_tree([document.id for document in family], steps)


def _told(copy: Copy, policy: Policy) -> float:
    turn = {"a->b": 1.0, "b->a": -1.0, "unknown": 0.0}[copy.direction]
    return turn * policy.trace_direction_score


def _unseen(document: Document, family: Sequence[Document], policy: Policy) -> float:
    named = carried(document)
    absent = [n for n in named if not any(is_outlet(n.name, other) for other in family)]
    return policy.trace_credited_words if absent else policy.trace_unseen_words


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
