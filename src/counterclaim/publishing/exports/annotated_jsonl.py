"""Reports with their claims as JSON lines, to be corrected in an editor: one report a line."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from counterclaim.model import Change, Document
from counterclaim.model.decision import FIELDS, SEVERAL, Field
from counterclaim.model.decision_record import changes_record
from counterclaim.model.told import Told
from counterclaim.publishing.exports.marked import MARKED, Marked, marked, said
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day, line, pair

_BOUNDS: frozenset[Field] = frozenset({"lower", "upper", "precision"})


def annotated_jsonl(source: Source) -> Iterator[str]:
    """Every report with its text and its claims, as ``counterclaim.reading.annotated`` reads them.

    Of each claim what stands in the text: words that a reviewer gave and the text lacks are left
    out, with the bounds of a count that it lacks.
    """
    reports = source.reports()
    following = next(reports, None)
    for document in source.documents():
        told: tuple[Told, ...] = ()
        if following is not None and following[0].id == document.id:
            told, following = following[1], next(reports, None)
        yield line(_report(document, told))


def _report(document: Document, told: tuple[Told, ...]) -> dict[str, Any]:
    return {
        "doc": document.id,
        "text": document.text,
        "title": document.title or None,
        "outlet": document.outlet,
        "published": day(document.published),
        "url": document.url,
        "language": document.language,
        # What tells, on the way back, a claim that was taken out from one not shown.
        "shown": [each.grounded.claim.id for each in told],
        "claims": [_claim(each) for each in told],
    }


def _claim(told: Told) -> dict[str, Any]:
    claim, sentence = marked(told.grounded), told.grounded.claim.sentence
    unsaid = _unsaid(claim)
    names = [name for name in FIELDS if name in claim.values and name not in unsaid]
    return {
        "id": claim.claim,
        "sentence": pair(sentence),
        **changes_record([Change(name, said(claim.values[name])) for name in names]),
        "fact": told.answer.fact if told.answer else None,
    }


def _unsaid(claim: Marked) -> Set[Field]:
    """Fields of one name for which the text has no words."""
    fields = {
        field
        for field in MARKED
        if field not in SEVERAL and said(claim.values[field]) != claim.values[field]
    }
    return fields | _BOUNDS if "quantity" in fields else fields
