"""The stages in order: read, trace, extract, ground, review, match, reconcile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from counterclaim import __version__
from counterclaim.errors import LedgerError
from counterclaim.extracting import LEARNED, Extractor, LanguageModelExtractor, chosen
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.ledger.batches import batches
from counterclaim.matching import match
from counterclaim.model import Collection, Decision, Document, GroundedClaim, Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading import gather, is_english
from counterclaim.reconciling import reconcile
from counterclaim.review import Ground, reviewed
from counterclaim.tracing import trace

Progress = Callable[[str, int, int], None]

_TRIES = 10  # times that entries are worked out again because another program wrote meanwhile
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
    tools = tools or Tools.load()
    problems += _extract(ledger, tools, progress)

    @lru_cache(maxsize=1)  # looked at again, the documents are mostly the same
    def traced(documents: tuple[Document, ...]) -> Collection:
        progress("trace", 0, 1)
        traces = trace(documents, policy)
        return Collection(documents, traces.copies, traces.origins, problems=problems)

    return _work_out(
        ledger, lambda: traced(ledger.documents()), tools.grounder.ground, policy, progress, run
    )


def decide(
    decisions: Iterable[Decision],
    ledger: Ledger,
    *,
    ground: Ground,
    policy: Policy = DEFAULT,
    progress: Progress = _silent,
) -> tuple[int, Collection]:
    """Add decisions to the ledger and bring its entries up to date; nothing is read again.

    Gives how many of the decisions were new, and what the ledger then holds. ``ground`` says what
    corrected words mean: ``Grounder.ground``, with the tables that the ledger was built with.
    """
    new = ledger.store_decisions(decisions)
    return new, _work_out(ledger, ledger.collection, ground, policy, progress)


def _work_out(
    ledger: Ledger,
    given: Callable[[], Collection],
    ground: Ground,
    policy: Policy,
    progress: Progress,
    run: int | None = None,
) -> Collection:
    """Match and reconcile what the ledger holds, as reviewers decided, and keep the result.

    ``given`` has the documents, copies, origins and problems. If another program wrote meanwhile
    (a decision, say), it is all looked at again.
    """
    for _ in range(_TRIES):
        since = ledger.writes()
        held = given()
        decisions = ledger.decisions()
        review = reviewed(decisions, held.documents, ledger.found(), ground)
        progress("match", 0, 1)
        facts = match(held.documents, review.claims, policy, review.facts)
        progress("reconcile", 0, 1)
        entries = reconcile(
            held.documents, review.claims, facts, held.copies, held.origins, policy,
            bonds=review.voices,
        )  # fmt: skip
        held = replace(
            held,
            claims=review.claims,
            entries=entries,
            policy=policy.described(),
            decisions=decisions,
            originals=review.originals,
        )
        if ledger.store_work(held, since=since, run=run):
            return held
    raise LedgerError(
        f"{ledger.path}: other programs keep writing to it; decisions are kept, and entries follow "
        "with the next decision or build"
    )


def _read(
    paths: Iterable[Path],
    ledger: Ledger,
    metadata: Path | None,
    policy: Policy,
    progress: Progress,
) -> tuple[Problem, ...]:
    known = ledger.documents()
    documents, problems = gather(paths, metadata, progress, known=known, policy=policy)
    ledger.store_documents(documents)
    return problems


def _extract(ledger: Ledger, tools: Tools, progress: Progress) -> tuple[Problem, ...]:
    """Keep the claims of the documents that are not read yet; gives what failed, still unread."""
    unread = ledger.unread(tools.name)
    found = [document for document in ledger.documents() if document.id in unread]
    # Claims are read in English; other documents are kept, and traced for copies.
    ledger.store_claims([(d, ()) for d in found if not is_english(d.language)], tools.name)
    documents = [document for document in found if is_english(document.language)]
    problems: list[Problem] = []
    done = 0
    progress("extract", done, len(documents))
    for chunk in batches(_grounded(documents, tools), tools.together):
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
