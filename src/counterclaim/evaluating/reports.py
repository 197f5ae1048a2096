"""Annotated reports, each with the document of a ledger that it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Document, Problem
from counterclaim.reading.annotated import Annotated

Found = tuple[Annotated, Document]


def held_reports(
    annotated: Iterable[Annotated | Problem],
    documents: Iterable[Document],
    unread: Container[str] = (),
) -> Iterator[Found | Problem]:
    """Each annotated report with the ledger's document of its id, or else of its text.

    Their texts are equal to the character. A problem stands for a report that the annotation file
    gives wrongly or twice, that the ledger lacks, has with another text or has not read yet
    (``unread``).
    """
    reports = list(annotated)
    held = _Held.of(documents, [r.document for r in reports if isinstance(r, Annotated)])
    seen: set[str] = set()
    for report in reports:
        if isinstance(report, Problem):
            yield report
            continue
        gold = report.document
        document = held.document(gold)
        if isinstance(document, Document):
            document = _fit(document, seen, unread)
        if isinstance(document, _Flaw):
            yield Problem(gold.source, "", f"{gold.id} {document.what}", document.remedy)
        else:
            seen.add(document.id)
            yield report, document


@dataclass(frozen=True, slots=True)
class _Flaw:
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Held:
    """The documents of a ledger, by id; by text those that no annotated report names by its id."""

    by_id: Mapping[str, Document]
    by_text: Mapping[str, Sequence[Document]]

    @classmethod
    def of(cls, documents: Iterable[Document], annotated: Iterable[Document]) -> _Held:
        named = {(gold.id, gold.text) for gold in annotated}
        by_id, by_text = {}, defaultdict(list)
        for document in documents:
            by_id[document.id] = document
            if (document.id, document.text) not in named:
                by_text[document.text].append(document)
        return cls(by_id, by_text)

    def document(self, gold: Document) -> Document | _Flaw:
        own = self.by_id.get(gold.id)
        if own is not None and own.text == gold.text:
            return own
        alike = self.by_text.get(gold.text, ())
        if len(alike) == 1:
            return alike[0]
        if alike:
            names = ", ".join(document.id for document in alike)
            return _Flaw(f"has the text of several reports ({names})", "give the id of one as doc")
        if own is not None:
            remedy = "annotate the text that the ledger froze"
            return _Flaw("has another text in the ledger", remedy)
        return _Flaw("is not in the ledger", "build the ledger with it")


def _fit(document: Document, seen: Container[str], unread: Container[str]) -> Document | _Flaw:
    """A document that is held, if it can be set against an annotated one."""
    if document.id in seen:
        return _Flaw("stands in the file already", "keep one of them")
    if document.id in unread:
        return _Flaw("is in the ledger but was not read", "build the ledger again")
    return document
