"""An extractor that asks a language model, and keeps of its answers what the text bears out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from counterclaim.errors import ExtractorError
from counterclaim.extracting.claims import as_claim, doc_text
from counterclaim.extracting.languagemodel.checking import Checker, DroppedError, Reason
from counterclaim.extracting.languagemodel.destination import Destination
from counterclaim.extracting.languagemodel.failures import FailedError, NoAnswerError
from counterclaim.extracting.languagemodel.loading import load
from counterclaim.extracting.languagemodel.questions import Question, questions
from counterclaim.extracting.languagemodel.tally import Tally
from counterclaim.model import Claim, Document, Problem, identifier
from counterclaim.policy import DEFAULT, Policy


class Asked(Protocol):
    """Anything that can be asked about sentences (see ``asking.Model``)."""

    @property
    def name(self) -> str: ...
    @property
    def goes(self) -> Destination: ...
    @property
    def at_once(self) -> int: ...
    @property
    def taught(self) -> str: ...
    def ask(self, question: Question) -> Sequence[object]: ...


@dataclass(frozen=True, slots=True)
class _Read:
    """The claims of a document, and why others that the model gave are not among them."""

    claims: tuple[Claim, ...]
    dropped: tuple[Reason, ...]


class LanguageModelExtractor:
    """Claims by a language model. What it says is taken over where the text says it, too.

    ``tally`` counts what was accepted and dropped. A document that failed is given as a problem,
    and the others are read. Raises ExtractorError where the model cannot be asked at all.
    """

    def __init__(self, model: Asked, policy: Policy = DEFAULT) -> None:
        self._model, self._policy = model, policy
        self._silences = 0
        self.tally = Tally()

    @classmethod
    def load(cls, named: str, address: str | None = None) -> LanguageModelExtractor:
        """With the model "MODEL" or "PROVIDER:MODEL", at its own address or another."""
        return cls(load(named, address))

    @property
    def reader(self) -> str:
        """Who is said to have read each field."""
        return f"langextract:{self._model.name}"

    @property
    def name(self) -> str:
        policy = self._policy
        shown = (self._model.taught, policy.extract_model_page, policy.extract_model_before)
        return f"{self.reader}, {identifier('taught', *shown)}"

    @property
    def notice(self) -> str:
        """What is sent where, in one line."""
        return f"{self.reader}: title and text of the reports {self._model.goes.words}"

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...] | Problem]:
        """As every extractor does; the model is asked about some documents ahead of their turn."""
        waiting = iter(documents)
        at_once = self._model.at_once
        if at_once == 1:  # without a thread, so that an interruption need not wait for the answer
            for document in waiting:
                yield self._noted(document, self._read(document))
            return
        with ThreadPoolExecutor(at_once) as pool:
            running = deque((d, pool.submit(self._read, d)) for d in islice(waiting, at_once))
            while running:
                document, reading = running.popleft()
                read = reading.result()
                running.extend((d, pool.submit(self._read, d)) for d in islice(waiting, 1))
                yield self._noted(document, read)

    def _noted(self, document: Document, read: _Read | FailedError) -> tuple[Claim, ...] | Problem:
        """Counts what was read; gives up where nothing answers any more."""
        self._silences = self._silences + 1 if isinstance(read, NoAnswerError) else 0
        if isinstance(read, _Read):
            self.tally.add(len(read.claims), read.dropped)
            return read.claims
        if self._silences >= self._policy.extract_model_silences:
            raise ExtractorError(
                f"{self.reader}: no answer for {self._silences} documents in a row, and what was "
                f"read is kept: {read.what}; {read.remedy}"
            )
        return read.problem(document)

    def _read(self, document: Document) -> _Read | FailedError:
        """A document, whole or not at all."""
        found: dict[str, Claim] = {}
        dropped: list[Reason] = []
        try:
            for one in self._checked(document):
                if not isinstance(one, Claim):
                    dropped.append(one)
                elif found.setdefault(one.id, one) is not one:
                    dropped.append("told twice")
        except FailedError as failed:
            return failed
        claims = sorted(found.values(), key=lambda claim: (claim.trigger.span, claim.id))
        return _Read(tuple(claims), tuple(dropped))

    def _checked(self, document: Document) -> Iterator[Claim | Reason]:
        """Each claim that the model gives of a document, or why it is dropped."""
        doc = doc_text(document, self._policy)
        for question in questions(document, doc, self._policy):
            checker = Checker(doc, question)
            for said in self._model.ask(question):
                try:
                    yield as_claim(document, checker.claim(said), self.reader)
                except DroppedError as drop:
                    yield drop.reason
