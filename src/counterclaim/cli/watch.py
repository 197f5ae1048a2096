"""counterclaim watch: a ledger kept current from feeds."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from counterclaim.cli.summary import many
from counterclaim.cli.texts import printable
from counterclaim.errors import CounterclaimError

_FILE = click.Path(path_type=Path, dir_okay=False)
_PATIENCE = 60.0  # seconds: who asks for a longer pause is asked again at a later turn


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FEEDS.opml|ADDRESS...")
@click.option("-o", "--output", required=True, metavar="LEDGER", help="The ledger to keep current.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where pages and state are kept, for a ledger in a database; others have LEDGER.watch.",
)
@click.option(
    "--every",
    default=30.0,
    show_default=True,
    type=click.FloatRange(1.0),
    help="Seconds between two looks at one feed.",
)
@click.option("--once", is_flag=True, help="Look at each feed once, and end.")
@click.option(
    "--limit",
    default=100,
    show_default=True,
    type=click.IntRange(1),
    help="Fetch at most so many pages of a feed at each look.",
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
@click.option(
    "--events", multiple=True, type=_FILE, metavar="FILE.jsonl", help="Log events to this file."
)
@click.option(
    "--atom", multiple=True, type=_FILE, metavar="FILE.xml", help="Keep this file as an Atom feed."
)
@click.option("--webhook", multiple=True, metavar="ADDRESS", help="Post events to this address.")
@click.option("--webhook-secret", type=_FILE, metavar="FILE", help="What signs them: 24 bytes.")
@click.option("--mail", multiple=True, metavar="ADDRESS", help="Send events to this mail address.")
@click.option("--mail-from", default="", metavar="ADDRESS", help="Who sends them.")
@click.option(
    "--mail-server",
    type=_FILE,
    metavar="FILE",
    help="A file with the server's address: smtps://USER:PASSWORD@HOST.",
)
@click.option(
    "--site", default="", metavar="ADDRESS", help="Where the ledger is served, for links."
)
@click.option(
    "--health", metavar="[HOST:]PORT", help="Serve /health and /metrics there, to this machine."
)
@click.option(
    "--health-name", multiple=True, metavar="HOST", help="A name by which others ask for it."
)
@click.option("--extractor", default="learned", metavar="NAME", help="As the ledger was built.")
@click.option("--model-url", metavar="URL", help="As the ledger was built.")
@click.option("--actors", multiple=True, type=_FILE, help="As the ledger was built.")
@click.option("--places", multiple=True, type=_FILE, help="As the ledger was built.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
def watch(
    sources: tuple[str, ...],
    output: str,
    folder: Path | None,
    every: float,
    once: bool,
    limit: int,
    delay: float,
    hosts: int,
    contact: str,
    allow: tuple[str, ...],
    max_size: float,
    events: tuple[Path, ...],
    atom: tuple[Path, ...],
    webhook: tuple[str, ...],
    webhook_secret: Path | None,
    mail: tuple[str, ...],
    mail_from: str,
    mail_server: Path | None,
    site: str,
    health: str | None,
    health_name: tuple[str, ...],
    extractor: str,
    model_url: str | None,
    actors: tuple[Path, ...],
    places: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Keep LEDGER current from feeds until interrupted, and tell others of what changes.

    FEEDS is an OPML file, a file with one address a line, or the address of a feed or sitemap.
    What appears there is fetched into an archive beside the ledger, read, and added to the ledger;
    entries that are new, or change their status or range, make events.
    """
    watching = _module("watching")
    from counterclaim.fetching import Allowed, Fetcher, Limits
    from counterclaim.pipeline import Tools
    from counterclaim.watching.sources import Sources

    allowed = Allowed.of(allow)
    limits = replace(Limits(), delay=delay, longest=int(max_size * 2**20), patience=_PATIENCE)
    receivers = watching.Receivers(
        events, atom, webhook, _secret(webhook_secret), mail, _secret(mail_server), mail_from, site
    )
    place = watching.Place.of(output, folder)
    given = Sources(sources, allowed)
    with ExitStack() as stack:
        voice = watching.Voice(_complain, _note(quiet))
        fetcher = stack.enter_context(Fetcher(allowed, contact=contact, limits=limits))
        opened = watching.Watch.opened(
            place, given, fetcher, receivers, voice, every=every, limit=limit, hosts=hosts
        )
        found = stack.enter_context(opened)
        if health is not None:
            _serve(stack, found, health, health_name)
        imported = found.ledger.imported()
        tools = Tools.load(extractor, model_url, actors=actors, places=places, imported=imported)
        if once:
            found.once(tools)
        else:
            if not quiet:
                feeds = many(len(given.feeds), "feed")
                click.echo(f"{output}: watching {feeds}; Ctrl+C ends it")
            found.forever(tools, stack.enter_context(_ended_by_signals()))


def _serve(stack: ExitStack, found: object, health: str, names: tuple[str, ...]) -> None:
    from counterclaim.watching import Watch

    serving = _module("watching.serving")
    assert isinstance(found, Watch)
    desk = serving.Desk.of(health, names)
    address = stack.enter_context(serving.serving(desk, found.status))
    click.echo(f"health: {address}")


@contextmanager
def _ended_by_signals() -> Iterator[Callable[[], bool]]:
    """Whether it shall end: after SIGINT or SIGTERM. The next of them ends it at once."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    signals: list[int] = []

    def note(number: int, _frame: object) -> None:
        signals.append(number)
        for each in before:
            signal.signal(each, signal.SIG_DFL)

    for number in before:
        signal.signal(number, note)
    try:
        yield lambda: bool(signals)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _complain(line: str) -> None:
    click.echo(printable(f"counterclaim: {line}"), err=True)


def _note(quiet: bool) -> Callable[[str], None]:
    """What goes well is told on standard output, unless nobody wants to know."""
    return (lambda line: None) if quiet else lambda line: click.echo(printable(line))


def _secret(path: Path | None) -> str:
    """The first line of a file. Secrets stand in files: what a command is given, others see."""
    if path is None:
        return ""
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline().strip()
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "is no text"
        raise CounterclaimError(f"{path}: cannot be read ({what}); check its name") from error


def _module(name: str) -> ModuleType:
    try:
        return import_module(f"counterclaim.{name}")
    except ModuleNotFoundError as error:
        raise CounterclaimError(
            f"watching needs {error.name}; install it with: pip install 'counterclaim[watch]'"
        ) from error
