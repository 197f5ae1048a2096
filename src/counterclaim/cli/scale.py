"""counterclaim scale and load: large collections, on one machine or on a cluster."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli.reconcile import POLICY_HELP
from counterclaim.errors import EngineError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed

if TYPE_CHECKING:
    from counterclaim.extracting import Extractor
    from counterclaim.grounding import Grounder


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path),
    help="The folder of tables to write, which all machines must see under this path.",
)  # fmt: skip
@click.option(
    "--engine", default="native", show_default=True, metavar="native|ray[://HOST:PORT]",
    help="Where to work: on this machine; on the Ray cluster that it is part of, or a local one; "
    "or on the Ray cluster at an address.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1), metavar="N",
    help="How many processes read claims at once, each with a model of its own. Without it: as "
    "many as there is room for.",
)  # fmt: skip
@click.option(
    "--extractor", default="learned", show_default=True, metavar="NAME",
    help="What reads the claims, as for build.",
)  # fmt: skip
@click.option(
    "--actors", multiple=True, type=click.Path(path_type=Path),
    help="A CSV of groups, forces and institutions of your own, as for build.",
)  # fmt: skip
@click.option(
    "--places", multiple=True, type=click.Path(path_type=Path),
    help="A CSV or GeoJSON of places of your own, as for build.",
)  # fmt: skip
@click.option(
    "--only-claims", is_flag=True,
    help="Leave out reports in which no claim is read, also as sources of others: for crawls of "
    "which few reports are of a conflict.",
)  # fmt: skip
@click.option("--policy", metavar="NAME|FILE.toml", help=POLICY_HELP)
@click.option("--keep", is_flag=True, help="Keep the tables that only the stages needed.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what is under way.")
def scale(
    paths: tuple[Path, ...],
    output: Path,
    engine: str,
    workers: int | None,
    extractor: str,
    actors: tuple[Path, ...],
    places: tuple[Path, ...],
    only_claims: bool,
    policy: str | None,
    keep: bool,
    quiet: bool,
) -> None:
    """Read the reports at PATHS into Parquet tables, and work out who claims what, with dataframes.

    For collections that take one machine too long. PATHS are files that say of each report what is
    to be known (Parquet, JSON lines, CSV, WARC, feeds, pages), or folders of them, which all
    machines see. What comes of it is what build gives: documents, copies, origins, claims and
    entries, by month; counterclaim load makes a ledger of them. A run that was broken off goes on
    where it was.
    """
    _needs()
    from counterclaim.engine import begin
    from counterclaim.engine import scale as scaled
    from counterclaim.pipeline import Tools
    from counterclaim.policy import DEFAULT
    from counterclaim.reconciling import chosen

    choices = replace(DEFAULT, estimate=chosen(policy)) if policy else DEFAULT
    own = tuple(path.resolve() for path in actors), tuple(path.resolve() for path in places)
    load = partial(_tools, extractor, *own)
    reader = Tools(*load()).name
    begin(engine)
    found = scaled(
        [path.resolve() for path in paths],
        output.resolve(),
        load=load,
        reader=reader,
        policy=choices,
        workers=workers,
        only_claims=only_claims,
        keep=keep,
        progress=lambda stage: None if quiet else click.echo(f"{stage} …", err=True),
    )
    if not quiet:
        click.echo(
            f"{found.documents:,} documents, {found.copies:,} copies, {found.claims:,} claims, "
            f"{found.entries:,} entries, {found.problems:,} problems in {output}"
        )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=placed, metavar="LEDGER", help="The ledger to write."
)
def load(folder: Path, output: Path | str) -> None:
    """Make a ledger of the tables that counterclaim scale wrote to FOLDER.

    It is the ledger that build gives of the same reports, and can be added to.
    """
    _needs()
    from counterclaim.engine import begin
    from counterclaim.engine import load as loaded

    begin("native")
    with Ledger.create(output) as ledger:
        loaded(folder, ledger)


def _needs() -> None:
    for name in ("daft", "msgspec"):
        if find_spec(name) is None:
            raise EngineError(f"{name} is not installed; pip install 'counterclaim[cluster]'")


def _tools(
    extractor: str, actors: tuple[Path, ...], places: tuple[Path, ...]
) -> tuple[Extractor, Grounder]:
    """What reads and grounds claims, loaded where they are read."""
    from counterclaim.pipeline import Tools

    tools = Tools.load(extractor, actors=actors, places=places)
    return tools.extractor, tools.grounder
