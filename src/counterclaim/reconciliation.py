"""A ledger's entries worked out anew under another policy, from what the ledger holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger, slices
from counterclaim.ledger.unsettled import KINDS, settled_by
from counterclaim.model import Claim, Collection, Document, Entry, Fact, GroundedClaim, Work
from counterclaim.model.collection import as_found
from counterclaim.model.terms import CLAIM_TYPES
from counterclaim.policy import Policy
from counterclaim.reconciling import reconcile
from counterclaim.review import reviewed

_TRIES = 10  # times that it is done again because another program wrote meanwhile
_RECONCILING = ("policy", "reconcile_")  # how the choices are named that reconciling looks at


def reconcile_anew(ledger: Ledger, policy: Policy) -> Collection:
    """Reconcile the ledger's claims under ``policy``, in one transaction.

    No report is read, no copy traced and no claim matched again: questions, claims and decisions
    stay as they are. Gives what the ledger then holds. Raises LedgerError where it holds no
    entries, or other programs keep writing to it.
    """
    for _ in range(_TRIES):
        since = ledger.writes()
        held = ledger.collection()
        if not held.entries:
            raise LedgerError(f"{ledger.path}: no entries; build it first")
        entries = _entries(held, policy)
        held = replace(held, entries=entries, policy={**held.policy, **_own(policy)})
        if _kept(ledger, held, since):
            return held
    raise LedgerError(f"{ledger.path}: other programs keep writing to it; try again later")


def _kept(ledger: Ledger, held: Collection, since: int) -> bool:
    """Keep the entries, and what later additions need to know of them."""
    with ledger.reading() as connection:
        by, measures = settled_by(connection), slices.measures(connection)
        wars = frozenset(slices.of_wars(connection, CLAIM_TYPES))
    if by is None:
        return ledger.store_work(held, since=since)
    work = Work(entries=held.entries, measures=measures, wars=wars)
    return ledger.settle(
        work, since=since, by=by, claims=held.claims, policy=held.policy, kept=KINDS
    )


def _entries(held: Collection, policy: Policy) -> tuple[Entry, ...]:
    stored = {grounded.claim.id: grounded for grounded in held.claims}
    found = as_found(held.documents, held.claims, held.originals)

    def as_stored(_document: Document, claims: Sequence[Claim]) -> list[GroundedClaim]:
        return [stored[claim.id] for claim in claims]

    review = reviewed(held.decisions, held.documents, found, as_stored)
    return reconcile(
        held.documents, held.claims, _facts(held), held.copies, held.origins, policy,
        bonds=review.voices,
    )  # fmt: skip


def _facts(held: Collection) -> list[Fact]:
    """The questions in the order in which they were matched: that of their first claims."""
    order = {grounded.claim.id: at for at, grounded in enumerate(held.claims)}
    return sorted((entry.fact for entry in held.entries), key=lambda fact: order[fact.claims[0]])


def _own(policy: Policy) -> dict[str, str]:
    """The choices that reconciling looks at; the ledger's others hold as it was built."""
    choices = policy.described()
    return {name: value for name, value in choices.items() if name.startswith(_RECONCILING)}
