"""FIELD=VALUE, as it is typed, to the changes of a decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from counterclaim.errors import DecisionError
from counterclaim.extracting.quantities import parse
from counterclaim.extracting.sentences import sentences
from counterclaim.model import Change, Document, Location, Span
from counterclaim.model.decision import NUMBERS, SEVERAL
from counterclaim.model.decision_record import changes_of, location_record

_PLAIN = frozenset("type precision object_class start end polarity".split())
_AT = re.compile(r"@(\d+):(\d+)")
_NUMBERED = re.compile(r"(.+?)#(\d+)", re.DOTALL)

#: Where the place of a GeoNames number lies; None where the gazetteer does not have it.
Locate = Callable[[int], Location | None]


def changes(
    given: Iterable[str], document: Document, near: int, locate: Locate
) -> tuple[Change, ...]:
    """The changes that FIELD=VALUE words mean for a claim of a document.

    Words are looked for in the text, those nearest to the character ``near`` taken; @START:END
    names characters themselves; words that the text does not have are kept without a place in it.
    Nothing after the = empties the field. Places and via are separated by ";", and a place may be
    followed by # and its GeoNames number. A quantity sets the bounds that it means, unless these
    are given too. Raises DecisionError where a value has no meaning.
    """
    fields: dict[str, Any] = {}
    for word in given:
        name, equals, value = word.partition("=")
        if not equals:
            raise DecisionError(f"{word!r} is no change; write FIELD=VALUE, such as lower=34")
        fields[name] = _value(name, value.strip(), document, near, locate)
    if fields.get("quantity"):
        fields = _bounds(fields["quantity"]["text"]) | fields
    try:
        return changes_of(fields)
    except ValueError as error:
        raise DecisionError(str(error)) from None


def sentence_around(document: Document, start: int, end: int) -> str:
    """The sentence that holds these characters, as a change: @START:END."""
    for first, last in sentences(document.text):
        if first <= start and end <= last:
            return f"sentence=@{first}:{last}"
    return f"sentence=@{start}:{end}"


def words_at(value: str, document: Document, near: int) -> dict[str, object]:
    """Words with their place in the text, as they were typed: see ``changes``."""
    characters = _AT.fullmatch(value)
    if characters:
        start, end = int(characters[1]), int(characters[2])
        if not start < end <= len(document.text):
            raise DecisionError(f"{value}: {document.id} has no such characters")
        return {"text": document.text[start:end], "span": [start, end]}
    found = _nearest(value, document.text, near)
    if found is None:
        return {"text": value}
    return {"text": found.of(document.text), "span": [found.start, found.end]}


def _value(name: str, value: str, document: Document, near: int, locate: Locate) -> object:
    if name in SEVERAL:
        every = (each.strip() for each in value.split(";"))
        return [_place(each, document, near, locate) for each in every if each]
    if not value:
        return None
    if name in NUMBERS:
        if not value.isdecimal():
            raise DecisionError(f"{name}={value}: write a whole number, or nothing")
        return int(value)
    return value if name in _PLAIN else words_at(value, document, near)


def _place(value: str, document: Document, near: int, locate: Locate) -> dict[str, object]:
    numbered = _NUMBERED.fullmatch(value)
    if not numbered:
        return words_at(value, document, near)
    place = locate(int(numbered[2]))
    if place is None:
        raise DecisionError(f"{value}: the gazetteer has no place of that number")
    return words_at(numbered[1], document, near) | location_record(place)


def _bounds(words: str) -> dict[str, object]:
    found = parse(words)
    if found is None:
        return {}
    return {"lower": found.lower, "upper": found.upper, "precision": found.precision}


def _nearest(words: str, text: str, near: int) -> Span | None:
    """The whole words of the text, white space aside, that stand nearest."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]
    return Span(*min(found, key=lambda span: (abs(span[0] - near), span))) if found else None
