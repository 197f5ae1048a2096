"""counterclaim trace: who copied whom, without claims and without a ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from counterclaim.cli.output import write
from counterclaim.cli.progress import watching
from counterclaim.cli.texts import printable
from counterclaim.cli.texts.copies import copies_text
from counterclaim.model import Collection, Document
from counterclaim.policy import DEFAULT
from counterclaim.publishing import EXPORTS, copies_page

Progress = Callable[[str, int, int], None]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", help="Write the copies as JSON lines; - prints them."
)
@click.option("--origins", metavar="FILE", help="Write the origins as JSON lines; - prints them.")
@click.option("--html", metavar="FILE", help="Write a page of copies side by side; - prints it.")
@click.option(
    "--metadata",
    type=click.Path(path_type=Path),
    help="A CSV that says what the files do not: file, outlet, published, url, title.",
)
def trace(
    paths: tuple[Path, ...],
    output: str | None,
    origins: str | None,
    html: str | None,
    metadata: Path | None,
) -> None:
    """Find which of the reports at PATHS copy which, and the origins they go back to.

    PATHS are files or folders, as for build. No claims are read and no ledger is written. What was
    found is told in short on standard error; name files to keep it.
    """
    _different(output, origins, html)
    with watching() as progress:
        found = traced(paths, metadata, progress)
    for problem in found.problems:
        click.echo(printable(f"counterclaim: {problem}"), err=True)
    for target, form in ((output, "copies-jsonl"), (origins, "origins-jsonl")):
        if target is not None:
            write(target, (f"{line}\n" for line in EXPORTS[form](found)))
    if html is not None:
        inputs = ", ".join(path.name or str(path) for path in paths)
        write(html, [copies_page(found, title="Copies and their origins", inputs=inputs)])
    for line in copies_text(found):
        click.echo(printable(line), err=True)


def traced(paths: tuple[Path, ...], metadata: Path | None, progress: Progress) -> Collection:
    """The documents at the paths, with their copies and origins, and what could not be read.

    Raises InputError if nothing could be read.
    """
    # Slow to import, so help stays quick.
    from counterclaim.reading import gather
    from counterclaim.tracing import trace as trace_documents

    documents, problems = gather(paths, metadata, progress)
    progress("trace", 0, 1)
    traces = trace_documents(documents)
    progress("trace", 1, 1)
    return Collection(
        documents=tuple(sorted(documents, key=_published)),
        copies=traces.copies,
        origins=traces.origins,
        problems=problems,
        policy=DEFAULT.described(),
    )


def _different(*targets: str | None) -> None:
    """Two results cannot be written to one file, nor both to standard output."""
    named = [t if t == "-" else str(Path(t).resolve()) for t in targets if t is not None]
    if len({*named}) < len(named):
        raise click.UsageError("-o, --origins and --html must name different files")


def _published(document: Document) -> tuple[bool, date, str]:
    return document.published is None, document.published or date.min, document.id
