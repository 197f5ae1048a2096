"""counterclaim decide: a reviewer's decisions on what a ledger holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import click

from counterclaim.cli.texts import only, printable
from counterclaim.cli.texts.decisions import decision_text
from counterclaim.cli.texts.lines import question
from counterclaim.errors import DecisionError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.model import Collection, Decision
from counterclaim.policy import kept
from counterclaim.review import Decider, history
from counterclaim.tables import Tables

Given = ParamSpec("Given")

_USER = click.option(
    "--user", required=True, envvar="COUNTERCLAIM_USER", show_envvar=True, help="Who decides."
)
_REASON = click.option("--reason", required=True, help="Why.")
_ANY_REASON = click.option("--reason", default="", help="Why.")


@dataclass
class Desk:
    """A ledger under review, and the tables it was built with."""

    path: Path | str
    tables: Tables

    def take(self, make: Callable[[Collection], Sequence[Decision]]) -> None:
        """Make decisions on what the ledger holds, keep them, and tell what they lead to."""
        from counterclaim.pipeline import decide as keep  # slow, so help does without

        with Ledger.open(self.path) as ledger:
            before = ledger.collection()
            made = make(before)
            policy = kept(ledger.policy())
            new, _ = keep(made, ledger, ground=self.tables.ground, policy=policy)
            held = ledger.collection()
        for line in _told(before, held, made, new):
            click.echo(printable(line))


class _LedgerFirst(click.Group):
    """Options may stand before LEDGER, as click wants it, or after it, as people write it."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        at = 1
        while len(args) > at and args[at].startswith("-") and not args[0].startswith("-"):
            at += 1 if "=" in args[at] or args[at] in context.help_option_names else 2
        return super().parse_args(context, [*args[1:at], *args[:1], *args[at:]])


@click.group(cls=_LedgerFirst, invoke_without_command=True, subcommand_metavar="WHAT …")
@click.argument("ledger", type=placed)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Take the decisions of a file: JSON lines, as export --as decisions-jsonl writes them.",
)
@click.option(
    "--actors",
    multiple=True,
    type=click.Path(path_type=Path),
    help="The tables of groups that the ledger was built with.",
)
@click.option(
    "--places",
    multiple=True,
    type=click.Path(path_type=Path),
    help="The tables of places that the ledger was built with.",
)
@click.pass_context
def decide(
    context: click.Context,
    ledger: Path | str,
    source: Path | None,
    actors: tuple[Path, ...],
    places: tuple[Path, ...],
) -> None:
    """Decide on what LEDGER holds: accept, reject, correct, merge, split, undo and more.

    Decisions are kept beside what the machine found, and no decision is ever changed: undoing one
    is another. The entries are brought up to date at once; no report is read again. IDs may be cut
    short.
    """
    if (source is None) == (context.invoked_subcommand is None):
        raise click.UsageError("name one thing to decide, or a file with --from")
    context.obj = Desk(ledger, Tables(actors, places, Ledger.imported_into(ledger)))
    if source is not None:
        from counterclaim.cli.decisions_file import read_decisions

        decisions = read_decisions(source)
        context.obj.take(lambda _held: decisions)


Made = Callable[Concatenate["Choosing", Given], Decision]


@dataclass(frozen=True)
class Choosing:
    """One decision in the making: who makes it, on what, and how ids are completed."""

    desk: Desk
    held: Collection
    decider: Decider

    def id(self, key: str) -> str:
        """The whole id of an entry, voice, claim, document or decision."""
        held = self.held
        names = [*(d.id for d in held.documents), *(d.id for d in held.decisions)]
        names += [c.claim.id for c in held.claims]
        for entry in held.entries:
            names += [entry.fact.id, *(voice.id for voice in entry.voices)]
        return only(key, names)

    def ids(self, keys: Iterable[str]) -> list[str]:
        return [self.id(key) for key in keys]


def _deciding(name: str, *, reason: bool = True) -> Callable[[Made[Given]], click.Command]:
    """Make a subcommand of a function that makes a decision; it gets --user and --reason."""

    def as_command(make: Made[Given]) -> click.Command:
        @wraps(make)
        def run(*given: Given.args, **named: Given.kwargs) -> None:
            user, why = str(named.pop("user")), str(named.pop("reason"))
            desk = click.get_current_context().find_object(Desk)
            assert desk is not None

            def made(held: Collection) -> list[Decision]:
                choosing = Choosing(desk, held, Decider(held, user, why))
                return [make(choosing, *given, **named)]

            desk.take(made)

        command: Any = _USER(_REASON(run) if reason else _ANY_REASON(run))
        return decide.command(name)(command)

    return as_command


@_deciding("accept", reason=False)
@click.argument("id")
def _accept(choosing: Choosing, id: str) -> Decision:
    """Hold a claim, or an entry with the claims that it has now, to be right."""
    return choosing.decider.accept(choosing.id(id))


