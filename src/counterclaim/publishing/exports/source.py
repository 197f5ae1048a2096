"""What an export is made of: the chosen records of a ledger, in order, as often as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from counterclaim.errors import ExportError
from counterclaim.estimates import RECORD
from counterclaim.model import Copy, Decision, Document, Entry, Origin
from counterclaim.model.told import Question, Told
from counterclaim.model.where import EVERYTHING, Where
from counterclaim.publishing.exports.held import Held


class Source:
    """The claims that meet the conditions, and the reports, questions and copies around them.

    A report or a question is taken where one of its claims is, a copy or a family where one of its
    reports is; each is given whole, and its figures stay those of all its claims. Conditions on
    reports only take reports without claims too, and without a condition everything is taken.
    ``notes`` say, in words, what an export had to leave out; they are complete once it is written.
    """

    def __init__(self, held: Held, where: Where = EVERYTHING) -> None:
        self._held = held
        self._where = where
        self.notes: list[str] = []

    @property
    def policy(self) -> Mapping[str, str]:
        """Every threshold and choice that the ledger was built under, by name."""
        return self._held.policy

    @property
    def policy_name(self) -> str | None:
        """By which policy a best value was chosen; None where the ledger does not say."""
        return self.policy.get(RECORD)

    def takes(self, told: Told) -> bool:
        """Whether the claim meets the conditions."""
        return self._where.takes(told)

    def told(self) -> Iterator[Told]:
        return filter(self._where.takes, self._held.told())

    def reports(self) -> Iterator[tuple[Document, tuple[Told, ...]]]:
        """Reports with at least one chosen claim, with those claims."""
        for _, told in groupby(self.told(), key=lambda each: each.document.id):
            held = tuple(told)
            yield held[0].document, held

    def documents(self) -> Iterator[Document]:
        if self._where.of_reports:
            return filter(self._where.takes_report, self._held.documents())
        return (document for document, _ in self.reports())

    def questions(self) -> Iterator[Question]:
        for question in self._held.questions():
            if not self._where or any(map(self._where.takes, question.told)):
                yield question

    def entries(self) -> Iterator[Entry]:
        return (question.entry for question in self.questions())

    def copies(self) -> Iterator[Copy]:
        chosen = self._chosen()
        for copy in self._held.copies():
            if chosen is None or copy.a in chosen or copy.b in chosen:
                yield copy

    def origins(self) -> Iterator[Origin]:
        chosen = self._chosen()
        for origin in self._held.origins():
            if chosen is None or not chosen.isdisjoint(origin.documents):
                yield origin

    def decisions(self) -> Iterator[Decision]:
        if self._where:
            raise ExportError("decisions are exported whole: leave out --where")
        return self._held.decisions()

    def all_decisions(self) -> Iterator[Decision]:
        """Decisions on whatever they are about, for exports that show them beside claims."""
        return self._held.decisions()

    def _chosen(self) -> frozenset[str] | None:
        if not self._where:
            return None
        return frozenset(document.id for document in self.documents())
