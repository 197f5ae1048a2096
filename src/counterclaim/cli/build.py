"""counterclaim build: from files and folders to a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.progress import watching
from counterclaim.cli.summary import summary
from counterclaim.errors import InputError
from counterclaim.ledger import Ledger


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The ledger to write."
)
@click.option(
    "--metadata",
    type=click.Path(path_type=Path),
    help="A CSV that says what the files do not: file, outlet, published, url, title.",
)
@click.option("--strict", is_flag=True, help="End with status 3 if anything could not be read.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def build(
    paths: tuple[Path, ...], output: Path, metadata: Path | None, strict: bool, quiet: bool
) -> None:
    """Read the reports at PATHS into a ledger, and work out who claims what.

    PATHS are files (text, Markdown, JSON lines, CSV) or folders of them. A ledger that is there
    is added to. What cannot be read is told in one line each, and the rest is read.
    """
    from counterclaim.pipeline import build as build_ledger  # slow to import, so help stays quick

    with Ledger.create(output) as ledger:
        with watching() as progress:
            held = build_ledger(paths, ledger, metadata=metadata, progress=progress)
        for problem in held.problems:
            click.echo(f"counterclaim: {problem}", err=True)
        if not quiet:
            click.echo(summary(held, output))
    if strict and held.problems:
        raise InputError(f"{len(held.problems)} of the inputs could not be read (see above)")
