"""An evaluation: its figures as tables, then errors in their context."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.cli.summary import many
from counterclaim.cli.texts.columns import columns
from counterclaim.cli.texts.mistake import mistake_text
from counterclaim.evaluating import Evaluation, Rates, Score, mistakes

_RATES = ("PRECISION", "RECALL", "F1")
_COUNTS = ("RIGHT", "READ", "ANNOTATED")
_NONE = "–"
_HEADS = {
    "missed": "annotated but not read",
    "extra": "read but not annotated",
    "wrong": "read with wrong fields",
}


def evaluation_text(evaluation: Evaluation, left_out: int, errors: int) -> Iterator[str]:
    """The tables, and the first ``errors`` mistakes of each kind."""
    without = f" ({many(left_out, 'other')} left out)" if left_out else ""
    yield f"{many(len(evaluation.reports), 'document')} compared{without}"
    yield ""
    yield from columns(*_figures(evaluation))
    yield ""
    yield from columns(*_fields(evaluation))
    yield ""
    yield from columns(*_types(evaluation))
    yield ""
    yield from columns(*_outlets(evaluation))
    for kind, found in mistakes(evaluation).items():
        if errors and found:
            yield ""
            yield f"{many(len(found), 'claim')} {_HEADS[kind]}; {min(errors, len(found))} of them:"
            for mistake in found[:errors]:
                yield from mistake_text(mistake)


def _figures(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    yield "FIGURE", *_RATES, *_COUNTS
    yield "detection", *_score(evaluation.detection())
    yield "count", *_score(evaluation.counts())
    yield "whole", *_score(evaluation.whole())
    links, facts = evaluation.links(), evaluation.facts()
    if links and facts:
        yield "links", *_score(links)
        yield "facts", *_rates(facts), _NONE, _NONE, _NONE


def _fields(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    yield "FIELD", "RIGHT", "FOUND", "SHARE"
    for name, score in evaluation.fields().items():
        yield name, f"{score.right:,}", f"{score.read:,}", _number(score.precision)


def _types(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    yield "TYPE", *_RATES, *_COUNTS
    for name, score in evaluation.types().items():
        yield name, *_score(score)


def _outlets(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    yield "OUTLET", "DOCUMENTS", *_RATES, *_COUNTS, "COUNT F1", "WHOLE F1"
    for name, part in evaluation.outlets().items():
        others = _number(part.counts().f1), _number(part.whole().f1)
        yield name, f"{len(part.reports):,}", *_score(part.detection()), *others


def _score(score: Score) -> tuple[str, ...]:
    return *_rates(score.rates), f"{score.right:,}", f"{score.read:,}", f"{score.gold:,}"


def _rates(rates: Rates) -> tuple[str, ...]:
    return _number(rates.precision), _number(rates.recall), _number(rates.f1)


def _number(share: float) -> str:
    return f"{share:.3f}"
