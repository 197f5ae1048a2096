"""One entry with everything behind it: voices, claims, relations, the toll over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Entry, Voice
from counterclaim.model.ranges import said
from counterclaim.publishing.claim_view import Saying, sayings
from counterclaim.publishing.decision_view import DecisionView, decision_views
from counterclaim.publishing.entry_table import Row
from counterclaim.publishing.explained import ParagraphView, explained, in_short
from counterclaim.publishing.explanation import Explainer
from counterclaim.publishing.glyphs import badge
from counterclaim.publishing.labels import Labels, labels
from counterclaim.publishing.links import Link
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.series import series
from counterclaim.publishing.some import Some
from counterclaim.publishing.standings import (
    RelationView,
    parts,
    relations,
    wholes,
)
from counterclaim.publishing.status_sentence import standing
from counterclaim.publishing.step_chart import step_chart
from counterclaim.publishing.wording import bounds, counted


@dataclass(frozen=True, slots=True)
class VoiceView:
    """``answer`` is the range, or that the voice denies or doubts; ``evident`` where the answer of
    the entry and the line of its one claim say all of this."""

    badge: Markup
    name: str
    answer: str
    evident: bool
    documents: int
    reasons: tuple[str, ...]
    claims: int
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """``standing`` is the status in a sentence, empty where it would only name the one voice that
    stands below it; ``told_once`` where one claim is all there is;
    ``chart`` is empty where the count has no history, ``chart_note`` says what it leaves out;
    ``explained`` says how the entry came to be, but for its claims, which are shown in full;
    ``decisions`` are the reviewers' on any of its claims, the first first."""

    row: Row
    id: str
    standing: str
    told_once: bool
    reasons: tuple[str, ...]
    chart: Markup
    chart_note: str
    voices: tuple[VoiceView, ...]
    relations: Some[RelationView]
    explained: tuple[ParagraphView, ...]
    decisions: tuple[DecisionView, ...]
    labels: tuple[Labels, ...]
    within: Some[Link]
    contains: Some[Link]


def details(lookup: Lookup, table: Iterable[Row], *, brief: bool = False) -> Iterator[Detail]:
    """The entries in full, in the order of the table: as many of the first as it has rows.

    ``brief``: how an entry came to be is told in a sentence or two (see ``in_short``).
    """
    contained, explainer = parts(lookup), Explainer.over(lookup)
    for entry, row in zip(lookup.collection.entries, table, strict=False):
        inner = contained.get(entry.fact.id, Some((), 0))
        yield _detail(entry, row, explainer, inner, brief)


def _detail(
    entry: Entry, row: Row, explainer: Explainer, contains: Some[Link], brief: bool
) -> Detail:
    lookup, toll = explainer.lookup, series(entry)
    told_once = len(entry.voices) == len(entry.fact.claims) == 1
    return Detail(
        row=row,
        id=entry.fact.id,
        standing="" if _plainly_single(entry) else standing(entry),
        told_once=told_once,
        reasons=() if told_once else _reasons(entry),
        chart=step_chart(toll) if toll else Markup(""),
        chart_note=toll.note if toll else "",
        voices=tuple(_voice(number, v, entry, lookup) for number, v in enumerate(entry.voices)),
        relations=relations(entry, lookup),
        explained=in_short(entry, lookup) if brief else explained(entry, explainer),
        decisions=decision_views(entry, explainer.decisions),
        labels=labels(lookup.known_claims(entry.fact.claims), lookup),
        within=wholes(entry, lookup),
        contains=contains,
    )


def _plainly_single(entry: Entry) -> bool:
    return entry.status == "single_voice" and not entry.provisional


def _reasons(entry: Entry) -> tuple[str, ...]:
    """The reasons but for the count of voices, which the line above them gives, and for the range
    of each, which its heading gives. One claim by itself has none that its sentence does not
    tell."""
    voices = counted(len(entry.voices), "voice")
    told = {f"{voices} in {counted(len(entry.documents), 'document')}"}
    told |= {f"{voice.name}: {said(voice.lower, voice.upper)}" for voice in entry.voices}
    return tuple(reason for reason in entry.reasons if reason not in told)


def _voice(number: int, voice: Voice, entry: Entry, lookup: Lookup) -> VoiceView:
    told = sayings(lookup.known_claims(voice.claims), lookup)
    return VoiceView(
        badge=badge(number),
        name=voice.name,
        answer=bounds(voice.lower, voice.upper) or _stance(voice, lookup),
        evident=_evident(voice, entry, told),
        documents=len(voice.documents),
        reasons=_why_one(voice),
        claims=len(voice.claims),
        sayings=told,
    )


def _evident(voice: Voice, entry: Entry, told: tuple[Saying, ...]) -> bool:
    """Whether its one claim's chain begins with its name, and its range is the entry's."""
    roots = [claim.root for saying in told for claim in saying.claims]
    ranges = (voice.lower, voice.upper), (entry.low, entry.high)
    return roots == [voice.name] and bounds(*ranges[0]) == bounds(*ranges[1])


def _why_one(voice: Voice) -> tuple[str, ...]:
    """Why its claims are one voice, where its name does not say that already."""
    if len(voice.claims) == 1:
        return ()
    return tuple(reason for reason in voice.reasons if reason != f"all cite {voice.name}")


def _stance(voice: Voice, lookup: Lookup) -> str:
    """That all claims of a voice deny, or are marked as doubtful by the text; else nothing."""
    held = {grounded.claim.polarity for grounded in lookup.known_claims(voice.claims)}
    if held == {"denied"}:
        return "denies"
    return "unverified" if held == {"unverified"} else ""
