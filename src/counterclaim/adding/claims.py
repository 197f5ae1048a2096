"""The claims as they stand after all decisions, where decisions have a part in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from counterclaim.ledger import contents, slices
from counterclaim.ledger.decisions import decisions
from counterclaim.model import UNBOUND, Bonds, Decision, Document, GroundedClaim
from counterclaim.model.collection import as_found
from counterclaim.review import Ground, Review, reviewed
from counterclaim.review.history import weighed


@dataclass(frozen=True, slots=True)
class Decided:
    """``standing`` are, by document, the claims that stand, where they are others than those that
    are stored; ``changed`` the ids of those that came or changed, ``gone`` of those that went.

    ``originals`` say what the machine read of them. ``facts`` and ``voices`` are all bonds in
    force; ``loosened`` the claims of bonds that came or went since the ledger was settled.
    """

    standing: Mapping[str, tuple[GroundedClaim, ...]] = field(default_factory=dict)
    originals: Mapping[str, GroundedClaim | None] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    facts: Bonds = UNBOUND
    voices: Bonds = UNBOUND
    loosened: frozenset[str] = frozenset()
    loosened_voices: frozenset[str] = frozenset()


def decided(connection: Connection, unsettled: Iterable[str], ground: Ground) -> Decided:
    """Carry out all decisions on the documents and claims that they are about, and on no others.

    ``unsettled`` are the ids of the decisions that entries do not follow yet.
    """
    made, originals = decisions(connection), contents.originals(connection)
    if not made and not originals:
        return Decided()
    documents = contents.documents(connection, _about(connection, made, originals))
    ids = [document.id for document in documents]
    stored = contents.claims(connection, documents, slices.claims_of(connection, ids))
    found = as_found(documents, stored, originals)
    review = reviewed(made, documents, found, ground)
    new = frozenset(unsettled)
    before = weighed([d for d in made if d.id not in new], documents, found)
    was = {g.claim.id: g for g in stored}
    now = {g.claim.id: g for g in review.claims}
    standing, kept = _changed(documents, stored, originals, review)
    return Decided(
        standing=standing,
        originals=kept,
        changed=frozenset(id for id, g in now.items() if was.get(id) != g),
        gone=frozenset(was.keys() - now.keys()),
        facts=review.facts,
        voices=review.voices,
        loosened=_between(before.facts, review.facts),
        loosened_voices=_between(before.voices, review.voices),
    )


def _about(
    connection: Connection,
    made: Iterable[Decision],
    originals: Mapping[str, GroundedClaim | None],
) -> list[str]:
    """The documents in which decisions have a part."""
    made = tuple(made)
    claims = {claim for decision in made for claim in decision.claims}
    named = {t for d in made if d.about == "document" for t in d.targets}
    named |= {grounded.claim.document for grounded in originals.values() if grounded}
    return sorted(named | {*slices.told_in(connection, claims)})


def _changed(
    documents: Iterable[Document],
    stored: Iterable[GroundedClaim],
    originals: Mapping[str, GroundedClaim | None],
    review: Review,
) -> tuple[dict[str, tuple[GroundedClaim, ...]], dict[str, GroundedClaim | None]]:
    """The claims and originals of the documents in which either is another than is stored."""
    was, now = _by_document(stored), _by_document(review.claims)
    document_of = {g.claim.id: g.claim.document for g in (*stored, *review.claims)}
    document_of |= {id: g.claim.document for id, g in originals.items() if g}
    document_of |= {id: g.claim.document for id, g in review.originals.items() if g}
    other = {
        document_of[id]
        for id in originals.keys() | review.originals.keys()
        if id in document_of
        and (
            (id in originals) != (id in review.originals)
            or originals.get(id) != review.originals.get(id)
        )
    }
    ids = [d.id for d in documents if d.id in other or was.get(d.id) != now.get(d.id)]
    kept = {id: g for id, g in review.originals.items() if document_of[id] in set(ids)}
    return {id: tuple(now.get(id, ())) for id in ids}, kept


def _by_document(claims: Iterable[GroundedClaim]) -> dict[str, list[GroundedClaim]]:
    found: dict[str, list[GroundedClaim]] = {}
    for grounded in claims:
        found.setdefault(grounded.claim.document, []).append(grounded)
    return found


def _between(before: Bonds, after: Bonds) -> frozenset[str]:
    """The claims of the bonds that are in one of the two only."""
    changed = {*before.together} ^ {*after.together} | ({*before.apart} ^ {*after.apart})
    return frozenset(claim for bond in changed for claim in (*bond.claims, *bond.others))
