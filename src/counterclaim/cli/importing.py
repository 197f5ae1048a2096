"""counterclaim import: what people made elsewhere, taken into a ledger or made ready for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final, cast, get_args

import click

from counterclaim.cli.output import write
from counterclaim.cli.summary import many
from counterclaim.cli.texts import printable
from counterclaim.errors import InputError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.model import Collection, Decision, Imported, ListKind, Problem
from counterclaim.model.decision_record import record
from counterclaim.publishing.json_lines import line
from counterclaim.publishing.returns import RETURNS, UNSIGNED, Returned, decisions
from counterclaim.review import moment_after
from counterclaim.tables import Tables

_LISTS: Final[tuple[ListKind, ...]] = get_args(ListKind)
_DECISIONS: Final = "decisions"
_MOST: Final = 100  # lines of one kind that are told one by one


@click.command("import")
@click.argument("ledger", type=placed)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "form",
    required=True,
    type=click.Choice((*_LISTS, _DECISIONS, *sorted(RETURNS))),
    help="What FILE is: a list of yours, decisions, or reports with annotations.",
)
@click.option("--forget", is_flag=True, help="Take out what was imported from a list of this name.")
@click.option(
    "--strict",
    is_flag=True,
    help="End with status 3 if a row of a list, or a report with annotations, was left out.",
)
@click.option("--user", help="For annotations: who decides; without it, whom the tool names.")
@click.option(
    "-o",
    "--output",
    help="For annotations: the file of decisions to write; - for standard output.",
)
def import_(
    ledger: Path | str,
    file: Path,
    form: str,
    forget: bool,
    strict: bool,
    user: str | None,
    output: str | None,
) -> None:
    """Take lists, decisions or annotations that were made elsewhere into LEDGER.

    Lists (actors, places, metadata of reports; docs/formats.md) are kept in the ledger, and every
    later build applies them. A file of the same name takes the place of the earlier one. Decisions
    are taken at once. Annotations are only turned into decisions: look through them, then import
    these.
    """
    if form in RETURNS:
        if output is None:
            raise click.UsageError(f"--as {form} needs -o, a file for the decisions")
        if user is None and form in UNSIGNED:
            raise click.UsageError(f"--as {form} needs --user, who decides")
        _annotated(ledger, file, form, user, strict, output)
        return
    if output is not None or user is not None:
        raise click.UsageError("-o and --user are for annotations")
    if form == _DECISIONS:
        _decide(ledger, file)
    elif forget:
        _forget(ledger, file, cast(ListKind, form))
    else:
        _keep(ledger, file, cast(ListKind, form), strict)


def _keep(ledger: Path | str, file: Path, form: ListKind, strict: bool) -> None:
    from counterclaim.importing import LISTS  # slow, so help does without

    kind = LISTS[form]
    found = list(kind.read(file))
    wrong = [each for each in found if isinstance(each, str)]
    rows = [each for each in found if isinstance(each, Imported)]
    _tell(wrong)
    if not rows:
        raise InputError(
            f"{file}: holds no {kind.one} that can be read; to take out the list of this name, use "
            "--forget"
        )
    with Ledger.create(ledger) as opened:
        _tell(kind.conflicts(rows, opened))
        before = opened.store_list(form, file.name, rows)
        instead = f", in place of {before:,}" if before else ""
        left_out = f"; {len(wrong):,} left out (see above)" if wrong else ""
        click.echo(f"{many(len(rows), kind.one, kind.several)} from {file.name}{instead}{left_out}")
        click.echo(f"the next build applies them: counterclaim build PATH -o {opened.path}")
    if strict and wrong:
        raise InputError(f"{len(wrong)} of the rows could not be read (see above)")


def _forget(ledger: Path | str, file: Path, form: ListKind) -> None:
    with Ledger.open(ledger) as opened:
        gone = opened.store_list(form, file.name, ())
        if not gone:
            raise InputError(
                f"{opened.path}: holds no {form} from a file named {file.name}; name it as it was"
            )
        click.echo(f"{many(gone, 'row')} of {file.name} taken out")
        click.echo(f"the next build does without: counterclaim build PATH -o {opened.path}")


def _tell(lines: Iterable[str]) -> None:
    """The first of them one by one, of the others how many."""
    told = iter(lines)
    for text in islice(told, _MOST):
        click.echo(printable(f"counterclaim: {text}"), err=True)
    further = sum(1 for _ in told)
    if further:
        click.echo(f"counterclaim: and {further:,} more like these", err=True)


def _decide(ledger: Path | str, file: Path) -> None:
    from counterclaim.cli.decide import Desk
    from counterclaim.cli.decisions_file import read_decisions

    made = read_decisions(file)
    Desk(ledger, Tables(imported=Ledger.imported_into(ledger))).take(lambda _held: made)


def _annotated(
    ledger: Path | str, file: Path, form: str, user: str | None, strict: bool, output: str
) -> None:
    with Ledger.open(ledger) as opened:
        held = Collection(
            documents=opened.documents(), claims=opened.claims(), decisions=opened.decisions()
        )
        unread = opened.unread()
    now = moment_after(held.decisions, datetime.now(UTC))
    try:
        returned = list(RETURNS[form](file, held, unread))
        found = list(decisions(returned, held, user, now))
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}; name a file that {form} exported") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: is not UTF-8; name a file that {form} exported") from None
    except ValueError as error:
        raise InputError(f"{file}: {error}; mend it or export anew, nothing was taken") from None
    wrong = [str(each) for each in found if isinstance(each, Problem)]
    _tell(wrong)
    if wrong and not any(isinstance(each, Returned) for each in returned):
        raise InputError(f"{file}: no report that can be set against the ledger (see above)")
    made = {each.id: each for each in found if isinstance(each, Decision)}
    write(output, (f"{line(record(decision))}\n" for decision in made.values()))
    click.echo(many(len(made), "decision"), err=True)
    if strict and wrong:
        raise InputError(f"{len(wrong)} of the annotations could not be taken (see above)")
