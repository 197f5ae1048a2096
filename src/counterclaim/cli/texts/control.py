"""Control timelines as text: the places in a table, one place step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.cli.texts.wrapping import wrapped
from counterclaim.model import ControlStep, ControlTimeline, Document
from counterclaim.publishing.control_words import (
    Teller,
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
from counterclaim.publishing.explaining.naming import report

_HEAD = ("PLACE", "STEPS", "CONTESTED", "REPORTED")


def place_table(found: Sequence[ControlTimeline]) -> Iterator[str]:
    """A row a place; a part of a town stands indented under it."""
    rows = [_HEAD, *map(_row, found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]])


def _row(timeline: ControlTimeline) -> tuple[str, ...]:
    name = f"  {timeline.place.name}" if timeline.town else place_name(timeline)
    contested = sum(bool(step.against) for step in timeline.steps)
    known = [a.published for step in timeline.steps for a in step.accounts if a.published]
    span = f"{min(known)} to {max(known)}" if known else "undated"
    if known and min(known) == max(known):
        span = str(min(known))
    return name, str(len(timeline.steps)), str(contested) if contested else "–", span


def step_texts(timeline: ControlTimeline, documents: Mapping[str, Document]) -> Iterator[str]:
    """Each step with its day, what is said, who says it, and what it stands against."""
    yield f"{place_name(timeline)}  ({timeline.id})"
    yield f"{summary(timeline)}. Who says so, by day; not whose it is."
    number = numbers(timeline.steps)
    for step in timeline.steps:
        yield ""
        yield from _step(step, number, documents)
    yield ""


def _step(
    step: ControlStep, number: Mapping[str, int], documents: Mapping[str, Document]
) -> Iterator[str]:
    yield f"{number[step.id]:>3}  {when(step)}: {said(step)}"
    named = "; ".join(_teller(teller, documents) for teller in tellers(step))
    yield wrapped(f"{voices(step)}, reported {reported(step)}: {named}", "     ")
    for told in standing(step, number):
        yield wrapped(told, "     ")


def _teller(teller: Teller, documents: Mapping[str, Document]) -> str:
    named = [report(documents.get(id), id).text for id in teller.documents]
    return f"{teller.name}, in {' and '.join(named)}"
