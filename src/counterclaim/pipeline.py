"""The stages in order: read, trace, extract, ground, match, reconcile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from counterclaim import __version__
from counterclaim.errors import InputError
from counterclaim.extracting import LEARNED, Extractor, LanguageModelExtractor, chosen
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.matching import match
from counterclaim.model import Collection, Document, GroundedClaim, Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading import read, with_names, with_years
from counterclaim.reconciling import reconcile
from counterclaim.tracing import trace

Item = TypeVar("Item")
Progress = Callable[[str, int, int], None]

_CHUNK = 32  # documents: a few seconds' work for the shipped model, but hours for a large one


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads and grounds claims; loading it takes a second or two, so it is done once."""

    extractor: Extractor
    grounder: Grounder

    @classmethod
    def load(
        cls,
        extractor: str = LEARNED,
        address: str | None = None,
        *,
        actors: Sequence[Path] = (),
        places: Sequence[Path] = (),
    ) -> Tools:
        """With the shipped extractor, or the one of another name (see ``extracting.chosen``).

        ``actors`` and ``places`` are tables of a user's own (docs/formats.md). Raises ModelError
        where a shipped file is damaged, ExtractorError where there is no such extractor, and
        InputError where a table cannot be understood.
        """
        grounder = Grounder.load(actors=actors, places=places)
        return cls(chosen(extractor, address), grounder)

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
    metadata: Path | None = None,
    policy: Policy = DEFAULT,
    tools: Tools | None = None,
    progress: Progress = _silent,
) -> Collection:
    """Add the documents at ``paths`` to the ledger and work out its entries anew.

    Gives what the ledger then holds; its ``problems`` are what could not be read: files, and
    documents that the extractor failed on, which the next build tries again. ``progress`` is
    called with a stage's name, how much of it is done, and of how much. What was finished is kept
    if the build is interrupted; building again goes on from there. Raises InputError if the ledger
    then holds no document.
    """
    run = ledger.begin_run()
    problems = _read(paths, ledger, metadata, policy, progress)
    problems += _extract(ledger, tools or Tools.load(), progress)
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


def _extract(ledger: Ledger, tools: Tools, progress: Progress) -> tuple[Problem, ...]:
    """Keep the claims of the documents that are not read yet; gives what failed, still unread."""
    unread = ledger.unread(tools.name)
    documents = [document for document in ledger.documents() if document.id in unread]
    problems: list[Problem] = []
    done = 0
    progress("extract", done, len(documents))
    for chunk in _chunks(_grounded(documents, tools), tools.together):
        problems += [claims for _, claims in chunk if isinstance(claims, Problem)]
        read = [(document, c) for document, c in chunk if not isinstance(c, Problem)]
        ledger.store_claims(read, tools.name)
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


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, size)):
        yield chunk
