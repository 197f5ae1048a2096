"""Whom a claim goes back to: the root of its source chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Document, GroundedClaim, Origin
from counterclaim.model.terms import EntityKind
from counterclaim.reconciling.tellings import Telling

# A credit of these kinds says whose text it is; one within a sentence says whom it quotes.
_CARRIED = frozenset({"dateline", "byline", "tail"})


# Two reports' "residents" or "a military source" are not known to be the same people.
UNNAMED = frozenset({"eyewitness", "unnamed_source"})


@dataclass(frozen=True, slots=True)
class Root:
    """``key`` is equal for claims that go back to the same source; ``why`` says how it is known.

    ``spoken`` is False where the report says it in its own voice; ``carrier`` is the key that it
    then has: of the agency whose text it prints, or of its outlet.
    """

    key: str
    name: str
    why: str
    spoken: bool
    kind: EntityKind
    carrier: str


def roots(told: Mapping[str, Telling], origins: Sequence[Origin]) -> Mapping[str, Root]:
    """The root of each claim, by claim id."""
    family = {document: origin for origin in origins for document in origin.documents}
    documents = {telling.document.id: telling.document for telling in told.values()}
    own = {id: _own(document, family.get(id)) for id, document in documents.items()}
    return {key: _root(t.grounded, own[t.document.id]) for key, t in told.items()}


def _root(grounded: GroundedClaim, own: Root) -> Root:
    source = grounded.speaker or (grounded.via[0] if grounded.via else None)
    if source is None or grounded.root is None:
        return own
    who = grounded.root
    key = who.id if who.kind in UNNAMED else _key(who.name)
    return Root(key, who.name, f"all cite {who.name}", True, who.kind, own.carrier)


def _own(document: Document, family: Origin | None) -> Root:
    """The root of what the report says in its own voice."""
    credit = _credit(document, family)
    if credit is not None:
        key = _key(credit)
        return Root(key, credit, f"all carry the text of {credit}", False, "agency", key)
    outlet, key = document.outlet or document.id, own_key(document)
    return Root(key, outlet, f"all are {outlet}'s own reporting", False, "outlet", key)


def own_key(document: Document) -> str:
    """The key of what the outlet of a report says for itself."""
    return _key(document.outlet or document.id)


def _key(name: str) -> str:
    """An agency is one source whether it is quoted, credited, or speaks for itself; outlets are
    named by their address, too ("valleypost")."""
    folded = name.casefold().removeprefix("the ")
    return "".join(filter(str.isalnum, folded)) or folded


def _credit(document: Document, family: Origin | None) -> str | None:
    """The wire whose text the report is, if it says so or its copy family does."""
    own = next((c.name for c in document.credits if c.kind in _CARRIED), None)
    if own is None and document.dateline is not None:
        own = document.dateline.credit
    named = own or (family.credit if family and family.root is None else None)
    # "Valley Post and agencies", printed by the Valley Post, is its own reporting.
    same = document.outlet and named and _key(named).startswith(_key(document.outlet))
    return None if same else named
