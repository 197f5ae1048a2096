"""counterclaim build: from files and folders to a ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from counterclaim.cli.progress import watching
from counterclaim.cli.reconcile import POLICY_HELP
from counterclaim.cli.summary import summary
from counterclaim.errors import InputError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=placed, metavar="LEDGER", help="The ledger to write."
)
@click.option(
    "--metadata",
    type=click.Path(path_type=Path),
    help="A CSV that says what the files do not: file, outlet, published, url, title.",
)
@click.option(
    "--extractor",
    default="learned",
    show_default=True,
    metavar="NAME",
    help="What reads the claims: learned (the model that comes along), or langextract:MODEL, a "
    "language model of yours. Ollama's (langextract:llama3.2) run on this machine; hosted ones "
    "(gemini-…, gpt-…) are sent the text of the reports.",
)
@click.option(
    "--model-url",
    metavar="URL",
    help="Where the language model is served, if not by Ollama on this machine or by its makers. "
    "The text of the reports is sent there.",
)
@click.option(
    "--actors",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A CSV of groups, forces and institutions of your own; may be given more than once.",
)
@click.option(
    "--places",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A CSV or GeoJSON of places of your own; may be given more than once.",
)
@click.option(
    "--policy",
    metavar="NAME|FILE.toml",
    help=f"{POLICY_HELP} Without it: as the ledger was built, at first latest-per-voice.",
)
@click.option("--strict", is_flag=True, help="End with status 3 if anything could not be read.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def build(
    paths: tuple[Path, ...],
    output: Path | str,
    metadata: Path | None,
    extractor: str,
    model_url: str | None,
    actors: tuple[Path, ...],
    places: tuple[Path, ...],
    policy: str | None,
    strict: bool,
    quiet: bool,
) -> None:
    """Read the reports at PATHS into a ledger, and work out who claims what.

    PATHS are files (text, web pages, feeds, web archives, PDF, e-mail, JSON lines, CSV, Parquet),
    or folders or archives of them. A ledger that is there is added to. What cannot be read is told
    in one line each, and the rest is read.
    """
    from counterclaim.extracting import LanguageModelExtractor  # slow, so help does without
    from counterclaim.pipeline import Tools
    from counterclaim.pipeline import build as build_ledger
    from counterclaim.policy import DEFAULT, kept
    from counterclaim.reconciling import chosen

    asked = replace(DEFAULT, estimate=chosen(policy)) if policy else None
    imported = Ledger.imported_into(output)
    tools = Tools.load(extractor, model_url, actors=actors, places=places, imported=imported)
    model = tools.extractor if isinstance(tools.extractor, LanguageModelExtractor) else None
    if model:
        click.echo(f"counterclaim: {model.notice}", err=True)
    with Ledger.create(output) as ledger:
        with watching() as progress:
            changes = build_ledger(
                paths,
                ledger,
                metadata=metadata,
                policy=asked or kept(ledger.policy()),
                tools=tools,
                progress=progress,
            )
        for problem in changes.problems:
            click.echo(f"counterclaim: {problem}", err=True)
        if not quiet:
            if model:
                click.echo(f"langextract: {model.tally}")
            click.echo(summary(ledger))
    if strict and changes.problems:
        raise InputError(f"{len(changes.problems)} of the inputs could not be read (see above)")
