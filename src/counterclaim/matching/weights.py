"""The weight of each piece of evidence that two claims answer one question, in log-odds.

Fitted by logistic regression on pairs of annotated claims (docs/methodology.md, "Matching") and
rounded. A level that is not listed weighs nothing. TOGETHER holds for two claims of one report,
APART for claims of two reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ALIKE: Final = 0.3  # a likeness from here on is told as a reason

APART: Final[Mapping[str, float]] = {
    "start": -7.2,
    "place: same": 1.0,
    "place: within": -0.4,
    "place: shared": -0.3,
    "place: different": -0.9,
    "time: same": 3.3,
    "time: overlapping": 1.6,
    "time: next day": 1.5,
    "time: days apart": -1.1,
    "time: far": -4.8,
    "event: another": -4.0,
    "group: same": 1.0,
    "group: parts": -2.4,
    "count: one": -0.4,
    "count: equal": 2.8,
    "count: equal and large": 2.8,
    "count: close": 1.4,
    "count: compatible": 0.6,
    "count: apart": -0.8,
    "actor: different": -0.8,
    "words: same": 0.8,
    "object: unknown": 1.5,
    "object: same": 3.0,
    "object: alike": 2.7,
    "object: shared": 2.6,
    "object: different": 1.1,
    "sentences": 3.1,
    "documents": 3.6,
}

TOGETHER: Final[Mapping[str, float]] = {
    "start": -3.5,
    "place: same": 1.5,
    "place: within": 1.0,
    "place: shared": -2.6,
    "place: different": -1.0,
    "time: same": 1.6,
    "time: overlapping": -1.4,
    "time: next day": -2.7,
    "time: days apart": -2.9,
    "time: far": -4.0,
    "event: another": -2.0,
    "group: same": 1.4,
    "group: parts": -2.9,
    "group: different": 0.5,
    "count: one": -1.0,
    "count: equal": 1.8,
    "count: equal and large": 2.9,
    "count: close": -0.8,
    "count: compatible": -0.7,
    "count: apart": -3.3,
    "actor: different": -0.8,
    "words: same": 0.2,
    "object: unknown": 1.0,
    "object: same": 1.1,
    "object: shared": 0.1,
    "object: different": -0.8,
    "position: one sentence": -2.5,
    "position: headline": 0.9,
    "position: near": 0.4,
    "sentences": 1.2,
    "documents": 0.0,
}

WORDS: Final[Mapping[str, str]] = {
    "place: same": "same place",
    "place: within": "one place lies in the other",
    "place: shared": "different places in one area",
    "place: different": "different places",
    "time: same": "same days",
    "time: overlapping": "overlapping days",
    "time: next day": "a day apart",
    "time: days apart": "two or three days apart",
    "time: far": "more than three days apart",
    "event: another": "neither place nor day in common",
    "group: same": "same group",
    "group: unspecified": "people and civilians, which may be one group",
    "group: parts": "different groups",
    "group: different": "different kinds of object",
    "count: equal": "equal counts",
    "count: equal and large": "equal counts of ten or more",
    "count: close": "counts close to each other",
    "count: compatible": "counts that can both hold",
    "count: apart": "counts that cannot both hold",
    "actor: same": "same actor",
    "actor: different": "different actors",
    "object: same": "same object",
    "object: alike": "same kind of object",
    "object: shared": "objects named alike",
    "object: different": "objects named differently",
    "position: one sentence": "side by side in one sentence",
    "position: headline": "headline and body of one report",
    "position: near": "next to each other in one report",
}
