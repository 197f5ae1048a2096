"""What each outlet says on each fact, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim says on a fact, and in which report of which outlet; ``anchor`` leads to it."""

    outlet: str | None
    document: str
    lower: int | None
    upper: int | None
    polarity: Polarity
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A fact with all that is told on it, in order of publication."""

    link: Link
    status: str
    told: tuple[Told, ...]


def matrix(lookup: Lookup) -> Matrix:
    """Facts told in two or more documents, at most 60, in the entries' order. Where no fact is told
    twice, the first facts."""
    entries = lookup.collection.entries
    shared = [entry for entry in entries if len(entry.documents) > 1]
    chosen = (shared or list(entries))[:MOST_ROWS]
    asked = [_question(entry, lookup) for entry in chosen]
    return beside(asked, left_out=len(entries) - len(chosen), shared_only=bool(shared))


def beside(questions: Sequence[Question], *, left_out: int, shared_only: bool) -> Matrix:
    """These facts; outlets by how many of them they speak to."""
    said = [_by_outlet(question) for question in questions]
    weight = Counter(outlet for cells in said for outlet in cells)
    outlets = sorted(weight, key=lambda outlet: (-weight[outlet], outlet))
    return Matrix(
        outlets=tuple(outlets),
        rows=tuple(
            MatrixRow(
                question.link,
                question.status,
                STATUSES[question.status],
                tuple(map(cells.get, outlets)),
            )
            for question, cells in zip(questions, said, strict=True)
        ),
        left_out=left_out,
        shared_only=shared_only,
    )


def _question(entry: Entry, lookup: Lookup) -> Question:
    claims = lookup.known_claims(entry.fact.claims)
    told = tuple(_told(grounded, lookup) for grounded in claims)
    return Question(to_entry(entry), entry.status, told)


def _told(grounded: GroundedClaim, lookup: Lookup) -> Told:
    claim, document = grounded.claim, lookup.document_of(grounded)
    return Told(
        document.outlet if document else None, claim.document, claim.lower, claim.upper,
        claim.polarity, record_anchor("claim", claim.id) if claim.id in lookup.voice_of else None,
    )  # fmt: skip


def _by_outlet(question: Question) -> dict[str, Cell]:
    told: dict[str, dict[str, list[Told]]] = {}
    for each in question.told:
        told.setdefault(each.outlet or NO_OUTLET, {}).setdefault(each.document, []).append(each)
    return {outlet: _cell(list(reports.values())) for outlet, reports in told.items()}


def _cell(reports: list[list[Told]]) -> Cell:
    """The outlet's last figure if it ever gave one, else what its last report does."""
    figures = [(claims, said) for claims in reports if (said := _figure(claims))]
    shown, words = figures[-1] if figures else (reports[-1], "")
    earlier = [said for said in dict.fromkeys(said for _, said in figures) if said != words]
    stance = _stance(reports[-1])
    if words:
        stance = [doing for doing in stance if doing == _DOES["denied"]]
    return Cell(
        Link(", ".join([words, *stance] if words else stance), shown[0].anchor),
        earlier=tuple(earlier[-3:]),
        denies=_DOES["denied"] in stance,
    )


def _figure(claims: list[Told]) -> str:
    """The range that one report's claims share, else all they span; empty without a number."""
    told = [(each.lower, each.upper) for each in claims if each.polarity != "denied"]
    return bounds(*together([range for range in told if range != (None, None)]))


def _stance(claims: list[Told]) -> list[str]:
    held = {each.polarity for each in claims}
    return [words for polarity, words in _DOES.items() if polarity in held]
