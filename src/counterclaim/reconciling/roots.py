"""Whom a claim goes back to: the root of its source chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Document, Origin
from counterclaim.reconciling.tellings import Telling

# A credit of these kinds says whose text it is; one within a sentence says whom it quotes.
_CARRIED = frozenset({"dateline", "byline", "tail"})


# Two reports' "residents" or "a military source" are not known to be the same people.
_UNNAMED = frozenset({"eyewitness", "unnamed_source"})


@dataclass(frozen=True, slots=True)
class Root:
    """``key`` is equal for claims that go back to the same source; ``why`` says how it is known.

    ``spoken`` is False where the report says it in its own voice.
    """

    key: str
    name: str
    why: str
    spoken: bool


def roots(told: Mapping[str, Telling], origins: Sequence[Origin]) -> Mapping[str, Root]:
    """The root of each claim, by claim id."""
    family = {document: origin for origin in origins for document in origin.documents}
    return {key: _root(telling, family.get(telling.document.id)) for key, telling in told.items()}


def _root(telling: Telling, family: Origin | None) -> Root:
    grounded, document = telling.grounded, telling.document
    source = grounded.speaker or (grounded.via[0] if grounded.via else None)
    if source is not None and grounded.root is not None:
        who = grounded.root
        key = who.id if who.kind in _UNNAMED else _key(who.name)
        return Root(key, who.name, f"all cite {who.name}", True)
    credit = _credit(document, family)
    if credit is not None:
        return Root(_key(credit), credit, f"all carry the text of {credit}", False)
    outlet = document.outlet or document.id
    return Root(_key(outlet), outlet, f"all are {outlet}'s own reporting", False)


def _key(name: str) -> str:
    """An agency is one source whether it is quoted, credited, or speaks for itself."""
    return " ".join(name.casefold().removeprefix("the ").split())


def _credit(document: Document, family: Origin | None) -> str | None:
    """The wire whose text the report is, if it says so or its copy family does."""
    own = next((c.name for c in document.credits if c.kind in _CARRIED), None)
    if own is None and document.dateline is not None:
        own = document.dateline.credit
    named = own or (family.credit if family and family.root is None else None)
    same = document.outlet and named and named.casefold() == document.outlet.casefold()
    return None if same else named
