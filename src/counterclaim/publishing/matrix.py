"""What each outlet says on each fact, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.model import Entry, GroundedClaim
from counterclaim.model.ranges import together
from counterclaim.model.terms import Polarity
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.links import Link, to_entry
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import NO_OUTLET, STATUSES, bounds

# As many rows as a reader can still scan; the table of entries holds the rest.
MOST_ROWS = 60
_DOES: Mapping[Polarity, str] = {
    "asserted": "says so",
    "denied": "denies",
    "unverified": "unverified",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """An outlet's last word on a fact; ``earlier`` its other figures before, at most three."""

    link: Link
    earlier: tuple[str, ...]
    denies: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    link: Link
    status: str
    status_name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``left_out`` counts the facts that are not among the rows."""

    outlets: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    left_out: int
    shared_only: bool


def matrix(lookup: Lookup) -> Matrix:
    """Facts told in two or more documents, at most 60, in the entries' order; outlets by how many
    of these facts they speak to. Where no fact is told twice, the first facts."""
    entries = lookup.collection.entries
    shared = [entry for entry in entries if len(entry.documents) > 1]
    chosen = (shared or list(entries))[:MOST_ROWS]
    said = [_by_outlet(entry, lookup) for entry in chosen]
    weight: dict[str, int] = {}
    for cells in said:
        for outlet in cells:
            weight[outlet] = weight.get(outlet, 0) + 1
    outlets = sorted(weight, key=lambda outlet: (-weight[outlet], outlet))
    return Matrix(
        outlets=tuple(outlets),
        rows=tuple(_row(e, cells, outlets) for e, cells in zip(chosen, said, strict=True)),
        left_out=len(entries) - len(chosen),
        shared_only=bool(shared),
    )


def _row(entry: Entry, cells: dict[str, Cell], outlets: Iterable[str]) -> MatrixRow:
    return MatrixRow(
        to_entry(entry),
        entry.status,
        STATUSES[entry.status],
        tuple(cells.get(outlet) for outlet in outlets),
    )


def _by_outlet(entry: Entry, lookup: Lookup) -> dict[str, Cell]:
    told: dict[str, dict[str, list[GroundedClaim]]] = {}
    for grounded in lookup.known_claims(entry.fact.claims):
        document = lookup.document_of(grounded)
        outlet = document.outlet if document and document.outlet else NO_OUTLET
        told.setdefault(outlet, {}).setdefault(grounded.claim.document, []).append(grounded)
    return {outlet: _cell(list(reports.values()), lookup) for outlet, reports in told.items()}


def _cell(reports: list[list[GroundedClaim]], lookup: Lookup) -> Cell:
    """The outlet's last figure if it ever gave one, else what its last report does."""
    figures = [(claims, said) for claims in reports if (said := _figure(claims))]
    shown, words = figures[-1] if figures else (reports[-1], "")
    earlier = [said for said in dict.fromkeys(said for _, said in figures) if said != words]
    stance = _stance(reports[-1])
    if words:
        stance = [doing for doing in stance if doing == _DOES["denied"]]
    first = shown[0].claim.id
    return Cell(
        Link(
            ", ".join([words, *stance] if words else stance),
            record_anchor("claim", first) if first in lookup.voice_of else None,
        ),
        earlier=tuple(earlier[-3:]),
        denies=_DOES["denied"] in stance,
    )


def _figure(claims: list[GroundedClaim]) -> str:
    """The range that one report's claims share, else all they span; empty without a number."""
    told = [(g.claim.lower, g.claim.upper) for g in claims if g.claim.polarity != "denied"]
    return bounds(*together([range for range in told if range != (None, None)]))


def _stance(claims: list[GroundedClaim]) -> list[str]:
    held = {grounded.claim.polarity for grounded in claims}
    return [words for polarity, words in _DOES.items() if polarity in held]
