"""The stages in order: read, trace, extract, ground, review, match, reconcile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from counterclaim import __version__
from counterclaim.adding import reports
from counterclaim.adding.work import State, worked
from counterclaim.errors import InputError, LedgerError
from counterclaim.extracting import LEARNED, Extractor, LanguageModelExtractor, chosen
from counterclaim.grounding import Grounder, Lists
from counterclaim.ledger import Ledger, contents, queries
from counterclaim.ledger.batches import batches
from counterclaim.model import Changes, Decision, Document, GroundedClaim, Imported, Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading import is_english, read
from counterclaim.reading.supplements import NONE, Supplements
from counterclaim.review import Ground

Progress = Callable[[str, int, int], None]

_TRIES = 10  # times that entries are worked out again because another program wrote meanwhile
_CHUNK = 32  # documents: a few seconds' work for the shipped model, but hours for a large one


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads and grounds claims; loading it takes a second or two, so it is done once."""

    extractor: Extractor
    grounder: Grounder
    supplements: Supplements = NONE

    @classmethod
    def load(
        cls,
        extractor: str = LEARNED,
        address: str | None = None,
        *,
        actors: Sequence[Path] = (),
        places: Sequence[Path] = (),
        imported: Sequence[Imported] = (),
    ) -> Tools:
        """With the shipped extractor, or the one of another name (see ``extracting.chosen``).

        ``actors`` and ``places`` are tables of a user's own (docs/formats.md), ``imported`` the
        lists that the ledger keeps. Raises ModelError where a shipped file is damaged,
        ExtractorError where there is no such extractor, and InputError where a table cannot be
        understood.
        """
        grounder = Grounder.load(actors=actors, places=places, lists=Lists.of(imported))
        return cls(chosen(extractor, address), grounder, Supplements.of(imported))

    @property
    def together(self) -> int:
        """How many documents' claims are kept in one transaction: what a killed run may lose."""
        return 1 if isinstance(self.extractor, LanguageModelExtractor) else _CHUNK

    @property
    def name(self) -> str:
        """Changes whenever documents may be read differently."""
        return f"counterclaim {__version__}, {self.extractor.name}, {self.grounder.name}"


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def build(
    paths: Iterable[Path],
    ledger: Ledger,
    *,
    documents: Iterable[Document] = (),
    metadata: Path | None = None,
    policy: Policy = DEFAULT,
    tools: Tools | None = None,
    progress: Progress = _silent,
) -> Changes:
    """Add the documents at ``paths``, and ``documents``, and bring the ledger's entries up to date.

    The work grows with what is new and with what lies around it in time, not with the ledger; what
    comes of it is what building all at once gives (docs/architecture.md, "What an addition costs").
    Gives what has changed; its ``problems`` are what could not be read: files, and documents that
    the extractor failed on, which the next build tries again. ``progress`` is called with a
    stage's name, how much of it is done, and of how much. What was finished is kept if the build
    is interrupted; building again goes on from there. Raises InputError if the ledger then holds
    no document.
    """
    run = ledger.begin_run()
    tools = tools or Tools.load(imported=ledger.imported())
    found, problems = _read(paths, metadata, tools.supplements, policy, progress)
    _store([*documents, *found], ledger, policy)
    if ledger.empty():
        told = "".join(f"\n{problem}" for problem in problems)
        raise InputError(f"nothing could be read; name files or folders with reports{told}")
    return _settled(ledger, policy, tools, progress, problems, run)


def decide(
    decisions: Iterable[Decision],
    ledger: Ledger,
    *,
    ground: Ground,
    policy: Policy = DEFAULT,
    progress: Progress = _silent,
) -> tuple[int, Changes]:
    """Add decisions to the ledger and bring its entries up to date; nothing is read again.

    Gives how many of the decisions were new, and what has changed. ``ground`` says what corrected
    words mean: ``Grounder.ground``, with the tables that the ledger was built with.
    """
    new = ledger.store_decisions(decisions)
    return new, _work_out(ledger, ground, policy, progress)


