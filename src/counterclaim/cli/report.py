"""counterclaim report: the ledger as one self-contained page, or as a folder of pages."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.output import write
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.model import Collection
from counterclaim.publishing import PAGE_NAME, Basemap, report_pages
from counterclaim.publishing import report as render


@click.command()
@click.argument("ledger", type=placed)
@click.option(
    "-o",
    "--output",
    required=True,
    help="The HTML file to write, - to print it; or a folder, which ends with /.",
)
@click.option("--title", default="Who claims what", show_default=True, help="The page's heading.")
@click.option(
    "--basemap",
    type=click.Path(path_type=Path),
    help="A PMTiles file of your own, for the ground of the map.",
)
def report(ledger: Path | str, output: str, title: str, basemap: Path | None) -> None:
    """Write LEDGER as HTML that needs no network.

    Into a file: one page, which holds 1,000 documents at most. Into a folder (a name that ends
    with /, or one that is there): pages that lead to one another, for ledgers of any size; the
    first is index.html.
    """
    ground = Basemap.of(basemap) if basemap else None
    with Ledger.open(ledger) as opened:
        collection = opened.collection()
    if output.endswith("/") or Path(output).is_dir():
        _write_folder(Path(output), collection, title, opened.name, ground)
    else:
        write(output, [render(collection, title=title, ledger=opened.name, basemap=ground)])


def _write_folder(
    folder: Path, collection: Collection, title: str, ledger: str, basemap: Basemap | None
) -> None:
    """Write the pages; pages of an earlier report that this one has no more are taken away."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CounterclaimError(
            f"{folder}: cannot be made ({error.strerror}); name another folder"
        ) from error
    if basemap and not basemap.written:
        basemap.copy_to(folder)
    made = set()
    for name, page in report_pages(collection, title=title, ledger=ledger, basemap=basemap):
        write(str(folder / name), [page])
        made.add(name)
    for left in folder.iterdir():
        if PAGE_NAME.fullmatch(left.name) and left.name not in made:
            left.unlink()
