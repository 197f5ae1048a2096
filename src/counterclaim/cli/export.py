"""counterclaim export: the ledger in formats that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from counterclaim.cli.output import write
from counterclaim.ledger import Ledger
from counterclaim.publishing import EXPORTS


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--as", "form", required=True, type=click.Choice(sorted(EXPORTS)), help="The format.")
@click.option("-o", "--output", required=True, help="The file to write; - for the standard output.")
def export(ledger: Path, form: str, output: str) -> None:
    """Write what LEDGER holds in a format that other programs read (docs/formats.md)."""
    with Ledger.open(ledger) as opened:
        lines: Iterable[str] = EXPORTS[form](opened.collection())
        write(output, (f"{line}\n" for line in lines))
