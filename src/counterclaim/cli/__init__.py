"""The command line: one file a command."""

from __future__ import annotations

import sys

import click

from counterclaim import __version__
from counterclaim.cli.build import build
from counterclaim.cli.evaluate import evaluate
from counterclaim.cli.export import export
from counterclaim.cli.labels import labels
from counterclaim.cli.report import report
from counterclaim.cli.show import show
from counterclaim.cli.trace import trace
from counterclaim.errors import CounterclaimError

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="counterclaim")
def counterclaim() -> None:
    """Who claims what about an armed conflict: from a folder of reports to a ledger of claims."""


for command in (build, show, report, export, labels, trace, evaluate):
    counterclaim.add_command(command)


def main() -> None:
    """Run a command; end with its exit status (docs/command-line.md lists them)."""
    try:
        status = counterclaim.main(standalone_mode=False)
    except CounterclaimError as error:
        click.echo(f"counterclaim: {error}", err=True)
        sys.exit(error.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("counterclaim: interrupted; what was finished is kept", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nobody is left to tell
        sys.exit(0)
    sys.exit(status or 0)
