"""counterclaim reconcile: a ledger's entries anew under another policy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from counterclaim.cli.summary import summary
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed

POLICY_HELP = (
    "How a best value is chosen: latest-per-voice, ucdp, ibc, acled, or a TOML file of your own."
)


@click.command()
@click.argument("ledger", type=placed)
@click.option("--policy", required=True, metavar="NAME|FILE.toml", help=POLICY_HELP)
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def reconcile(ledger: Path | str, policy: str, quiet: bool) -> None:
    """Work out the entries of LEDGER anew under another policy; no report is read again.

    Questions, voices and the range of what they say stay as they are: a policy says which voices
    count and which number is called the best. Later builds keep it.
    """
    from counterclaim.policy import DEFAULT  # slow, so help does without
    from counterclaim.reconciliation import reconcile_anew
    from counterclaim.reconciling import chosen

    under = replace(DEFAULT, estimate=chosen(policy))
    with Ledger.open(ledger) as opened:
        reconcile_anew(opened, under)
        if not quiet:
            click.echo(summary(opened))
