"""A ledger laid beside annotated reports."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from counterclaim.evaluating.cases import annotated_cases, held_cases
from counterclaim.evaluating.compared import Compared
from counterclaim.evaluating.reports import held_reports
from counterclaim.model import Collection, Problem
from counterclaim.reading.annotated import Annotated


def compare(
    gold: Iterable[Annotated | Problem], held: Collection, unread: Container[str] = ()
) -> Iterator[Compared | Problem]:
    """Each annotated report with the claims that the ledger holds on it.

    A problem stands for a report that cannot be compared: see ``held_reports``.
    """
    cases = held_cases(held)
    for found in held_reports(gold, held.documents, unread):
        if isinstance(found, Problem):
            yield found
        else:
            report, document = found
            yield Compared.of(document, annotated_cases(report), cases.get(document.id, ()))
