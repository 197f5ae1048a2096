"""The stages in order: read, trace, extract, ground, match, reconcile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from counterclaim import __version__
from counterclaim.errors import InputError
from counterclaim.extracting import Extractor, LearnedExtractor
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.matching import match
from counterclaim.model import Collection, Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading import read, with_names, with_years
from counterclaim.reconciling import reconcile
from counterclaim.tracing import trace

Item = TypeVar("Item")
Progress = Callable[[str, int, int], None]

_CHUNK = 32  # documents whose claims are kept in one transaction: what a killed run may lose


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads and grounds claims; loading it takes a second or two, so it is done once."""

    extractor: Extractor
    grounder: Grounder

    @classmethod
    def load(cls) -> Tools:
        """The defaults of this package. Raises ModelError where a shipped file is damaged."""
        return cls(LearnedExtractor.load(), Grounder.load())

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
    metadata: Path | None = None,
    policy: Policy = DEFAULT,
    tools: Tools | None = None,
    progress: Progress = _silent,
) -> Collection:
    """Add the documents at ``paths`` to the ledger and work out its entries anew.

    Gives what the ledger then holds; its ``problems`` are what could not be read. ``progress`` is
    called with a stage's name, how much of it is done, and of how much. What was finished is kept
    if the build is interrupted; building again goes on from there. Raises InputError if the ledger
    then holds no document.
    """
    run = ledger.begin_run()
    problems = _read(paths, ledger, metadata, policy, progress)
    _extract(ledger, tools or Tools.load(), progress)
    documents, claims = ledger.documents(), ledger.claims()
    progress("trace", 0, 1)
    traces = trace(documents, policy)
    progress("match", 0, 1)
    facts = match(documents, claims, policy)
    progress("reconcile", 0, 1)
    entries = reconcile(documents, claims, facts, traces.copies, traces.origins, policy)
    held = Collection(
        documents, traces.copies, traces.origins, claims, entries, problems, policy.described()
    )
    ledger.store_work(held)
    ledger.end_run(run)
    return held


def _read(
    paths: Iterable[Path],
    ledger: Ledger,
    metadata: Path | None,
    policy: Policy,
    progress: Progress,
) -> tuple[Problem, ...]:
    documents = {document.id: document for document in ledger.documents()}
    problems = []
    for found in read(paths, metadata=metadata, policy=policy):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            documents[found.id] = found
            progress("read", len(documents), 0)
    if not documents:
        told = "".join(f"\n{problem}" for problem in problems)
        raise InputError(f"nothing could be read; name files or folders with reports{told}")
    ledger.store_documents(with_names(with_years(tuple(documents.values()), policy), policy))
    return tuple(problems)


def _extract(ledger: Ledger, tools: Tools, progress: Progress) -> None:
    unread = ledger.unread(tools.name)
    documents = [document for document in ledger.documents() if document.id in unread]
    found = zip(documents, tools.extractor.extract(documents), strict=True)
    grounded = ((document, tools.grounder.ground(document, claims)) for document, claims in found)
    done = 0
    progress("extract", done, len(documents))
    for chunk in _chunks(grounded, _CHUNK):
        ledger.store_claims(chunk, tools.name)
        done += len(chunk)
        progress("extract", done, len(documents))


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, size)):
        yield chunk
