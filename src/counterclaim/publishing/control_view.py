"""Control timelines as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import ControlStep, ControlTimeline
from counterclaim.publishing.control_chart import control_chart
from counterclaim.publishing.control_words import (
    numbers,
    place_name,
    reported,
    said,
    standing,
    summary,
    tellers,
    voices,
    when,
)
from counterclaim.publishing.links import Link, to_anything, to_document_id
from counterclaim.publishing.lookup import Lookup
from counterclaim.reconciling.timelines import timelines


@dataclass(frozen=True, slots=True)
class TellerView:
    name: str
    reports: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """``said`` leads to the first claim that says so; ``standing`` tells of the other steps by
    their numbers."""

    number: int
    when: str
    reported: str
    said: Link
    denied: bool
    voices: str
    tellers: tuple[TellerView, ...]
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """``chart`` is empty where the steps fall on one day."""

    anchor: str
    name: str
    summary: str
    contested: bool
    chart: Markup
    steps: tuple[StepView, ...]


def control(lookup: Lookup) -> tuple[PlaceView, ...]:
    """Each place of which somebody says whose it was."""
    held = lookup.collection
    found = timelines(held.documents, held.claims, held.entries)
    return tuple(_place(timeline, lookup) for timeline in found)


def _place(timeline: ControlTimeline, lookup: Lookup) -> PlaceView:
    number = numbers(timeline.steps)
    return PlaceView(
        anchor=timeline.id,
        name=place_name(timeline),
        summary=summary(timeline),
        contested=timeline.contested,
        chart=control_chart(timeline),
        steps=tuple(_step(step, number, lookup) for step in timeline.steps),
    )


def _step(step: ControlStep, number: Mapping[str, int], lookup: Lookup) -> StepView:
    return StepView(
        number=number[step.id],
        when=when(step),
        reported=reported(step),
        said=Link(said(step), to_anything(step.accounts[0].claim, lookup).anchor),
        denied=step.polarity == "denied",
        voices=voices(step),
        tellers=tuple(
            TellerView(teller.name, tuple(to_document_id(id, lookup) for id in teller.documents))
            for teller in tellers(step)
        ),
        standing=standing(step, number),
    )
