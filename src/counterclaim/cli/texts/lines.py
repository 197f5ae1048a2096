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
    where = at(mention.span) if mention.worded else "(not in the text)"
    read = f"[{mention.reader}, {mention.score:.2f}]"
    return f"  {label:<{_LABEL}}“{words}” {where} → {meaning}  {read}"


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
    return _numbers(entry.low, entry.high)


def policy_range(entry: Entry) -> str:
    """The range of the voices that the policy takes, where it is not that of all of them."""
    if (entry.policy_low, entry.policy_high) == (entry.low, entry.high):
        return ""
    return _numbers(entry.policy_low, entry.policy_high)


def _numbers(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return "–"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def question(entry: Entry) -> str:
    return f"{entry.fact.id}  {numbers(entry)}  {entry.fact.question}"
