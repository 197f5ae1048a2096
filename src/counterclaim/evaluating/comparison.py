"""A ledger laid beside annotated reports."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from counterclaim.evaluating.cases import annotated_cases, held_cases
from counterclaim.evaluating.compared import Compared
from counterclaim.model import Collection, Document, Problem
from counterclaim.reading.annotated import Annotated


def compare(
    gold: Iterable[Annotated | Problem], held: Collection, unread: Container[str] = ()
) -> Iterator[Compared | Problem]:
    """Each annotated report with the claims that the ledger holds on the document of its id.

    A problem stands for a report that cannot be compared: one that the annotation file gives
    wrongly or twice, that the ledger lacks or has not read yet (``unread``), or whose text is not
    the text that the ledger froze.
    """
    documents = {document.id: document for document in held.documents}
    cases = held_cases(held)
    seen: set[str] = set()
    for report in gold:
        if isinstance(report, Problem):
            yield report
            continue
        key = report.document.id
        found = _found(report.document, documents.get(key), seen, unread)
        seen.add(key)
        if isinstance(found, Problem):
            yield found
        else:
            yield Compared.of(found, annotated_cases(report), cases.get(key, ()))


def _found(
    gold: Document, held: Document | None, seen: Container[str], unread: Container[str]
) -> Document | Problem:
    """The ledger's document, or why it cannot be compared with the annotated one."""
    if held is None:
        reason = "is not in the ledger", "build the ledger with it, under the same id"
    elif gold.id in seen:
        reason = "stands in the file already", "keep one of them"
    elif held.text != gold.text:
        reason = "has another text in the ledger", "annotate the text that the ledger froze"
    elif gold.id in unread:
        reason = "is in the ledger but was not read", "build the ledger again"
    else:
        return held
    return Problem(gold.source, "", f"{gold.id} {reason[0]}", reason[1])