def _settled(
    ledger: Ledger,
    policy: Policy,
    tools: Tools,
    progress: Progress,
    problems: tuple[Problem, ...],
    run: int,
) -> Changes:
    """Read the claims of what is unread, and work out what follows from all that is new."""
    problems += _extract(ledger, tools, progress)
    ending = _Ending(run, problems)
    return _work_out(ledger, tools.grounder.ground, policy, progress, ending)


@dataclass(frozen=True, slots=True)
class _Ending:
    """The run that is to be ended, and what could not be read in it."""

    run: int
    problems: tuple[Problem, ...]


def _work_out(
    ledger: Ledger,
    ground: Ground,
    policy: Policy,
    progress: Progress,
    ending: _Ending | None = None,
) -> Changes:
    """Trace (in a run), match and reconcile what is new, as reviewers decided, and keep the result.

    If another program wrote meanwhile (a decision, say), it is all looked at again.
    """
    for _ in range(_TRIES):
        with ledger.reading() as connection:
            since = queries.writes(connection)
            state = State.of(connection, policy, tracing=ending is not None)
            found = worked(connection, state, ground, policy, progress)
        kept = ledger.settle(
            found.work,
            since=since,
            by=__version__,
            claims=found.claims,
            policy=state.record(policy),
            problems=ending.problems if ending else None,
            run=ending.run if ending else None,
            anew=state.tables,
            kept=() if state.tracing else ("text", "day", "mark", "copied"),
        )
        if kept:
            changes = found.changes
            return replace(changes, problems=ending.problems) if ending else changes
    raise LedgerError(
        f"{ledger.path}: other programs keep writing to it; decisions are kept, and entries follow "
        "with the next decision or build"
    )


def _read(
    paths: Iterable[Path],
    metadata: Path | None,
    supplements: Supplements,
    policy: Policy,
    progress: Progress,
) -> tuple[list[Document], tuple[Problem, ...]]:
    documents: list[Document] = []
    problems: list[Problem] = []
    for found in read(paths, metadata=metadata, supplements=supplements, policy=policy):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            documents.append(found)
            progress("read", len(documents), 0)
    return documents, tuple(problems)


def _store(documents: Iterable[Document], ledger: Ledger, policy: Policy) -> None:
    """Keep documents as they stand among the others."""
    with ledger.reading() as connection:
        standing = reports.among(connection, documents, policy)
    ledger.store_documents(standing)


def _extract(ledger: Ledger, tools: Tools, progress: Progress) -> tuple[Problem, ...]:
    """Keep the claims of the documents that are not read yet; gives what failed, still unread."""
    with ledger.reading() as connection:
        found = contents.documents(connection, sorted(ledger.unread(tools.name)))
    # Claims are read in English; other documents are kept, and traced for copies.
    ledger.store_claims([(d, ()) for d in found if not is_english(d.language)], tools.name)
    documents = [document for document in found if is_english(document.language)]
    problems: list[Problem] = []
    done = 0
    progress("extract", done, len(documents))
    for chunk in batches(_grounded(documents, tools), tools.together):
        problems += [claims for _, claims in chunk if isinstance(claims, Problem)]
        kept = [(document, c) for document, c in chunk if not isinstance(c, Problem)]
        ledger.store_claims(kept, tools.name)
        done += len(chunk)
        progress("extract", done, len(documents))
    return tuple(problems)


def _grounded(
    documents: Sequence[Document], tools: Tools
) -> Iterator[tuple[Document, Sequence[GroundedClaim] | Problem]]:
    """Each document with the claims that were read in it, or with what failed."""
    for document, claims in zip(documents, tools.extractor.extract(documents), strict=True):
        if isinstance(claims, Problem):
            yield document, claims
        else:
            yield document, tools.grounder.ground(document, claims)
