"""Claims that came back from a tool, compared with those that stand in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from counterclaim.extracting.sentences import sentences
from counterclaim.model import Change, Decision, Document, GroundedClaim, Span, Words
from counterclaim.model.decision import FIELDS, DecisionKind, Field, Subject, Value
from counterclaim.model.decision_record import settled
from counterclaim.publishing.exports.marked import GIVEN, MARKED, Marked, marked

#: What reading a task raises that no export of ours has come to.
NOT_MADE: Final = (KeyError, TypeError, AttributeError, OverflowError, OSError, RecursionError)
_COMPARED: Final = frozenset({*MARKED, *GIVEN})


@dataclass(frozen=True, slots=True)
class Returned:
    """One task as a person left it.

    ``claims`` are what is marked in it now; ``shown`` the ids of the claims that the task showed;
    ``user`` and ``time`` who finished it and when, where the tool says so (else None); ``name``
    says which task it was, for the reason of a decision.
    """

    name: str
    document: str
    claims: tuple[Marked, ...]
    shown: tuple[str, ...]
    user: str | None
    time: str | None


def decisions(
    returned: Iterable[Returned],
    documents: Mapping[str, Document],
    claims: Mapping[str, GroundedClaim],
    user: str | None,
    time: str,
) -> Iterator[Decision]:
    """A correction for each claim that was changed, a rejection for each that was taken out, and
    an addition for each that was marked anew; nothing for a claim that came back as it stands.

    ``user`` and ``time`` (a moment, ISO 8601) stand in where the tool does not name its own. A
    claim that the ledger no longer holds is passed over. Raises ValueError, in words, where a
    report is not in the ledger, or nobody is named as the one who decides.
    """
    for task in returned:
        if task.document not in documents:
            raise ValueError(f"{task.name}: the ledger has no report {task.document!r}")
        by = user or task.user
        if by is None:
            raise ValueError(f"{task.name}: nobody is named as the one who decides")
        for kind, about, target, changes in _acts(task, documents[task.document], claims):
            yield settled(
                Decision("", kind, about, (target,), (), changes, by, task.time or time, task.name)
            )


Act = tuple[DecisionKind, Subject, str, tuple[Change, ...]]


def _acts(task: Returned, document: Document, claims: Mapping[str, GroundedClaim]) -> Iterator[Act]:
    kept = {claim.claim for claim in task.claims}
    for claim in task.claims:
        standing = claims.get(claim.claim) if claim.claim else None
        if standing is not None:
            changes = tuple(_changes(marked(standing), claim))
            if changes:
                yield "correct", "claim", standing.claim.id, changes
        elif claim.claim is None:
            yield "add", "document", document.id, _added(claim, document)
    for id in task.shown:
        if id not in kept and id in claims:
            yield "reject", "claim", id, ()


def _changes(standing: Marked, now: Marked) -> Iterator[Change]:
    for field in FIELDS:
        if field in _COMPARED:
            before, after = _shown(standing.values[field]), now.values[field]
            if isinstance(before, tuple) and isinstance(after, tuple):
                after = _in_order(before, after)
            if after != before:
                yield Change(field, after)


def _in_order(before: tuple[Words, ...], after: tuple[Words, ...]) -> tuple[Words, ...]:
    """As they were, then what is new: tools do not keep an order."""
    kept = tuple(words for words in before if words in after)
    return kept + tuple(words for words in after if words not in before)


def _shown(value: Value) -> Value:
    """What a tool can show of a value: words that the text lacks are not in it."""
    if not isinstance(value, tuple):
        return value
    return tuple(words for words in value if words.span is not None)


def _added(claim: Marked, document: Document) -> tuple[Change, ...]:
    """Every field that was marked, and the sentence that the trigger stands in."""
    (trigger,) = cast(tuple[Words, ...], claim.values["trigger"])
    values: dict[Field, Value] = {**claim.values, "sentence": (_sentence(trigger, document),)}
    return tuple(
        Change(field, values[field]) for field in FIELDS if values[field] not in (None, ())
    )


def _sentence(trigger: Words, document: Document) -> Words:
    span = cast(Span, trigger.span)
    bounds = next(
        (Span(*at) for at in sentences(document.text) if at[0] <= span.start < at[1]), span
    )
    whole = Span(bounds.start, max(bounds.end, span.end))
    return Words(whole.of(document.text), whole)
