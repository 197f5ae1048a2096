"""The grown collection through the program's own code: traced, reconciled, voices counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from growing import Grown, Report
from scores import Scores, compared
from voting import right

from counterclaim.model import (
    Claim,
    Document,
    Entry,
    Fact,
    GroundedClaim,
    Mention,
    Quantity,
    Span,
    identifier,
)
from counterclaim.reconciling import reconcile
from counterclaim.tracing import trace

_COUNT = re.compile(r"^The shelling (?P<killed>killed) (?P<number>\d+) (?P<people>people).*$", re.M)
_DAY = date(2031, 3, 3)


def scored(grown: Grown) -> tuple[Scores, int]:
    """Papers counted against voices counted; and voices less than there are, or more."""
    documents = [_document(report) for report in grown.reports]
    claims = [_claim(document) for document in documents]
    facts = list(_facts(grown.reports, claims))
    traces = trace(documents)
    entries = reconcile(documents, claims, facts, traces.copies, traces.origins)
    by_fact = {entry.fact.id: entry for entry in entries}
    told = [by_fact[fact.id] for fact in facts]
    numbers = {grounded.claim.id: str(grounded.claim.lower) for grounded in claims}
    truth = [str(number) for number in grown.truth]
    papers = [right(_papers(entry, numbers), n) for entry, n in zip(told, truth, strict=True)]
    voices = [right(_voices(entry), n) for entry, n in zip(told, truth, strict=True)]
    found = sum(len(entry.voices) for entry in told)
    return (
        compared([fact.id for fact in facts], papers, voices),
        found - sum(report.taken is None for report in grown.reports),
    )


def _papers(entry: Entry, numbers: Mapping[str, str]) -> Mapping[str, int]:
    return Counter(numbers[claim] for claim in entry.fact.claims)


def _voices(entry: Entry) -> Mapping[str, int]:
    """How many voices last said each number."""
    return Counter(str(voice.lower) for voice in entry.voices)


def _document(report: Report) -> Document:
    return Document(
        id=identifier("doc", report.event, report.source),
        text=report.text,
        outlet=report.source,
        published=_DAY,
        published_from="given",
    )


def _claim(document: Document) -> GroundedClaim:
    """The claim of the sentence that gives the number, as extracting would have read it."""
    found = _COUNT.search(document.text)
    assert found is not None, document.text
    killed, number, people = (
        Mention(found[name], Span(*found.span(name)), "grown")
        for name in ("killed", "number", "people")
    )
    count = int(number.text)
    read = Claim(
        id=identifier("claim", document.id),
        document=document.id,
        type="killed",
        sentence=Span(*found.span()),
        trigger=killed,
        quantity=Quantity(number, count, count, "exact"),
        object=people,
        object_class="people",
        object_class_score=1.0,
        actor=None,
        places=(),
        time=None,
        speaker=None,
        via=(),
        polarity="asserted",
        polarity_score=1.0,
    )
    return GroundedClaim(read, (), None, None, None, None, (), None)


def _facts(reports: Sequence[Report], claims: Sequence[GroundedClaim]) -> Iterator[Fact]:
    """One fact an event: which claims answer one question is given here, not matched."""
    pairs = zip(reports, claims, strict=True)
    for event, told in groupby(pairs, key=lambda pair: pair[0].event):
        ids = tuple(grounded.claim.id for _, grounded in told)
        question = f"How many people did the shelling {event} kill?"
        yield Fact(
            identifier("fact", ids[0]), question, "killed", "people", None, _DAY, _DAY, ids, (), ()
        )
