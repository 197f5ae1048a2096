"""counterclaim explain: in plain sentences, how an entry, a claim or a voice came to be."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.texts import printable
from counterclaim.cli.texts.finding import only
from counterclaim.cli.texts.wrapping import wrapped
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.model import Collection
from counterclaim.publishing.explaining.paragraphs import Paragraph, words
from counterclaim.publishing.explanation import Explainer, record
from counterclaim.publishing.json_lines import line
from counterclaim.publishing.lookup import Lookup


@click.command()
@click.argument("ledger", type=placed)
@click.argument("id")
@click.argument("number", required=False, type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
def explain(ledger: Path | str, id: str, number: int | None, as_json: bool) -> None:
    """Tell in plain sentences how the entry, voice or claim ID of LEDGER came to be.

    An ID may be cut short as long as only one record begins with it. A claim may also be named by
    its document and its NUMBER there, from 1, in the order of the text.
    """
    with Ledger.open(ledger) as opened:
        collection = opened.collection()
    kind, found, paragraphs = _explained(collection, id, number)
    if as_json:
        told = {"kind": kind, "id": found, "paragraphs": record(paragraphs)}
        click.echo(line(told))
        return
    click.echo(printable(f"{kind} {found}"))
    for paragraph in paragraphs:
        click.echo(f"\n{paragraph.heading}")
        lines = map(words, paragraph.sentences) if paragraph.itemised else [paragraph.text]
        for each in lines:
            click.echo(printable(wrapped(each)))


def _explained(
    collection: Collection, key: str, number: int | None
) -> tuple[str, str, tuple[Paragraph, ...]]:
    """What kind of record it is, its whole id, and how it came to be."""
    lookup = Lookup.over(collection)
    explainer = Explainer.over(lookup)
    rejected = {id: claim for id, claim in collection.originals.items() if claim is not None}
    claims = rejected | dict(lookup.claims)
    name = only(key, [*lookup.entries, *lookup.voices, *claims, *lookup.documents])
    if name in lookup.documents:
        name = _numbered(name, number, lookup)
    elif number is not None:
        raise CounterclaimError(f"{key}: is no document, so a claim of it cannot be numbered")
    if name in lookup.entries:
        return "entry", name, explainer.entry(lookup.entries[name])
    if name in claims:
        return "claim", name, explainer.claim(claims[name])
    voice = lookup.voices[name]
    entry = lookup.entry_of[voice.claims[0]]
    return "voice", name, explainer.voice(voice, entry)


def _numbered(document: str, number: int | None, lookup: Lookup) -> str:
    """The id of the claim with that number in the document, in the order of its text."""
    claims = lookup.claims_in.get(document, ())
    if not claims:
        raise CounterclaimError(f"{document}: no claim was read in this document")
    if number is None or number > len(claims):
        raise CounterclaimError(
            f"{document}: is a document; name one of its claims by a number from 1 to {len(claims)}"
        )
    return claims[number - 1].claim.id
