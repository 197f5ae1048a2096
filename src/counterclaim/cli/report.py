"""counterclaim report: the ledger as one self-contained page."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.output import write
from counterclaim.ledger import Ledger
from counterclaim.publishing import report as render


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, help="The HTML file to write; - prints it.")
@click.option("--title", default="Who claims what", show_default=True, help="The page's heading.")
def report(ledger: Path, output: str, title: str) -> None:
    """Write LEDGER as one HTML page that needs no network."""
    with Ledger.open(ledger) as opened:
        write(output, [render(opened.collection(), title=title, ledger=ledger.name)])
