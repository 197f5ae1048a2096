"""Sentences that count several things at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Entry
from counterclaim.reconciling.tellings import Telling

# After these words some of a total are named, and nobody says that these are all of them.
_SOME = re.compile(
    r"\b(?:includ\w+|among|amongst|of (?:them|whom|which|those)|some of|notably|mostly)\b",
    re.IGNORECASE,
)
_ALL = re.compile("[:(–—]")
_OTHERS = re.compile(
    r"\b(?:others?|another|more(?! than)|further|additional|remaining|rest)\b", re.IGNORECASE
)
_NEAR = 12  # characters beside a number: a word


@dataclass(frozen=True, slots=True)
class Sentence:
    """``facts`` are the claims of the sentence that give a number, by the fact they answer."""

    facts: Mapping[str, Telling]


def sentences(entries: Sequence[Entry], told: Mapping[str, Telling]) -> Iterator[Sentence]:
    """Sentences with numbers on two or more facts of one type; reprints say nothing new."""
    found: dict[tuple[str, int, str], dict[str, Telling]] = {}
    for entry in entries:
        for claim in entry.fact.claims:
            telling = told[claim]
            if telling.counted and not telling.reprint:
                key = telling.document.id, telling.claim.sentence.start, entry.fact.type
                found.setdefault(key, {}).setdefault(entry.fact.id, telling)
    for facts in found.values():
        if len(facts) > 1:
            yield Sentence(facts)


def names_some(total: Telling) -> bool:
    """Whether the sentence takes a part out of its total: "8 killed, among them 3 children"."""
    return bool(_SOME.search(_text(total))) and not is_remainder(total)


def names_all(total: Telling) -> bool:
    """Whether the sentence tells parts as the whole of its total: "58 killed: 30 fighters and 20
    civilians", and not "58 killed, among them 30 fighters and 20 civilians"."""
    text = _text(total)
    return bool(_ALL.search(text)) and not _SOME.search(text) and not is_remainder(total)


def _text(telling: Telling) -> str:
    span = telling.claim.sentence
    return telling.document.text[span.start : span.end]


def is_remainder(telling: Telling) -> bool:
    """ "The 16 others" are beside a part, and no total."""
    quantity = telling.claim.quantity
    if quantity is None:
        return False
    start, end = quantity.mention.span.start, quantity.mention.span.end
    around = telling.document.text[max(0, start - _NEAR) : end + _NEAR]
    return bool(_OTHERS.search(around))
