"""counterclaim export: the ledger in formats that other programs read."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.files import write_file, write_folder
from counterclaim.cli.output import write
from counterclaim.cli.texts import printable
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.publishing.exports import (
    FORMATS,
    File,
    Folder,
    Redacted,
    Source,
    Where,
    format_named,
    format_names,
)


class FormatName(click.Choice[str]):
    """A format; those of plug-ins are looked for only when one is named, so that help is quick."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        self.choices = format_names()
        return super().convert(value, param, ctx)


@click.command()
@click.argument("ledger", type=placed)
@click.option("--as", "form", required=True, type=FormatName(sorted(FORMATS)), help="The format.")
@click.option(
    "--where",
    "conditions",
    multiple=True,
    metavar="CONDITION",
    help="Only claims of which this holds, and what they belong to: type=killed, voices>=2, "
    "published>=2024-01-01. Several must all hold.",
)
@click.option(
    "--redact",
    is_flag=True,
    help="For sharing: no personal names, coordinates to 0.1 degrees, of texts the evidence only.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    help="The file to write (for parquet and timemap a folder); - for the standard output.",
)
def export(
    ledger: Path | str, form: str, conditions: tuple[str, ...], redact: bool, output: str
) -> None:
    """Write what LEDGER holds in a format that other programs read (docs/formats.md)."""
    try:
        where = Where.of(conditions)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--where") from None
    with Ledger.open(ledger) as opened, opened.streamed() as stream:
        source = Source(Redacted(stream) if redact else stream, where)
        _write(form, source, output)
    for note in dict.fromkeys(source.notes):
        click.echo(printable(f"counterclaim: {note}"), err=True)


def _write(form: str, source: Source, output: str) -> None:
    made = format_named(form)
    if isinstance(made, Folder):
        write_folder(output, form, lambda folder: made.write(source, folder))
    elif isinstance(made, File):
        write_file(output, lambda path: made.write(source, path))
        for ending, text in made.beside:
            if output != "-":
                path = Path(output)
                write(str(path.with_suffix(ending)), [text(source, path.stem)])
    else:
        write(output, (f"{line}\n" for line in made(source)))