@_deciding("reject")
@click.argument("claim")
def _reject(choosing: Choosing, claim: str) -> Decision:
    """Take a claim out: the report says no such thing."""
    return choosing.decider.reject(choosing.id(claim))


@_deciding("correct")
@click.argument("claim")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE…")
def _correct(choosing: Choosing, claim: str, changes: tuple[str, ...]) -> Decision:
    """Give fields of a claim other values: lower=34, speaker="the mayor", places=Melo.

    Words are looked for in the report; @120:135 names characters of it; nothing after the =
    empties the field; a place may have its GeoNames number (Melo#3441684).
    """
    from counterclaim.extracting.typed_changes import changes as typed

    known = {c.claim.id: c.claim for c in choosing.held.claims}
    read = known.get(choosing.id(claim))
    if read is None:
        raise DecisionError(f"{claim}: no claim of that id in this ledger")
    document = next(d for d in choosing.held.documents if d.id == read.document)
    made = typed(changes, document, read.trigger.span.start, choosing.desk.tables.locate)
    return choosing.decider.correct(read.id, made)


@_deciding("add")
@click.argument("document")
@click.argument("type")
@click.argument("trigger")
@click.argument("changes", nargs=-1, metavar="FIELD=VALUE…")
def _add(
    choosing: Choosing, document: str, type: str, trigger: str, changes: tuple[str, ...]
) -> Decision:
    """Add a claim that was missed: its document, its type, and the word that carries it.

    TRIGGER is a word of the report (the first such) or its characters, @140:146. Further fields
    are given as for correct.
    """
    from counterclaim.extracting.typed_changes import changes as typed
    from counterclaim.extracting.typed_changes import sentence_around, words_at

    id = choosing.id(document)
    report = next((d for d in choosing.held.documents if d.id == id), None)
    if report is None:
        raise DecisionError(f"{document}: no document of that id in this ledger")
    span = words_at(trigger, report, 0).get("span")
    if not isinstance(span, list):
        raise DecisionError(f"{report.id} does not have the word “{trigger}”")
    start, end = span
    fixed = (f"type={type}", f"trigger=@{start}:{end}", sentence_around(report, start, end))
    return choosing.decider.add(
        id, typed((*fixed, *changes), report, start, choosing.desk.tables.locate)
    )


@_deciding("merge")
@click.argument("a")
@click.argument("b")
def _merge(choosing: Choosing, a: str, b: str) -> Decision:
    """Make one entry of two, each named by its id or one of its claims."""
    return choosing.decider.merge(choosing.id(a), choosing.id(b))


@_deciding("split")
@click.argument("claims", nargs=-1, required=True)
def _split(choosing: Choosing, claims: tuple[str, ...]) -> Decision:
    """Take claims out of the entry that they are in."""
    return choosing.decider.split(choosing.ids(claims))


@_deciding("same-voice")
@click.argument("a")
@click.argument("b")
def _same_voice(choosing: Choosing, a: str, b: str) -> Decision:
    """Make one voice of two on one entry, each named by its id or one of its claims."""
    return choosing.decider.same_voice(choosing.id(a), choosing.id(b))


@_deciding("different-voice")
@click.argument("claims", nargs=-1, required=True)
def _different_voice(choosing: Choosing, claims: tuple[str, ...]) -> Decision:
    """Make claims of one voice a voice of their own."""
    return choosing.decider.different_voice(choosing.ids(claims))


@_deciding("undo")
@click.argument("decision")
def _undo(choosing: Choosing, decision: str) -> Decision:
    """Undo a decision, anybody's, an undo too."""
    return choosing.decider.undo(choosing.id(decision))


@_deciding("note")
@click.argument("id")
def _note(choosing: Choosing, id: str) -> Decision:
    """Say something of a claim, an entry, a document or a decision: --reason is the note."""
    return choosing.decider.note(choosing.id(id))


def _told(before: Collection, now: Collection, made: Sequence[Decision], new: int) -> Iterable[str]:
    """One decision with the entries that it touched, as they are now; of several, their number."""
    if len(made) != 1:
        yield f"{len(made)} decisions read, {new} of them new"
        return
    (decision,) = made
    yield from decision_text(next(s for s in history(now) if s.decision.id == decision.id))
    about = {claim for d in (decision, *_undone(decision, now)) for claim in d.claims}
    about |= {c for e in before.entries if about.intersection(e.fact.claims) for c in e.fact.claims}
    yield from (question(entry) for entry in now.entries if about.intersection(entry.fact.claims))


def _undone(decision: Decision, held: Collection) -> Iterable[Decision]:
    by_id = {each.id: each for each in held.decisions}
    while decision.kind == "undo":
        decision = by_id[decision.targets[0]]
        yield decision
