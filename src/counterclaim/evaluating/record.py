"""An evaluation as plain values, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counterclaim.evaluating.cases import Case
from counterclaim.evaluating.evaluation import Evaluation
from counterclaim.evaluating.fields import FIELDS
from counterclaim.evaluating.mistakes import Mistake, mistakes
from counterclaim.evaluating.scores import Rates, Score
from counterclaim.model import Problem, Span

_DIGITS = 4


def record(evaluation: Evaluation, left_out: Iterable[Problem], errors: int) -> dict[str, Any]:
    """The figures, to four digits, and the first ``errors`` mistakes of each kind.

    The keys are told in docs/formats.md. ``links`` and ``facts`` are None where the annotation
    names no facts.
    """
    links, facts = evaluation.links(), evaluation.facts()
    return {
        "documents": len(evaluation.reports),
        "left_out": [str(problem) for problem in left_out],
        **_main(evaluation),
        "fields": {
            name: round(score.precision, _DIGITS) for name, score in evaluation.fields().items()
        },
        "facts": _rates(facts) if facts else None,
        "links": _score(links) if links else None,
        "types": {name: _score(score) for name, score in evaluation.types().items()},
        "outlets": {
            name: {"documents": len(part.reports), **_main(part)}
            for name, part in evaluation.outlets().items()
        },
        "errors": {
            kind: [_mistake(mistake) for mistake in found[:errors]]
            for kind, found in mistakes(evaluation).items()
        },
    }


def _main(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "detection": _score(evaluation.detection()),
        "count": _score(evaluation.counts()),
        "whole": _score(evaluation.whole()),
    }


def _rates(rates: Rates) -> dict[str, Any]:
    return {name: round(getattr(rates, name), _DIGITS) for name in ("precision", "recall", "f1")}


def _score(score: Score) -> dict[str, Any]:
    return {**_rates(score.rates), "gold": score.gold, "predicted": score.read}


def _mistake(mistake: Mistake) -> dict[str, Any]:
    claim, text = mistake.told.claim, mistake.document.text
    return {
        "doc": mistake.document.id,
        "type": claim.type,
        "sentence": {"text": claim.sentence.of(text), "span": _span(claim.sentence)},
        "trigger": {"text": claim.trigger.text, "span": _span(claim.trigger.span)},
        "wrong": list(mistake.wrong),
        "gold": _values(mistake.gold),
        "read": _values(mistake.read),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _values(case: Case | None) -> dict[str, Any] | None:
    """What a claim says in each field; bounds and via are lists."""
    return {name: field.value(case) for name, field in FIELDS.items()} if case else None
