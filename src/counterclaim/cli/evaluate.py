"""counterclaim evaluate: how well the claims of a ledger were read, by a user's own annotation."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.texts import printable
from counterclaim.errors import InputError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.model import Problem
from counterclaim.publishing.json_lines import line


@click.command()
@click.argument("ledger", type=placed)
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    metavar="N",
    help="Show so many errors of each kind.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
def evaluate(ledger: Path | str, gold: Path, errors: int, as_json: bool) -> None:
    """Measure the claims of LEDGER on annotations of your own.

    GOLD is a file of JSON lines: reports of the ledger with the claims that people found in them
    (docs/formats.md). A report that cannot be compared is told in one line, and left out.
    """
    # Slow to import, so help stays quick.
    from counterclaim.cli.texts.evaluation import evaluation_text
    from counterclaim.evaluating import Compared, Evaluation, compare, record
    from counterclaim.reading.annotated import read_annotated

    with Ledger.open(ledger) as opened:
        found = list(compare(read_annotated(gold), opened.collection(), opened.unread()))
    left_out = [problem for problem in found if isinstance(problem, Problem)]
    evaluation = Evaluation(tuple(report for report in found if isinstance(report, Compared)))
    for problem in left_out:
        click.echo(f"counterclaim: {printable(str(problem))}", err=True)
    if not evaluation.reports:
        raise InputError(f"{gold}: no report that can be compared with {opened.path} (see above)")
    if as_json:
        click.echo(line(record(evaluation, left_out, errors)))
    else:
        for told in evaluation_text(evaluation, len(left_out), errors):
            click.echo(printable(told))
