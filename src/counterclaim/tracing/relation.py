"""What it means that two reports share words: the same report, a copy, a wire, a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.model import Passage, Span
from counterclaim.model.terms import CopyRelation
from counterclaim.policy import Policy
from counterclaim.tracing.evidence import Evidence
from counterclaim.tracing.readings import Reading
from counterclaim.tracing.sources import Named, is_outlet, is_wire, one_house


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation with its reasons in words; ``source`` is the wire that both go back to."""

    relation: CopyRelation
    source: str | None
    reasons: tuple[str, ...]


def judge(
    a: Reading,
    b: Reading,
    shared: Sequence[Passage],
    evidence: Evidence,
    retold: int,
    policy: Policy,
) -> Judgement:
    """How two reports are related that share enough to matter.

    They are copies if the words that they share show it, or so many sentences are ``retold`` in
    the same order, which counts where few words are equal. Copies have a common source if either
    says that it carries a wire that neither of the two outlets is, or both name one in the words
    they share.
    """
    what = _measured(evidence, retold)
    if _is_duplicate(evidence, policy):
        source, why = common_wire(a, b, shared)
        reasons = (what, "The same report, printed twice.", *((why,) if source else ()))
        return Judgement("duplicate", source, reasons)
    if not evidence.copied and retold < policy.trace_retold_sentences:
        return Judgement("shared_quote", None, (what, _why_not(evidence)))
    source, why = common_wire(a, b, shared)
    relation: CopyRelation = "common_source" if source else "derived"
    return Judgement(relation, source, (what, why))


def matters(evidence: Evidence, retold: int, policy: Policy) -> bool:
    """Whether two reports share enough to be spoken of: a copy, or at least a quotation."""
    if evidence.copied or retold >= policy.trace_retold_sentences:
        return True
    much = evidence.own + evidence.quoted >= policy.trace_shared_words
    return much or _is_duplicate(evidence, policy)


def _is_duplicate(evidence: Evidence, policy: Policy) -> bool:
    return min(evidence.shares) >= policy.trace_duplicate_share


def common_wire(a: Reading, b: Reading, shared: Sequence[Passage]) -> tuple[str | None, str]:
    """The wire that both reports go back to, by what they say themselves, and the reason.

    Where one outlet is the other's source, or both are one outlet, there is none. A medium that
    both only name in their sentences counts if it is an agency named within the shared passages
    ("…, he told Reuters"): otherwise it has been quoted, not copied.
    """
    if one_house(a.document, b.document):
        return None, "Two reports of one outlet."
    if credits_outlet(a, b) is not None or credits_outlet(b, a) is not None:
        return None, "One of the two outlets is the other's source."
    first, second = a.carried, b.carried
    for name in _names(first):
        if name in _names(second) or name in _names(b.cited):
            return name, f"{called(a)} credits {name}, and {called(b)} names it."
    for name in _names(second):
        if name in _names(a.cited):
            return name, f"{called(b)} credits {name}, and {called(a)} names it."
    for wires, one, other in ((first, a, b), (second, b, a)):
        for name in _names(wires):
            why = f"{called(one)} credits {name}; {called(other)} has the words without credit."
            return name, why
    within = _names(_within(a.cited, [p.a for p in shared]))
    for name in within:
        if name in _names(_within(b.cited, [p.b for p in shared])):
            return name, f"Both name {name} in the words that they share."
    return None, "Neither credits a wire that both could have taken the words from."


def credits_outlet(taker: Reading, source: Reading) -> str | None:
    """The source's outlet as the taker credits or names it, if it does."""
    named = (*taker.carried, *taker.cited)
    return next((n.name for n in named if is_outlet(n.name, source.document)), None)


def _names(named: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.name for n in named))


def _within(named: Iterable[Named], spans: Sequence[Span]) -> list[Named]:
    return [n for n in named if is_wire(n.name) and any(span.overlaps(n.span) for span in spans)]


def called(reading: Reading) -> str:
    """A report as it is named in reasons: by its outlet, if known."""
    document = reading.document
    return document.outlet or document.title or document.id


def _measured(evidence: Evidence, retold: int) -> str:
    passages = "one passage" if evidence.passages == 1 else f"{evidence.passages} passages"
    same = (
        f"{evidence.equal} words are the same in {passages},"
        f" {round(100 * evidence.share)} % of the shorter report."
    )
    if retold < 2:
        return same
    return f"{same} {retold} sentences tell the same in the same order, partly in other words."


def _why_not(evidence: Evidence) -> str:
    if evidence.quoted > evidence.own:
        return "Most of them are quoted: both may have heard the same speaker."
    if evidence.standing > evidence.own:
        return "Most of them are background that stands in reports of other days too."
    return "No more than a sentence or a background paragraph: not enough to speak of copying."
