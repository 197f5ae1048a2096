"""Lines of text that several views share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.model import Claim, Document, Entry, Mention, Naming, Span
from counterclaim.model.ranges import said

_LABEL = 10


def listed(label: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines under a label, which stands before the first."""
    for at, line in enumerate(lines):
        yield f"  {label if at == 0 else '':<{_LABEL}}{line}"


def field(label: str, mention: Mention, meaning: str) -> str:
    """The words, where they stand, what they mean, who read them and how sure it was."""
    words = " ".join(mention.text.split())
    read = f"[{mention.reader}, {mention.score:.2f}]"
    return f"  {label:<{_LABEL}}“{words}” {at(mention.span)} → {meaning}  {read}"


def at(span: Span) -> str:
    return f"[{span.start}, {span.end})"


def entity(naming: Naming | None) -> str:
    if naming is None:
        return "nobody known"
    return f"{naming.entity.name}, {naming.entity.kind.replace('_', ' ')} ({naming.reason})"


def head(document: Document) -> str:
    day = document.published.isoformat() if document.published else "undated"
    return f"{document.id}, {document.outlet or 'outlet not known'}, {day}"


def words(claim: Claim) -> str:
    """ "killed at least 43 people"."""
    thing = f" {' '.join(claim.object.text.split())}" if claim.object else ""
    doubt = "" if claim.polarity == "asserted" else f", {claim.polarity}"
    count = f" {said(claim.lower, claim.upper)}" if claim.numbered else ""
    return f"{claim.type}{count}{thing}{doubt}"


def numbers(entry: Entry) -> str:
    """ "43", "100–130" or "–" where no number is given."""
    if entry.low is None or entry.high is None:
        return "–"
    return f"{entry.low:,}" if entry.low == entry.high else f"{entry.low:,}–{entry.high:,}"


def question(entry: Entry) -> str:
    return f"{entry.fact.id}  {numbers(entry)}  {entry.fact.question}"
