"""counterclaim users: who may sign in where a ledger is served to others."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from counterclaim.web.roles import ROLES, Role
from counterclaim.web.users import Users
from counterclaim.web.users import add as add_user
from counterclaim.web.users import remove as remove_user

_FILE = click.Path(path_type=Path)


@click.group()
def users() -> None:
    """Keep the file of those who may sign in (counterclaim serve --users FILE)."""


@users.command()
@click.argument("file", type=_FILE)
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What they may do.")
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from the standard input's first line."
)
def add(file: Path, name: str, role: Role, password_stdin: bool) -> None:
    """Add NAME to FILE, or give NAME another role and password. FILE is made if it is not there.

    A reader sees, a reviewer also decides, an admin also manages.
    """
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    add_user(file, name, role, password)
    click.echo(f"{name} may sign in as {role}")


@users.command()
@click.argument("file", type=_FILE)
@click.argument("name")
def remove(file: Path, name: str) -> None:
    """Take NAME out of FILE; their sessions end at once."""
    remove_user(file, name)
    click.echo(f"{name} may no longer sign in")


@users.command("list")
@click.argument("file", type=_FILE)
def list_users(file: Path) -> None:
    """List who may sign in, and as what."""
    for user in Users(file).all():
        click.echo(f"{user.name}\t{user.role}")
