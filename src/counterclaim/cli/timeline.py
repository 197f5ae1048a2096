"""counterclaim timeline: who said whose a place was, and when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from counterclaim.cli.texts import printable
from counterclaim.cli.texts.control import place_table, step_texts
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.model import ControlTimeline
from counterclaim.publishing.exports.control_jsonl import record
from counterclaim.publishing.json_lines import line
from counterclaim.reconciling.timelines import timelines

_LISTED = 5


@click.command()
@click.argument("ledger", type=placed)
@click.argument("place", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a place.")
def timeline(ledger: Path | str, place: str | None, as_json: bool) -> None:
    """List the places of LEDGER whose taking, holding or leaving is told; or one PLACE step by
    step.

    PLACE is a name, or the id that --json gives. What is shown is who says so, never whose the
    place is.
    """
    with Ledger.open(ledger) as opened:
        held = opened.collection()
    found = timelines(held.documents, held.claims, held.entries)
    shown = found if place is None else _asked(found, place, opened.path)
    documents = {document.id: document for document in held.documents}
    if as_json:
        lines = [line(record(each)) for each in shown]
    elif place is None:
        lines = list(place_table(shown))
    else:
        lines = [text for each in shown for text in step_texts(each, documents)]
    for each in lines:
        click.echo(printable(each))


def _asked(
    found: Sequence[ControlTimeline], place: str, ledger: Path | str
) -> Sequence[ControlTimeline]:
    """The timelines of that place, and of the parts of it that have names of their own."""
    sought = place.casefold()
    named = [t for t in found if sought in (t.id, t.place.name.casefold())]
    if not named:
        named = [t for t in found if sought in t.place.name.casefold()]
        if len({t.place.name for t in named}) > 1:
            names = ", ".join(t.place.name for t in named[:_LISTED])
            raise CounterclaimError(f"{place}: several places are called so ({names}); write more")
    if not named:
        raise CounterclaimError(
            f"{ledger}: nobody says of “{place}” whose it was; without a place all are listed"
        )
    ids = {t.id for t in named}
    return [t for t in found if t.id in ids or t.town in ids]
