"""The command line: one file a command."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final

import click

from counterclaim import __version__
from counterclaim.errors import CounterclaimError

INTERRUPTED = 130
#: The commands, in the order of their use, each with its function in the module of its file.
COMMANDS: Final = {
    "fetch": "fetch.fetch",
    "build": "build.build",
    "watch": "watch.watch",
    "scale": "scale.scale",
    "load": "scale.load",
    "reconcile": "reconcile.reconcile",
    "decide": "decide.decide",
    "decisions": "decisions.decisions",
    "show": "show.show",
    "explain": "explain.explain",
    "timeline": "timeline.timeline",
    "report": "report.report",
    "serve": "serve.serve",
    "users": "users.users",
    "export": "export.export",
    "import": "importing.import_",
    "labels": "labels.labels",
    "trace": "trace.trace",
    "evaluate": "evaluate.evaluate",
}


class Commands(click.Group):
    """Loads the file of a command only when it is called: some take a second or two."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        file, name = COMMANDS[cmd_name].split(".")
        command = getattr(import_module(f"counterclaim.cli.{file}"), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="counterclaim")
def counterclaim() -> None:
    """Who claims what about an armed conflict: from a folder of reports to a ledger of claims."""


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
