"""Claims that came back from a tool, compared with those that stand in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final, cast

from counterclaim.extracting.sentences import sentences
from counterclaim.model import (
    Change,
    Collection,
    Decision,
    Document,
    GroundedClaim,
    Problem,
    Span,
    Words,
)
from counterclaim.model.decision import FIELDS, DecisionKind, Field, Subject, Value, claim_of
from counterclaim.model.decision_record import settled
from counterclaim.publishing.exports.marked import Marked, marked, said
from counterclaim.publishing.exports.reviews import reviews

#: What reading a task raises that no export of ours has come to.
NOT_MADE: Final = (KeyError, TypeError, AttributeError, OverflowError, OSError, RecursionError)
_DAYS: Final = frozenset({"start", "end"})


@dataclass(frozen=True, slots=True)
class Returned:
    """One task as a person left it.

    ``claims`` are what is marked in it now; ``shown`` the ids of the claims that the task showed,
    or None where it showed the report without any: then all claims of the report are compared, and
    one that the person found just so is accepted. ``ordered`` is whether places and agencies came
    back in the person's order. ``user`` and ``time`` say who finished it and when, where the tool
    says so (else None); ``name`` says which task it was, for the reason of a decision.
    """

    name: str
    document: str
    claims: tuple[Marked, ...]
    shown: tuple[str, ...] | None
    ordered: bool
    user: str | None
    time: str | None


def decisions(
    returned: Iterable[Returned | Problem], held: Collection, user: str | None, time: str
) -> Iterator[Decision | Problem]:
    """A correction for each claim that was changed, a rejection for each that was taken out, and
    an addition for each that was marked anew; nothing for a claim that came back as it was shown.

    ``user`` and ``time`` (a moment, ISO 8601) stand in where the tool does not name its own. A
    claim that the ledger no longer holds is passed over. A problem stands for what cannot be
    decided; those of ``returned`` are given on. Raises ValueError, in words, where a report is not
    in the ledger, or nobody is named as the one who decides.
    """
    setting = _Setting.of(held)
    for task in returned:
        if isinstance(task, Problem):
            yield task
            continue
        if task.document not in setting.documents:
            raise ValueError(f"{task.name}: the ledger has no report {task.document!r}")
        by = user or task.user
        if by is None:
            raise ValueError(f"{task.name}: nobody is named as the one who decides")
        for act in setting.acts(task, by):
            if isinstance(act, Problem):
                yield act
            else:
                kind, about, target, changes = act
                at = task.time or time
                yield settled(Decision("", kind, about, (target,), (), changes, by, at, task.name))


_Act = tuple[DecisionKind, Subject, str, tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a ledger holds, as tasks are set against it.

    ``judged`` are, by user, the claims that they hold to be there already.
    """

    documents: Mapping[str, Document]
    claims: Mapping[str, GroundedClaim]
    of_document: Mapping[str, tuple[str, ...]]
    judged: Mapping[str, Set[str]]

    @classmethod
    def of(cls, held: Collection) -> _Setting:
        of_document: dict[str, list[str]] = {}
        for grounded in held.claims:
            of_document.setdefault(grounded.claim.document, []).append(grounded.claim.id)
        judged: dict[str, set[str]] = {}
        for claim, made in reviews(held.decisions).items():
            for decision in made:
                if decision.kind != "reject":
                    judged.setdefault(decision.user, set()).add(claim)
        return cls(
            {document.id: document for document in held.documents},
            {grounded.claim.id: grounded for grounded in held.claims},
            {document: tuple(claims) for document, claims in of_document.items()},
            judged,
        )

    def acts(self, task: Returned, by: str) -> Iterator[_Act | Problem]:
        document = self.documents[task.document]
        taken = {claim.claim for claim in task.claims if claim.claim}
        for claim in task.claims:
            id = claim.claim or claim_of(document.id, claim.values)
            if claim.claim is None and id in taken:
                yield _twice(task, claim)
                continue
            taken.add(id)
            standing = self.claims.get(id)
            if standing is not None:
                changes = _changes(document, standing, claim, task.ordered)
                if changes:
                    yield "correct", "claim", id, changes
                elif task.shown is None and id not in self.judged.get(by, ()):
                    yield "accept", "claim", id, ()
            elif claim.claim is None:
                yield "add", "document", document.id, _added(claim, document)
        every = self.of_document.get(document.id, ()) if task.shown is None else task.shown
        for id in every:
            if id not in taken and id in self.claims:
                yield "reject", "claim", id, ()


def _twice(task: Returned, claim: Marked) -> Problem:
    (trigger,) = cast(tuple[Words, ...], claim.values["trigger"])
    where = f" at {trigger.span.start}" if trigger.span else ""
    return Problem(
        task.name,
        "",
        f"{task.document}: {claim.values['type']}, “{trigger.text}”{where}, is claimed twice with "
        "one count and object",
        "one of the two was taken; mark other words in the other",
    )


def _changes(
    document: Document, standing: GroundedClaim, now: Marked, ordered: bool
) -> tuple[Change, ...]:
    """The fields that a person left otherwise; the days also where the words for them are others,
    since these would be understood anew."""
    before = {**marked(standing).values, "sentence": (_at(standing.claim.sentence, document),)}
    found: dict[Field, Value] = {}
    for field in FIELDS:
        if field in now.values:
            old, new = said(before[field]), now.values[field]
            if isinstance(old, tuple) and isinstance(new, tuple) and not ordered:
                new = _in_order(old, new)
            if new != old or (field in _DAYS and "time" in found):
                found[field] = new
    return tuple(Change(field, value) for field, value in found.items())


def _in_order(before: tuple[Words, ...], after: tuple[Words, ...]) -> tuple[Words, ...]:
    """As they were, then what is new."""
    kept = tuple(words for words in before if words in after)
    return kept + tuple(words for words in after if words not in before)


def _added(claim: Marked, document: Document) -> tuple[Change, ...]:
    """Every field that has a value, and the days where it is said that there are none; the
    sentence that the trigger stands in where none was given."""
    (trigger,) = cast(tuple[Words, ...], claim.values["trigger"])
    values: dict[Field, Value] = {"sentence": (_sentence(trigger, document),), **claim.values}
    return tuple(
        Change(field, values[field])
        for field in FIELDS
        if field in values and (field in _DAYS or values[field] not in (None, ()))
    )


def _sentence(trigger: Words, document: Document) -> Words:
    span = cast(Span, trigger.span)
    bounds = next(
        (Span(*at) for at in sentences(document.text) if at[0] <= span.start < at[1]), span
    )
    return _at(Span(bounds.start, max(bounds.end, span.end)), document)


def _at(span: Span, document: Document) -> Words:
    return Words(span.of(document.text), span)
