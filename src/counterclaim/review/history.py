"""The history of a ledger's decisions: each with its state and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from counterclaim.model import Bonds, Collection, Decision, Document, GroundedClaim
from counterclaim.model.collection import as_found
from counterclaim.review.bonds import bond
from counterclaim.review.fates import Fates, Standing
from counterclaim.review.undoing import undo
from counterclaim.review.verdicts import judge

__all__ = ["Standing", "Weighed", "history", "weighed"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the decisions come to, all together.

    ``changes`` are, by claim id, the corrections and additions in force, in order of time;
    ``added`` the ids of the claims that were added, by document; ``facts`` and ``voices`` say which
    claims belong together.
    """

    standings: tuple[Standing, ...]
    changes: Mapping[str, tuple[Decision, ...]]
    added: Mapping[str, tuple[str, ...]]
    rejected: frozenset[str]
    facts: Bonds
    voices: Bonds


def history(held: Collection) -> tuple[Standing, ...]:
    """Every decision of a ledger in order of time, with its state."""
    if not held.decisions:
        return ()
    found = as_found(held.documents, held.claims, held.originals)
    return weighed(held.decisions, held.documents, found).standings


def weighed(
    decisions: Iterable[Decision], documents: Iterable[Document], found: Iterable[GroundedClaim]
) -> Weighed:
    """Decide between the decisions: which are undone, which have no target, which give way."""
    fates = Fates(decisions)
    undo(fates)
    known = _known(fates, {document.id: document for document in documents}, found)
    rejected = judge(fates)
    standing = known - rejected
    facts = bond(fates, "merge", "split", standing)
    voices = bond(fates, "same_voice", "different_voice", standing)
    changes: dict[str, tuple[Decision, ...]] = {}
    added: dict[str, tuple[str, ...]] = {}
    for decision in fates.live("add", "correct"):
        claim = decision.claims[0]
        changes[claim] = (*changes.get(claim, ()), decision)
        if decision.kind == "add":
            document = decision.targets[0]
            added[document] = (*added.get(document, ()), claim)
    return Weighed(fates.standings(), changes, added, rejected, facts, voices)


def _known(
    fates: Fates, documents: Mapping[str, Document], found: Iterable[GroundedClaim]
) -> frozenset[str]:
    """The claims there are: the machine's and those added. What is about others is an orphan."""
    document_of = {grounded.claim.id: grounded.claim.document for grounded in found}
    additions = {d.claims[0] for d in fates.decisions if d.kind == "add"}
    for decision in fates.live("add"):
        why = _lost_words(decision, documents.get(decision.targets[0]))
        if why:
            fates.orphaned(decision, why)
        else:
            document_of.setdefault(decision.claims[0], decision.targets[0])
    every = {decision.id for decision in fates.decisions}
    for decision in fates.live("accept", "reject", "correct", "note"):
        known = {"document": documents, "decision": every}.get(decision.about, document_of)
        if not any(target in known for target in decision.targets):
            fates.orphaned(decision, _gone(decision.targets[0], additions))
        elif decision.kind == "correct":
            why = _lost_words(decision, documents.get(document_of[decision.targets[0]]))
            if why:
                fates.orphaned(decision, why)
    return frozenset(document_of)


def _gone(target: str, additions: Set[str]) -> str:
    if target in additions:
        return f"{target} is not in this ledger: its addition does not hold"
    return f"{target} is not in this ledger: its report is gone, or is read otherwise now"


def _lost_words(decision: Decision, document: Document | None) -> str:
    """Why the words of a decision cannot be found where they stood; empty where they are there."""
    if document is None:
        return f"{decision.targets[0]} is not in this ledger"
    for change in decision.changes:
        for words in change.value if isinstance(change.value, tuple) else ():
            if words.span is not None and words.span.of(document.text) != words.text:
                where = f"[{words.span.start}, {words.span.end})"
                return f"{document.id} has other words than “{words.text}” at {where} now"
    return ""
