"""counterclaim fetch: pages of the web into a folder, as an archive that build reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click

from counterclaim.cli.progress import watching
from counterclaim.cli.texts import printable
from counterclaim.errors import CounterclaimError, InputError


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="ADDRESS|FILE...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for what is fetched; it is made, or gone on with.",
)
@click.option(
    "--limit",
    default=100,
    show_default=True,
    type=click.IntRange(1),
    help="Fetch at most so many pages of each feed or sitemap.",
)
@click.option(
    "--delay",
    default=3.0,
    show_default=True,
    type=click.FloatRange(0.0),
    help="Seconds between two requests to one host; more where it asks for more.",
)
@click.option(
    "--hosts",
    default=16,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Fetch from so many hosts at once.",
)
@click.option("--contact", default="", help="Where the hosts' people can write to you.")
@click.option(
    "--allow",
    multiple=True,
    metavar="HOST[:PORT]",
    help="Fetch from this host though it is private, or uses this port; may be repeated.",
)
@click.option(
    "--max-size",
    default=8.0,
    show_default=True,
    type=click.FloatRange(0.001),
    help="Megabytes: what is larger is not fetched.",
)
@click.option("--strict", is_flag=True, help="End with status 3 if anything was not fetched.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def fetch(
    sources: tuple[str, ...],
    output: Path,
    limit: int,
    delay: float,
    hosts: int,
    contact: str,
    allow: tuple[str, ...],
    max_size: float,
    strict: bool,
    quiet: bool,
) -> None:
    """Fetch pages into a folder, as an archive (WARC) that build reads.

    ADDRESS is that of a page, a feed or a sitemap; FILE lists addresses, one a line, or is an OPML
    list of feeds. Of feeds and sitemaps the pages that they name are fetched. Only what robots.txt
    allows is fetched, and only from public machines unless --allow names others.
    """
    fetching = _module()
    from counterclaim.fetching.lists import named

    given = [address for source in sources for address in named(source)]
    limits = replace(fetching.Limits(), delay=delay, longest=int(max_size * 2**20))
    allowed = fetching.Allowed.of(allow)
    with fetching.Fetcher(allowed, contact=contact, limits=limits) as fetcher, watching() as told:
        run = fetching.gather(given, output, fetcher, limit=limit, hosts=hosts, progress=told)
    for problem in run.problems:
        click.echo(printable(f"counterclaim: {problem}"), err=True)
    if not quiet:
        click.echo(_summary(run, output))
    if run.problems and (strict or not (run.new or run.unchanged or run.fresh)):
        raise InputError(f"{len(run.problems)} of the addresses were not fetched (see above)")


def _summary(run: object, output: Path) -> str:
    from counterclaim.fetching import Run

    assert isinstance(run, Run)
    lines = [f"{_pages(len(run.new))} fetched into {output}"]
    if run.unchanged or run.fresh:
        lines.append(f"{run.unchanged:,} unchanged, {run.fresh:,} not asked for again yet")
    if run.waiting:
        lines.append(f"{run.waiting:,} more are known and left for the next run")
    if run.new:
        lines.append(f"Next: counterclaim build {output} -o LEDGER")
    return "\n".join(lines)


def _pages(count: int) -> str:
    return f"{count:,} page" if count == 1 else f"{count:,} pages"


def _module() -> ModuleType:
    try:
        from counterclaim import fetching
    except ModuleNotFoundError as error:
        raise CounterclaimError(
            f"fetching needs {error.name}; install it with: pip install 'counterclaim[fetch]'"
        ) from error
    return fetching
