"""One entry with everything behind it: voices, claims, relations, the toll over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Entry, GroundedClaim, Naming, Voice
from counterclaim.publishing.claim_view import Saying, sayings
from counterclaim.publishing.entry_table import Row
from counterclaim.publishing.glyphs import badge
from counterclaim.publishing.links import Link, to_anything, to_entry
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.series import Series, series
from counterclaim.publishing.step_chart import step_chart
from counterclaim.publishing.wording import (
    RELATIONS,
    bounds,
    calendar,
    counted,
    document_name,
)

# Comparisons shown of each fact, the least certain first: those are what a reader checks.
MOST_JOINS = 2
MOST_RELATIONS = 15
MOST_SCOPES = 6


@dataclass(frozen=True, slots=True)
class VoiceView:
    badge: Markup
    name: str
    range: str
    documents: int
    reasons: tuple[str, ...]
    claims: int
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    a: Link
    kind: str
    b: Link
    reason: str


@dataclass(frozen=True, slots=True)
class JoinView:
    a: Link
    b: Link
    score: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """An entity's neutral name with each label and who uses it."""

    name: str
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """``told_once`` where one claim is all there is; ``chart`` is empty where the count has no
    history, ``chart_note`` says what it leaves out."""

    row: Row
    id: str
    told_once: bool
    reasons: tuple[str, ...]
    chart: Markup
    chart_note: str
    voices: tuple[VoiceView, ...]
    relations: tuple[RelationView, ...]
    relations_left_out: int
    joins: tuple[JoinView, ...]
    joins_left_out: int
    namings: tuple[Labels, ...]
    within: tuple[Link, ...]
    within_left_out: int
    contains: tuple[Link, ...]
    contains_left_out: int


def details(lookup: Lookup, table: Iterable[Row]) -> Iterator[Detail]:
    """Each entry in full, in the order of the table."""
    contained = _contained(lookup)
    for entry, row in zip(lookup.collection.entries, table, strict=True):
        yield _detail(entry, row, lookup, tuple(contained.get(entry.fact.id, ())))


def _contained(lookup: Lookup) -> dict[str, list[Link]]:
    parts: dict[str, list[Link]] = {}
    for entry in lookup.collection.entries:
        for whole in entry.fact.within:
            parts.setdefault(whole, []).append(to_entry(entry))
    return parts


def _detail(entry: Entry, row: Row, lookup: Lookup, contains: tuple[Link, ...]) -> Detail:
    toll = series(entry)
    claims = lookup.known_claims(entry.fact.claims)
    within = tuple(to_entry(lookup.entries[id]) for id in entry.fact.within if id in lookup.entries)
    return Detail(
        row=row,
        id=entry.fact.id,
        told_once=len(entry.voices) == len(entry.fact.claims) == 1,
        reasons=_reasons(entry),
        chart=step_chart(toll, _chart_summary(toll)) if toll else Markup(""),
        chart_note=_chart_note(toll) if toll else "",
        voices=tuple(_voice(number, v, lookup) for number, v in enumerate(entry.voices)),
        relations=tuple(_relations(entry, lookup)),
        relations_left_out=max(0, len(entry.relations) - MOST_RELATIONS),
        joins=tuple(_joins(entry, lookup)),
        joins_left_out=max(0, len(entry.fact.joins) - MOST_JOINS),
        namings=_namings(claims, lookup),
        within=within[:MOST_SCOPES],
        within_left_out=len(entry.fact.within) - len(within[:MOST_SCOPES]),
        contains=contains[:MOST_SCOPES],
        contains_left_out=max(0, len(contains) - MOST_SCOPES),
    )


def _reasons(entry: Entry) -> tuple[str, ...]:
    """The reasons but for the count of voices, which the line above them gives."""
    told = f"{counted(len(entry.voices), 'voice')} in {counted(len(entry.documents), 'document')}"
    return tuple(reason for reason in entry.reasons if reason != told)


def _voice(number: int, voice: Voice, lookup: Lookup) -> VoiceView:
    return VoiceView(
        badge=badge(number),
        name=voice.name,
        range=bounds(voice.lower, voice.upper),
        documents=len(voice.documents),
        reasons=voice.reasons if len(voice.claims) > 1 else (),
        claims=len(voice.claims),
        sayings=sayings(lookup.known_claims(voice.claims), lookup),
    )


def _relations(entry: Entry, lookup: Lookup) -> Iterator[RelationView]:
    for relation in entry.relations[:MOST_RELATIONS]:
        yield RelationView(
            to_anything(relation.a, lookup),
            RELATIONS.get(relation.kind, relation.kind),
            to_anything(relation.b, lookup),
            relation.reason,
        )


def _joins(entry: Entry, lookup: Lookup) -> Iterator[JoinView]:
    for join in sorted(entry.fact.joins, key=lambda j: (j.score, j.a, j.b))[:MOST_JOINS]:
        a, b = to_anything(join.a, lookup), to_anything(join.b, lookup)
        yield JoinView(a, b, f"{join.score:.2f}", join.reasons)


def _namings(claims: Iterable[GroundedClaim], lookup: Lookup) -> tuple[Labels, ...]:
    """Actors and objects by neutral name, where outlets use more than one word for them."""
    used: dict[str, dict[str, dict[str, None]]] = {}
    for grounded in claims:
        document = lookup.document_of(grounded)
        outlet = document.outlet if document and document.outlet else document_name(document)
        for naming in (grounded.actor, grounded.object):
            if naming is not None:
                labels = used.setdefault(naming.entity.name, {})
                labels.setdefault(_label(naming), {})[outlet] = None
    return tuple(
        Labels(name, tuple((label, ", ".join(outlets)) for label, outlets in labels.items()))
        for name, labels in used.items()
        if len({label.casefold() for label in labels}) > 1
    )


def _label(naming: Naming) -> str:
    return naming.mention.text


def _chart_summary(toll: Series) -> str:
    said = (
        f"{line.name}: "
        + ", ".join(f"{bounds(s.low, s.high) or s.value} on {calendar(s.day)}" for s in line.steps)
        for line in toll.lines
    )
    return "Count by day of publication. " + "; ".join(said) + "."


def _chart_note(toll: Series) -> str:
    notes = []
    if toll.voices_left_out:
        notes.append(f"{counted(toll.voices_left_out, 'voice')} not drawn")
    if toll.undated:
        notes.append(f"{counted(toll.undated, 'undated report')} not drawn")
    return "; ".join(notes)
