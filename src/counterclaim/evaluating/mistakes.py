"""The errors behind the figures, those from which most can be learned first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from counterclaim.evaluating.cases import Case
from counterclaim.evaluating.evaluation import Evaluation
from counterclaim.model import Document

Kind = Literal["missed", "extra", "wrong"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A claim as annotated and as read: None where it was missed, or read in excess.

    ``wrong`` are the names of its wrong fields, where it was found.
    """

    document: Document
    gold: Case | None
    read: Case | None
    wrong: tuple[str, ...] = ()

    @property
    def told(self) -> Case:
        """The claim to show: as annotated, or as read if it was not annotated."""
        case = self.gold or self.read
        assert case is not None
        return case

    @property
    def theme(self) -> str:
        """What it is an instance of: its first wrong field; without one, its type."""
        return self.wrong[0] if self.wrong else self.told.claim.type

    @property
    def number(self) -> int:
        """The greatest number at stake; -1 without any."""
        cases = (case for case in (self.gold, self.read) if case)
        return max(
            (bound for c in cases for bound in c.claim.bounds if bound is not None), default=-1
        )


def mistakes(evaluation: Evaluation) -> Mapping[Kind, tuple[Mistake, ...]]:
    """All errors of each kind: claims missed, claims in excess, and found ones with wrong fields.

    The most instructive come first, by this rule. Errors of one kind have themes: the type of a
    missed or extra claim, the first wrong field (in the order of ``FIELDS``) of a found one.
    Themes take turns, the one with the most errors first, so that the first few errors are each
    an instance of something that often goes wrong, and not all of the same thing. Within a theme
    claims with the greatest number come first, since most hangs on them; claims of one number,
    or of none, in the order of the reports.
    """
    missed = (Mistake(r.document, gold, None) for r in evaluation.reports for gold in r.missed)
    extra = (Mistake(r.document, None, read) for r in evaluation.reports for read in r.extra)
    return {
        "missed": _by_turns(missed),
        "extra": _by_turns(extra),
        "wrong": _by_turns(_wrong(evaluation)),
    }


def _wrong(evaluation: Evaluation) -> Iterator[Mistake]:
    for report in evaluation.reports:
        for pair in sorted(report.pairs, key=lambda pair: pair.gold.claim.trigger.span):
            if pair.wrong:
                yield Mistake(report.document, pair.gold, pair.read, pair.wrong)


def _by_turns(found: Iterable[Mistake]) -> tuple[Mistake, ...]:
    themes: dict[str, list[Mistake]] = defaultdict(list)
    for mistake in found:
        themes[mistake.theme].append(mistake)
    ordered = sorted(themes.values(), key=lambda theme: (-len(theme), theme[0].theme))
    for theme in ordered:
        theme.sort(key=lambda mistake: -mistake.number)
    turns = zip_longest(*ordered)
    return tuple(mistake for turn in turns for mistake in turn if mistake is not None)
