"""counterclaim labels: which words each outlet uses for whom."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from counterclaim.cli.output import write
from counterclaim.cli.texts import printable
from counterclaim.cli.texts.labels import table
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.publishing.json_lines import line
from counterclaim.publishing.usage import EntityLabels, record, usage


@click.command()
@click.argument("ledger", type=placed)
@click.option("--entity", metavar="NAME", help="Only who has this in the plain name or a label.")
@click.option("--evidence", is_flag=True, help="Also each use: document, sentence, characters.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@click.option("-o", "--output", default="-", help="The file to write; without it, print.")
def labels(
    ledger: Path | str, entity: str | None, evidence: bool, as_json: bool, output: str
) -> None:
    """Count what each outlet of LEDGER calls the groups, forces, states and institutions in it.

    Who is meant stands under a plain name; the words below it are the outlets' own.
    """
    with Ledger.open(ledger) as opened:
        collection = opened.collection()
    listed = usage(collection)
    if entity is not None:
        listed = _asked(listed, entity, opened.path)
    if as_json:
        write(output, (f"{line(record(listed, evidence=evidence))}\n",))
        return
    documents = {document.id: document for document in collection.documents}
    told = table(listed, documents, evidence=evidence)
    write(output, (f"{printable(each)}\n" for each in told))


def _asked(
    listed: Iterable[EntityLabels], name: str, ledger: Path | str
) -> tuple[EntityLabels, ...]:
    sought = name.casefold()
    found = tuple(
        each
        for each in listed
        if sought in each.entity.name.casefold() or any(sought in words for words in each.words)
    )
    if not found:
        raise CounterclaimError(
            f"{ledger}: nobody is called “{name}”; without --entity all names are listed"
        )
    return found
