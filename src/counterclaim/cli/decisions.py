"""counterclaim decisions: what reviewers decided, and what became of it."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.texts import printable
from counterclaim.cli.texts.decisions import decision_text
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.model.decision_record import record
from counterclaim.publishing.json_lines import line
from counterclaim.review import Standing, history


@click.command()
@click.argument("ledger", type=placed)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
def decisions(ledger: Path | str, as_json: bool) -> None:
    """List every decision on LEDGER in order of time: who, when, what, why, and its state.

    A decision is in force, undone, overridden (a later one contradicts it) or orphaned (what it is
    about is gone). Contradictions of two users are told with both.
    """
    with Ledger.open(ledger) as opened:
        standings = history(opened.collection())
    if as_json:
        click.echo(line({"decisions": [_record(standing) for standing in standings]}))
        return
    for standing in standings:
        for told in decision_text(standing):
            click.echo(printable(told))
    if not standings:
        click.echo("no decisions yet; make one with: counterclaim decide")


def _record(standing: Standing) -> dict[str, object]:
    return record(standing.decision) | {
        "state": standing.state,
        "why": standing.why,
        "through": list(standing.through),
        "conflicts": list(standing.conflicts),
    }
