"""What a model is asked about at once: a run of a report's sentences, each under its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.extracting.readings import DocText
from counterclaim.model import Document, Span
from counterclaim.policy import Policy


@dataclass(frozen=True, slots=True)
class Question:
    """Sentences of a report, numbered on from ``first`` as they are counted in the whole report.

    ``context`` is what the model is shown besides, and gives no claims of: the heading, and what
    stands before.
    """

    text: str
    context: str
    first: int
    sentences: tuple[Span, ...]

    def sentence(self, number: int) -> Span | None:
        """Where the sentence of this number stands; None where it was not asked about."""
        at = number - self.first
        return self.sentences[at] if 0 <= at < len(self.sentences) else None


def questions(document: Document, doc: DocText, policy: Policy) -> Iterator[Question]:
    """The whole report, sentence by sentence, in runs of about ``policy.extract_model_page``."""
    first = 1
    for run in _runs(doc, policy.extract_model_page):
        yield Question(
            text=numbered([doc.text[span.start : span.end] for span in run], first),
            context=_context(document, doc, run[0].start, policy.extract_model_before),
            first=first,
            sentences=tuple(run),
        )
        first += len(run)


def numbered(sentences: list[str], first: int = 1) -> str:
    """One sentence a line, "[3] They left.", with single spaces within."""
    lines = (f"[{first + at}] {_spaced(words)}" for at, words in enumerate(sentences))
    return "\n".join(lines)


def _runs(doc: DocText, longest: int) -> Iterator[list[Span]]:
    run: list[Span] = []
    for start, end in doc.sentences:
        if run and end - run[0].start > longest:
            yield run
            run = []
        run.append(Span(start, end))
    if run:
        yield run


def _context(document: Document, doc: DocText, start: int, before: int) -> str:
    told = []
    if document.title and document.title_span is None:
        told.append(f"The report to be read is headed: {_spaced(document.title)}")
    if start:
        words = doc.text[max(0, start - before) : start]
        told.append(f"Before its numbered sentences stands: … {_spaced(words)}")
    return "\n".join(told)


def _spaced(words: str) -> str:
    return " ".join(words.split())
