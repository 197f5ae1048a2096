"""Who took a family's text from whom: the tree that leaves least unexplained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: The origin that is not in the collection.
UNSEEN = ""
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Step:
    """That ``taker`` took its words from ``source``, and what it costs to believe so."""

    source: str
    taker: str
    cost: float


@dataclass(frozen=True, slots=True)
class Tree:
    """Each document's source, which may be ``UNSEEN``, and how much dearer the best tree is in
    which it has another."""

    sources: Mapping[str, str]
    margins: Mapping[str, float]

    def known(self, margin: float) -> Iterator[tuple[str, str]]:
        """Pairs of a document and its source that no tree within ``margin`` of the best denies."""
        for taker in sorted(self.sources):
            source = self.sources[taker]
            if source != UNSEEN and self.margins[taker] >= margin:
                yield taker, source

    def root(self, margin: float) -> str | None:
        """The document that all others go back to, if no tree within ``margin`` says otherwise."""
        roots = [taker for taker, source in self.sources.items() if source == UNSEEN]
        return roots[0] if len(roots) == 1 and self.margins[roots[0]] >= margin else None


def cheapest_tree(documents: Iterable[str], steps: Sequence[Step]) -> Tree:
    """The tree from ``UNSEEN`` to all documents whose steps cost least together (a minimum-cost
    arborescence: Chu and Liu 1965, Edmonds 1967). Every document needs a step from ``UNSEEN``."""
    costs: dict[str, dict[str, float]] = {document: {} for document in documents}
    for step in sorted(steps, key=lambda step: (step.taker, step.source)):
        here = costs[step.taker]
        here[step.source] = min(step.cost, here.get(step.source, step.cost))
    sources = _arborescence(costs)
    return Tree(sources, _margins(sources, costs))


Costs = Mapping[str, Mapping[str, float]]


def _arborescence(costs: Costs) -> dict[str, str]:
    """Each taker's source, by its costs by source. Cycles of cheapest steps are drawn together,
    each into one document, until none is left."""
    best = {
        taker: min(here, key=lambda source: (here[source], source)) for taker, here in costs.items()
    }
    names = {member: min(cycle) for cycle in _cycles(best) for member in cycle}
    if not names:
        return best
    drawn: dict[str, dict[str, float]] = defaultdict(dict)
    meant: dict[tuple[str, str], tuple[str, str]] = {}
    for taker, here in costs.items():
        spared = here[best[taker]] if taker in names else 0.0
        into = names.get(taker, taker)
        for source, cost in here.items():
            out = names.get(source, source)
            if out != into and cost - spared < drawn[into].get(out, _NEVER):
                drawn[into][out], meant[into, out] = cost - spared, (taker, source)
    entered = dict(meant[step] for step in _arborescence(drawn).items())
    return {taker: entered.get(taker, source) for taker, source in best.items()}


def _cycles(best: Mapping[str, str]) -> Iterator[list[str]]:
    """The cycles that one finds by going from each document to its source."""
    done: set[str] = set()
    for start in best:
        path: dict[str, None] = {}
        at = start
        while at in best and at not in done and at not in path:
            path[at] = None
            at = best[at]
        if at in path:
            row = list(path)
            yield row[row.index(at) :]
        done.update(path)


def _margins(sources: Mapping[str, str], costs: Costs) -> dict[str, float]:
    """For each document what it costs at least to give it another source: one outside its own
    takers; or, with the steps of its branch turned round, itself or one of these as the first."""
    below = _below(sources)
    turned = _turned(sources, costs)
    margins = {}
    for taker, source in sources.items():
        under = below[taker]
        here = costs[taker]
        others = [c - here[source] for s, c in here.items() if s != source and s not in under]
        firsts = under - {taker} if source == UNSEEN else under
        margins[taker] = min([*others, *(turned[first] for first in firsts)], default=_NEVER)
    return margins


def _below(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Each document with all who took from it, at first or second hand."""
    below: dict[str, set[str]] = defaultdict(set)
    for document in sources:
        at = document
        while at != UNSEEN:
            below[at].add(document)
            at = sources[at]
    return below


def _turned(sources: Mapping[str, str], costs: Costs) -> dict[str, float]:
    """What it costs to make each document the first of its branch: the steps from the branch's
    first document to it are turned round."""
    turned: dict[str, float] = {}
    for document in sources:
        path = [document]
        while sources[path[-1]] != UNSEEN:
            path.append(sources[path[-1]])
        total = costs[document][UNSEEN] - costs[path[-1]][UNSEEN]
        for taker, source in pairwise(path):
            total += costs[source].get(taker, _NEVER) - costs[taker][source]
        turned[document] = total
    return turned
