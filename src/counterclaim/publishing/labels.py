"""What outlets call one group, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.model import GroundedClaim
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import NO_OUTLET


@dataclass(frozen=True, slots=True)
class Labels:
    """An entity's neutral name; each label with the outlets that use it."""

    name: str
    labels: tuple[tuple[str, str], ...]


def labels(claims: Iterable[GroundedClaim], lookup: Lookup) -> tuple[Labels, ...]:
    """Actors and objects of these claims that are given more than one label."""
    used: dict[str, dict[str, dict[str, None]]] = {}
    for grounded in claims:
        document = lookup.document_of(grounded)
        outlet = document.outlet if document and document.outlet else NO_OUTLET
        for naming in (grounded.actor, grounded.object):
            if naming is not None:
                given = used.setdefault(naming.entity.name, {})
                given.setdefault(naming.mention.text, {})[outlet] = None
    return tuple(
        Labels(name, tuple((label, ", ".join(outlets)) for label, outlets in given.items()))
        for name, given in used.items()
        if len({label.casefold() for label in given}) > 1
    )
