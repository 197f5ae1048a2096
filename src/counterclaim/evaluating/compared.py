"""A report read twice: by people, and by the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.evaluating.cases import Case
from counterclaim.evaluating.pairing import Pair, paired
from counterclaim.model import Document


@dataclass(frozen=True, slots=True)
class Compared:
    """The claims annotated in a report, those read in it, and which of them are one."""

    document: Document
    gold: tuple[Case, ...]
    read: tuple[Case, ...]
    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, document: Document, gold: Iterable[Case], read: Iterable[Case]) -> Compared:
        annotated, found = tuple(gold), tuple(read)
        return cls(document, annotated, found, paired(annotated, found))

    @property
    def missed(self) -> tuple[Case, ...]:
        """What was annotated but not read."""
        found = {pair.gold.claim.id for pair in self.pairs}
        return tuple(case for case in self.gold if case.claim.id not in found)

    @property
    def extra(self) -> tuple[Case, ...]:
        """What was read but not annotated."""
        used = {pair.read.claim.id for pair in self.pairs}
        return tuple(case for case in self.read if case.claim.id not in used)
