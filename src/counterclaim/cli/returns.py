"""counterclaim import: what people corrected in an annotation tool, as decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from counterclaim.cli.output import write
from counterclaim.errors import InputError
from counterclaim.ledger import Ledger
from counterclaim.model import Decision
from counterclaim.model.decision_record import record
from counterclaim.publishing.json_lines import line
from counterclaim.publishing.returns import RETURNS, decisions


@click.command("import")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "form",
    required=True,
    type=click.Choice(sorted(RETURNS)),
    help="The tool whose export FILE is.",
)
@click.option("--user", help="Who decides; without it, whom the tool names.")
@click.option(
    "-o", "--output", required=True, help="The file of decisions to write; - for standard output."
)
def import_(ledger: Path, file: Path, form: str, user: str | None, output: str) -> None:
    """Turn corrections made in an annotation tool into decisions on LEDGER's claims.

    FILE is what the tool exported of tasks that `export` made from this ledger. The ledger is not
    changed: look through the decisions, then take them with `decide LEDGER --from`.
    """
    made = _decisions(ledger, file, form, user)
    write(output, (f"{line(record(decision))}\n" for decision in made))
    click.echo(f"{len(made)} decisions", err=True)


def _decisions(ledger: Path, file: Path, form: str, user: str | None) -> list[Decision]:
    with Ledger.open(ledger) as opened:
        documents = {document.id: document for document in opened.documents()}
        claims = {grounded.claim.id: grounded for grounded in opened.claims()}
    now = datetime.now(UTC).isoformat()
    try:
        returned = RETURNS[form](file.read_text(encoding="utf-8-sig"))
        made = {each.id: each for each in decisions(returned, documents, claims, user, now)}
        return list(made.values())
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}; name a file that {form} exported") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: is not UTF-8; name a file that {form} exported") from None
    except ValueError as error:
        raise InputError(f"{file}: {error}; mend it or export anew, nothing was taken") from None
