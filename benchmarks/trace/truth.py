"""What is known of the reports that were grown: who took from whom, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from stories import BACKGROUND, OWN, QUOTED
from trees import Report

#: Words that two reports share by copying, from which they are a true pair, and how many of these
#: are the reporter's: a shared quotation alone shows a common speaker only.
ENOUGH, TOLD = 25, 12

Pair = tuple[str, str]


@dataclass(slots=True)
class Truth:
    """Ids of the reports in the collection, and what is true of them.

    ``pairs`` share enough copied text, with the number of words; ``grey`` share some, but too
    little to speak of (or background only): neither finding nor missing them is wrong.
    ``families`` has each document's family; ``parents`` the nearest visible report that it was
    taken from, if there is one, and ``others`` what it was merged with besides; ``alike`` those
    that hand on exactly the same words to it as its parent; ``ancestors`` all visible ones that it
    goes back to and shares a true pair with; ``roots`` each family's first report, if visible.
    """

    pairs: dict[Pair, int] = field(default_factory=dict)
    grey: set[Pair] = field(default_factory=set)
    families: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    alike: dict[str, frozenset[str]] = field(default_factory=dict)
    ancestors: dict[str, frozenset[str]] = field(default_factory=dict)
    roots: dict[str, str | None] = field(default_factory=dict)

    def add(self, reports: Sequence[Report]) -> None:
        """Takes in the reports of one event; between those of two events nothing is copied."""
        seen = [report for report in reports if report.seen]
        words = {report.id: marks_of(report) for report in seen}
        for one, other in combinations(sorted(words), 2):
            shared = words[one] & words[other]
            if _enough(shared):
                self.pairs[one, other] = sum(mark & 3 != BACKGROUND for mark in shared)
            elif shared:
                self.grey.add((one, other))
        every = {report.id: report for report in reports}
        for report in seen:
            self._descent(report, every, words)
        self._group(seen)

    def copied(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self.pairs

    def _descent(
        self, report: Report, every: Mapping[str, Report], words: Mapping[str, frozenset[int]]
    ) -> None:
        above = [name for name in _above(report, every) if self.copied(name, report.id)]
        self.ancestors[report.id] = frozenset(above)
        parent = above[0] if above else None
        self.parents[report.id] = parent
        if report.also is not None and self.copied(report.also, report.id):
            self.others[report.id] = report.also
        if parent is not None:
            own = words[report.id]
            self.alike[report.id] = frozenset(
                name
                for name, marks in words.items()
                if name != report.id
                and every[name].hour < report.hour
                and marks & own == words[parent] & own
            )

    def _group(self, seen: Sequence[Report]) -> None:
        """Families: the reports of one tree that true pairs join."""
        tree = {report.id: report.tree for report in seen}
        family = {name: name for name in tree}
        for one, other in self.pairs:
            if one in tree and other in tree and tree[one] == tree[other]:
                first, second = sorted((family[one], family[other]))
                if first != second:
                    family = {n: first if f == second else f for n, f in family.items()}
        self.families |= family
        for name in sorted(set(family.values())):
            self.roots[name] = self._root([n for n in family if family[n] == name])

    def _root(self, members: Sequence[str]) -> str | None:
        """The member from which all others were taken."""
        heads = [name for name in members if self.parents[name] is None]
        others = [name for name in members if name != heads[0]]
        whole = all(
            heads[0] in self.ancestors[name] or self._leads(heads[0], name) for name in others
        )
        return heads[0] if len(heads) == 1 and whole else None

    def _leads(self, head: str, name: str | None) -> bool:
        while name is not None and name != head:
            name = self.parents[name]
        return name == head


def truth_of(events: Iterable[Sequence[Report]]) -> Truth:
    truth = Truth()
    for reports in events:
        truth.add(reports)
    return truth


def marks_of(report: Report) -> frozenset[int]:
    """The marks of a report's words as printed, its headline only where it stands in the text."""
    marks = {mark for p in report.paragraphs for sentence in p for mark in sentence.marks}
    return frozenset(marks.union(report.title.marks) if report.outlet.titled else marks)


def _enough(shared: frozenset[int]) -> bool:
    own = sum(mark & 3 == OWN for mark in shared)
    return own >= TOLD and own + sum(mark & 3 == QUOTED for mark in shared) >= ENOUGH


def _above(report: Report, every: Mapping[str, Report]) -> list[str]:
    """The visible reports that one was taken from, the nearest first."""
    names = []
    while report.taken is not None:
        report = every[report.taken]
        if report.seen:
            names.append(report.id)
    return names
