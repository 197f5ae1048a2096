"""What outlets call one group, side by side."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from counterclaim.model import GroundedClaim
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.links import Link
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.usage import LABELLED, EntityLabels, Label, OutletLabels
from counterclaim.publishing.wording import NO_OUTLET, counted

# As many entities as a reader can still scan, and labels of one outlet for one of them.
MOST_ENTITIES = 40
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Labels:
    """An entity's neutral name; each label with the outlets that use it."""

    name: str
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label with how often it is used; the link leads to the first use."""

    link: Link
    count: int
    note: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    """What one outlet calls one entity; ``left_out`` counts further labels."""

    outlet: str
    labels: tuple[LabelView, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class LabelTable:
    """Entities by name, each with its rows; ``left_out`` counts entities that are not shown."""

    entities: tuple[tuple[str, tuple[LabelRow, ...]], ...]
    left_out: int


def label_table(listed: Iterable[EntityLabels], told: Container[str]) -> LabelTable:
    """Of these, who is given two labels or more; at most 40. ``told`` are the claims that an entry
    shows, to which a label can lead."""
    several = [each for each in listed if len(each.words) > 1]
    return LabelTable(
        tuple((each.entity.name, _rows(each, told)) for each in several[:MOST_ENTITIES]),
        max(0, len(several) - MOST_ENTITIES),
    )


def _rows(each: EntityLabels, told: Container[str]) -> tuple[LabelRow, ...]:
    return tuple(_row(outlet, told) for outlet in each.outlets)


def _row(each: OutletLabels, told: Container[str]) -> LabelRow:
    shown = each.labels[:MOST_LABELS]
    views = tuple(_view(label, told) for label in shown)
    return LabelRow(each.outlet, views, len(each.labels) - len(shown))


def _view(label: Label, told: Container[str]) -> LabelView:
    claim = next((use.claim for use in label.uses if use.claim in told), None)
    anchor = record_anchor("claim", claim) if claim is not None else None
    note = f"{counted(label.quoted, 'time')} in quotation marks" if label.quoted else ""
    return LabelView(Link(label.words, anchor), len(label.uses), note)


def labels(claims: Iterable[GroundedClaim], lookup: Lookup) -> tuple[Labels, ...]:
    """Groups, forces and states among these claims' actors and objects that are given more than
    one label."""
    used: dict[str, dict[str, dict[str, None]]] = {}
    for grounded in claims:
        document = lookup.document_of(grounded)
        outlet = document.outlet if document and document.outlet else NO_OUTLET
        for naming in (grounded.actor, grounded.object):
            if naming is not None and naming.entity.kind in LABELLED:
                given = used.setdefault(naming.entity.name, {})
                given.setdefault(naming.mention.text, {})[outlet] = None
    return tuple(
        Labels(name, tuple((label, ", ".join(outlets)) for label, outlets in given.items()))
        for name, given in used.items()
        if len({label.casefold() for label in given}) > 1
    )
