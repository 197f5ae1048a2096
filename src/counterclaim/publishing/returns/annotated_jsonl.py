"""Annotated reports, with the claims of the ledger that their claims are."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator, Sequence, Set
from pathlib import Path

from counterclaim.evaluating.cases import Case, annotated_cases, held_cases
from counterclaim.evaluating.pairing import paired
from counterclaim.evaluating.reports import held_reports
from counterclaim.model import Collection, Document, Problem, Words
from counterclaim.model.decision import Field, Value
from counterclaim.publishing.exports.marked import Marked, marks
from counterclaim.publishing.returns.returned import Returned
from counterclaim.reading.annotated import Annotated, read_annotated


def annotated_jsonl(
    path: Path, held: Collection, unread: Container[str]
) -> Iterator[Returned | Problem]:
    """Each report of a file of annotated reports that the ledger holds, by its id or its text.

    A problem stands for one that cannot be taken: it cannot be understood, the ledger does not
    hold it, or holds another text, or has not read it yet (``unread``). Fields that a claim of the
    file does not have are not compared.
    """
    cases = held_cases(held)
    for found in held_reports(read_annotated(path), held.documents, unread):
        if isinstance(found, Problem):
            yield found
            continue
        report, document = found
        line = report.document.source.rpartition(", ")[2]
        yield Returned(
            name=f"annotated in {path.name}, {line}",
            document=document.id,
            claims=tuple(_marked(report, document, cases.get(document.id, ()))),
            shown=report.shown,
            ordered=True,
            user=None,
            time=None,
        )


def _marked(report: Annotated, document: Document, held: Sequence[Case]) -> Iterator[Marked]:
    counterparts = _counterparts(report, held)
    told = zip(report.claims, report.days, report.given, counterparts, strict=True)
    for claim, days, given, counterpart in told:
        sentence = Words(claim.sentence.of(document.text), claim.sentence)
        values: dict[Field, Value] = {"sentence": (sentence,), **marks(claim, *days)}
        told_of = {field: value for field, value in values.items() if field in given}
        yield Marked(document.id, counterpart, told_of)


def _counterparts(report: Annotated, held: Sequence[Case]) -> tuple[str | None, ...]:
    """For each annotated claim the ledger's claim that it is, None for one that the ledger lacks.

    That is the claim of its id; else one that is equal; else one whose type, trigger, count and
    object stand where its own do; else, of those that were shown, the one that ``evaluate`` would
    set it against.
    """
    cases, shown = annotated_cases(report), report.shown
    found = _named(report, {*(case.claim.id for case in held), *(shown or ())})
    for key in (_values, _standing):
        free = {key(case): case.claim.id for case in held if case.claim.id not in found.values()}
        for case in cases:
            if case.claim.id not in found and key(case) in free:
                found[case.claim.id] = free.pop(key(case))
    rest = [case for case in cases if case.claim.id not in found]
    left = [case for case in held if case.claim.id not in found.values()]
    offered = left if shown is None else [case for case in left if case.claim.id in shown]
    found |= {pair.gold.claim.id: pair.read.claim.id for pair in paired(rest, offered)}
    return tuple(found.get(claim.id) for claim in report.claims)


def _named(report: Annotated, known: Set[str]) -> dict[str, str]:
    """The claims that have the id of one of the ledger's; of several, the first."""
    found: dict[str, str] = {}
    for claim, id in zip(report.claims, report.ids, strict=True):
        if id is not None and id in known and id not in found.values():
            found[claim.id] = id
    return found


def _values(case: Case) -> Hashable:
    return tuple(marks(case.claim, case.start, case.end).items())


def _standing(case: Case) -> Hashable:
    claim = case.claim
    count, what = claim.quantity, claim.object
    return (
        claim.type,
        claim.trigger.span,
        count.mention.span if count else None,
        what.span if what else None,
    )
