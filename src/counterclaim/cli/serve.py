"""counterclaim serve: the ledger in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from types import ModuleType

import click

from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.publishing import Basemap
from counterclaim.tables import Tables

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("ledger", type=placed)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port; 0 takes a free one.",
)
@click.option("--users", type=_FILE, help="Who may sign in (see: counterclaim users add -h).")
@click.option(
    "--name",
    "names",
    multiple=True,
    help="A host name by which people come to it; may be repeated.",
)
@click.option("--certificate", type=_FILE, help="A certificate (PEM), to speak HTTPS.")
@click.option("--key", type=_FILE, help="The certificate's key (PEM).")
@click.option("--behind-https", is_flag=True, help="A proxy on this machine speaks HTTPS for it.")
@click.option(
    "--audit", type=_FILE, help="Where sign-ins are logged; without it, beside the users file."
)
@click.option(
    "--actors",
    multiple=True,
    type=_FILE,
    help="The tables of groups that the ledger was built with; corrections need them.",
)
@click.option(
    "--places",
    multiple=True,
    type=_FILE,
    help="The tables of places that the ledger was built with; corrections need them.",
)
@click.option("--basemap", type=_FILE, help="A PMTiles file of your own, for the map's ground.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="How many processes make pages; without it one for each core, up to four.",
)
@click.option("--no-browser", is_flag=True, help="Open no browser, only print the address.")
def serve(
    ledger: Path | str,
    host: str,
    port: int,
    users: Path | None,
    names: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
    behind_https: bool,
    audit: Path | None,
    actors: tuple[Path, ...],
    places: tuple[Path, ...],
    basemap: Path | None,
    workers: int | None,
    no_browser: bool,
) -> None:
    """Show LEDGER, a file or a PostgreSQL address, in a browser until interrupted.

    On this machine it opens by itself. For other machines it needs --users.
    """
    serving = _module()
    ground = Basemap.of(basemap) if basemap else None
    place = serving.Place(host, port, names, users, audit, certificate, key, behind_https)
    if not place.local and not place.secure:
        click.echo(
            "counterclaim: without HTTPS, passwords and documents can be read on the way; see "
            "--certificate and --behind-https",
            err=True,
        )

    def told(address: str) -> None:
        click.echo(f"{opened.path} is open at {address}\nCtrl+C ends it.")
        if place.local and not no_browser:
            webbrowser.open(address)

    with Ledger.open(ledger) as opened:
        tables = Tables(actors, places, opened.imported())
        serving.serve(opened, opened.name, place, told, tables, ground, workers)


def _module() -> ModuleType:
    try:
        from counterclaim.web import serving
    except ModuleNotFoundError as error:
        raise CounterclaimError(
            f"the web app needs {error.name}; install it with: pip install 'counterclaim[web]'"
        ) from error
    return serving
