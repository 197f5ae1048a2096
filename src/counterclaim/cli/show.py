"""counterclaim show: entries as a table, or one record with everything behind it."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.summary import many, policy_line
from counterclaim.cli.texts import find, printable
from counterclaim.cli.texts.lines import numbers
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.model import Collection, Entry
from counterclaim.publishing.wording import UNFINISHED


@click.command()
@click.argument("ledger", type=placed)
@click.argument("id", required=False)
@click.option("--search", metavar="WORDS", help="Only entries from documents with these words.")
@click.option("--all", "everything", is_flag=True, help="Also entries of one claim.")
def show(ledger: Path | str, id: str | None, search: str | None, everything: bool) -> None:
    """List the entries of LEDGER; or show one entry, claim or document by ID.

    An ID may be cut short as long as only one record begins with it.
    """
    with Ledger.open(ledger) as opened:
        collection = opened.collection()
        if id is not None:
            click.echo(printable(find(collection, id)))
            return
        within = frozenset(opened.search(search)) if search else None
    entries = [
        entry for entry in collection.entries if within is None or within & {*entry.documents}
    ]
    shown = entries if everything else [e for e in entries if len(e.fact.claims) > 1]
    for line in table(shown):
        click.echo(printable(line))
    click.echo(printable(f"(policy {policy_line(collection.policy)})"))
    hidden = len(entries) - len(shown)
    if hidden:
        click.echo(f"({many(hidden, 'entry', 'entries')} of one claim not shown; --all shows them)")
    if not collection.entries and not collection.claims:
        raise CounterclaimError(f"{opened.path}: {_nothing(collection)}")


def _nothing(collection: Collection) -> str:
    return UNFINISHED if collection.unfinished else "no claims were found in its documents"


def table(entries: list[Entry]) -> list[str]:
    """Rows of ID, range, voices / documents, status, question; columns as wide as they need."""
    head = ("ID", "RANGE", "VOICES / DOCUMENTS", "STATUS", "QUESTION")
    rows = [head, *(_row(entry) for entry in entries)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head) - 1)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    ]


def _row(entry: Entry) -> tuple[str, ...]:
    return (
        entry.fact.id,
        numbers(entry),
        f"{len(entry.voices)} / {len(entry.documents)}",
        entry.status.replace("_", " "),
        entry.fact.question,
    )
