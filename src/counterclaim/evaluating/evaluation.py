"""The figures: how well claims were found, read and brought together."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from counterclaim.evaluating import joining
from counterclaim.evaluating.compared import Compared
from counterclaim.evaluating.fields import FIELDS
from counterclaim.evaluating.pairing import Pair
from counterclaim.evaluating.scores import Rates, Score

UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures over reports that were read twice, by people and by the program.

    A claim is found if one of its type was read in its sentence (see ``pairing``).
    """

    reports: tuple[Compared, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The claims that were found, report by report."""
        return tuple(pair for report in self.reports for pair in report.pairs)

    @property
    def gold(self) -> int:
        return sum(len(report.gold) for report in self.reports)

    @property
    def read(self) -> int:
        return sum(len(report.read) for report in self.reports)

    def detection(self) -> Score:
        """Claims found: type and sentence are right."""
        return Score(len(self.pairs), self.read, self.gold)

    def counts(self) -> Score:
        """Claims that give a number: type, sentence and both bounds are right."""
        read = sum(case.claim.numbered for report in self.reports for case in report.read)
        gold = sum(case.claim.numbered for report in self.reports for case in report.gold)
        return Score(sum(pair.counted for pair in self.pairs), read, gold)

    def whole(self) -> Score:
        """Claims of which also object class, speaker, first place and polarity are right."""
        return Score(sum(pair.whole for pair in self.pairs), self.read, self.gold)

    def fields(self) -> dict[str, Score]:
        """For each field, in how many of the found claims it is right."""
        pairs = self.pairs
        wrong = Counter(name for pair in pairs for name in pair.wrong)
        return {name: Score(len(pairs) - wrong[name], len(pairs), len(pairs)) for name in FIELDS}

    def links(self) -> Score | None:
        """Twos of found claims put to one fact; None where the annotation names no facts."""
        return joining.links(self.pairs) if self._joined() else None

    def facts(self) -> Rates | None:
        """B-cubed over the same grouping; None where the annotation names no facts."""
        return joining.facts(self.pairs) if self._joined() else None

    def types(self) -> dict[str, Score]:
        """Detection by claim type, the type with the most annotated claims first."""
        found = Counter(pair.gold.claim.type for pair in self.pairs)
        gold = Counter(case.claim.type for report in self.reports for case in report.gold)
        read = Counter(case.claim.type for report in self.reports for case in report.read)
        names = sorted({*gold, *read}, key=lambda name: (-gold[name], name))
        return {name: Score(found[name], read[name], gold[name]) for name in names}

    def outlets(self) -> dict[str, Evaluation]:
        """The same figures by outlet, the outlet with the most annotated claims first."""
        groups: dict[str, list[Compared]] = defaultdict(list)
        for report in self.reports:
            groups[report.document.outlet or UNKNOWN].append(report)
        parts = {name: Evaluation(tuple(reports)) for name, reports in groups.items()}
        return dict(sorted(parts.items(), key=lambda part: (-part[1].gold, part[0])))

    def _joined(self) -> bool:
        return any(case.fact is not None for report in self.reports for case in report.gold)
