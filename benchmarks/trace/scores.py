"""How near a trace comes to what is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from truth import Pair, Truth

from counterclaim.model import Copy, Origin


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    def __str__(self) -> str:
        share = f"{self.part / self.whole:.3f}" if self.whole else "-"
        return f"{share} ({self.part} of {self.whole})"


@dataclass(frozen=True, slots=True)
class Found:
    """What a trace says: copied pairs, those with a direction (first, second), families, the
    reports that each was taken from, and each family's root."""

    pairs: frozenset[Pair]
    directed: frozenset[Pair]
    families: Mapping[str, str]
    sources: Mapping[str, frozenset[str]]
    roots: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one trace; README.md says what each means."""

    precision: Share
    recall: Share
    families: tuple[int, int]
    bcubed: tuple[float, float]
    given: Share
    right: Share
    needless: Share
    parents: Share
    alike: Share
    none: Share
    roots_seen: Share
    roots_unseen: Share

    def lines(self) -> Iterable[str]:
        pairs = _f1(_ratio(self.precision), _ratio(self.recall))
        yield f"pairs      f1 {pairs:.3f}  precision {self.precision}  recall {self.recall}"
        found, true = self.families
        error = (found - true) / true
        yield f"families   {found} for {true}: error {abs(error):.3f}, signed {error:+.3f}"
        precision, recall = self.bcubed
        yield f"partition  B-cubed f1 {_f1(*self.bcubed):.3f}  {precision:.3f} {recall:.3f}"
        yield f"direction  given {self.given}  right {self.right}  needless {self.needless}"
        yield f"parents    right {self.parents}  or alike {self.alike}  rightly none {self.none}"
        yield f"roots      seen {self.roots_seen}  unseen {self.roots_unseen}"


def found_in(copies: Iterable[Copy], origins: Iterable[Origin]) -> Found:
    """What a trace says, shared quotations left out."""
    held = [copy for copy in copies if copy.relation != "shared_quote"]
    directed = set()
    for copy in held:
        if copy.direction != "unknown":
            directed.add((copy.a, copy.b) if copy.direction == "a->b" else (copy.b, copy.a))
    families, roots = {}, {}
    sources: dict[str, set[str]] = defaultdict(set)
    for origin in origins:
        families.update(dict.fromkeys(origin.documents, origin.id))
        roots[origin.id] = origin.root
        for taker, source in origin.sources:
            sources[taker].add(source)
    return Found(
        frozenset((copy.a, copy.b) for copy in held),
        frozenset(directed),
        families,
        {taker: frozenset(names) for taker, names in sources.items()},
        roots,
    )


def scores(found: Found, truth: Truth) -> Scores:
    hits = found.pairs & truth.pairs.keys()
    told = found.pairs - truth.grey
    given, right, needless = _directions(found, truth)
    parents, alike, none = _parents(found, truth)
    seen, unseen = _roots(found, truth)
    return Scores(
        Share(len(hits), len(told)),
        Share(len(hits), len(truth.pairs)),
        (len(set(found.families.values())), len(set(truth.families.values()))),
        _bcubed(found.families, truth.families),
        given,
        right,
        needless,
        parents,
        alike,
        none,
        seen,
        unseen,
    )


def _directions(found: Found, truth: Truth) -> tuple[Share, Share, Share]:
    """Given and right among reports of which one goes back to the other; needless elsewhere."""
    ways = {(above, name) for name, names in truth.ancestors.items() for above in names}
    right = len(ways & found.directed)
    wrong = sum((b, a) in found.directed for a, b in ways)
    lateral = [(a, b) for a, b in truth.pairs if (a, b) not in ways and (b, a) not in ways]
    needless = sum((a, b) in found.directed or (b, a) in found.directed for a, b in lateral)
    given = right + wrong
    return Share(given, len(ways)), Share(right, given), Share(needless, len(lateral))


def parent_right(found: Found, truth: Truth, name: str, *, alike: bool = False) -> bool:
    """Whether all sources that are named for a document are true ones, its parent among them."""
    named, parent = found.sources.get(name, frozenset()), truth.parents[name]
    if parent is None:
        return named <= {truth.others.get(name)}
    good = {parent} | (truth.alike[name] if alike else frozenset())
    return bool(named & good) and named <= good | {truth.others.get(name)}


def _parents(found: Found, truth: Truth) -> tuple[Share, Share, Share]:
    taken = [name for name, parent in truth.parents.items() if parent is not None]
    free = [name for name, parent in truth.parents.items() if parent is None]
    return (
        Share(sum(parent_right(found, truth, name) for name in taken), len(taken)),
        Share(sum(parent_right(found, truth, name, alike=True) for name in taken), len(taken)),
        Share(sum(parent_right(found, truth, name) for name in free), len(free)),
    )


def root_found(found: Found, members: Collection[str]) -> str | None:
    """The root of the found family that has most of some documents."""
    votes = Counter(found.families[name] for name in members)
    return found.roots[max(votes, key=lambda name: (votes[name], name))]


def families_of(truth: Truth) -> Mapping[str, Sequence[str]]:
    """The true families of two documents or more."""
    members: dict[str, list[str]] = defaultdict(list)
    for name, family in truth.families.items():
        members[family].append(name)
    return {family: names for family, names in members.items() if len(names) > 1}


def _roots(found: Found, truth: Truth) -> tuple[Share, Share]:
    """Right roots of families whose first report is seen, and of those where it is not."""
    right, whole = Counter[bool](), Counter[bool]()
    for family, names in families_of(truth).items():
        true = truth.roots[family]
        whole[true is not None] += 1
        right[true is not None] += root_found(found, names) == true
    return Share(right[True], whole[True]), Share(right[False], whole[False])


def _bcubed(found: Mapping[str, str], true: Mapping[str, str]) -> tuple[float, float]:
    """B-cubed precision and recall of a partition."""
    both = Counter((found[name], family) for name, family in true.items())
    one, two = Counter(found[name] for name in true), Counter(true.values())
    precision = sum(many * many / one[f] for (f, _), many in both.items())
    recall = sum(many * many / two[t] for (_, t), many in both.items())
    return precision / len(true), recall / len(true)


def _ratio(share: Share) -> float:
    return share.part / share.whole if share.whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
