"""What a model says of a claim, held against the text: borne out word for word, or dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from counterclaim.extracting.languagemodel.questions import Question
from counterclaim.extracting.languagemodel.standing import gap, nearest, standing
from counterclaim.extracting.quantities import parse_at
from counterclaim.extracting.readings import DocText, RawClaim, Reading
from counterclaim.model import Span
from counterclaim.model.terms import CLAIM_TYPES, OBJECT_CLASSES, POLARITIES

Reason = Literal[
    "not in the form asked for", "unknown type", "unknown group", "unknown polarity",
    "unknown sentence", "value not in the text", "trigger outside the sentence",
    "quantity outside the sentence", "quantity that counts nothing", "page furniture", "told twice",
]  # fmt: skip
#: A model does not say how sure it is, and no figure is made up for it: the score of whatever it
#: read is the middle of the scale, neither sure nor doubtful.
NOT_KNOWN: Final = 0.5
#: What models write for a field that has no value.
_NOTHING: Final = frozenset({"", "null", "none", "n/a"})
#: Places in one sentence that are looked at; no sentence that means something repeats a word so.
_LOOKED_AT: Final = 50
#: What a claim is called between us and the model, and its fields.
CLAIM, _FIELDS = "claim", "claim_attributes"


class DroppedError(Exception):
    """Why a claim that a model gave is not taken over."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Checker:
    """Holds what a model said on a question against the text that it was asked about."""

    doc: DocText
    question: Question

    def claim(self, said: object) -> RawClaim:
        """The claim, each value tied to the characters that it stands at. Raises DroppedError."""
        trigger, fields = _parts(said)
        sentence = self._sentence(fields)
        type_ = _term(fields, "type", CLAIM_TYPES, "unknown type")
        group = _term(fields, "object_class", (*OBJECT_CLASSES, ""), "unknown group")
        polarity = _term(fields, "polarity", POLARITIES, "unknown polarity")
        at, count = self._trigger(sentence, trigger, _one(fields, "quantity"))

        def values(name: str) -> tuple[Reading, ...]:
            return tuple(self._value(words, at, sentence) for words in _several(fields, name))

        def value(name: str) -> Reading | None:
            words = _one(fields, name)
            return self._value(words, at, sentence) if words else None

        return RawClaim(
            type=type_,
            sentence=(sentence.start, sentence.end),
            trigger=_reading(at),
            quantity=_reading(count) if count else None,
            object=value("object"),
            actor=value("actor"),
            places=values("places"),
            time=value("time"),
            speaker=value("speaker"),
            via=values("via"),
            object_class=group or None,
            object_class_score=NOT_KNOWN,
            polarity=polarity,
            polarity_score=NOT_KNOWN,
        )

    def _sentence(self, fields: Mapping[str, object]) -> Span:
        number = _one(fields, "sentence").strip("[]")
        known = number.isascii() and number.isdecimal() and len(number) < 10
        sentence = self.question.sentence(int(number)) if known else None
        if sentence is None:
            raise DroppedError("unknown sentence")
        return sentence

    def _trigger(self, sentence: Span, trigger: str, quantity: str) -> tuple[Span, Span | None]:
        """Trigger and count in their sentence; of several places the two that are nearest."""
        found = self._within(sentence, trigger, "trigger outside the sentence")
        triggers = [span for span in found if not self._furniture(span)]
        if not triggers:
            raise DroppedError("page furniture")
        if not quantity:
            return triggers[0], None
        counts = self._within(sentence, quantity, "quantity outside the sentence")
        at, count = min(((t, c) for t in triggers for c in counts), key=lambda pair: gap(*pair))
        if parse_at(self.doc.text, count.start, count.end) is None:
            raise DroppedError("quantity that counts nothing")
        return at, count

    def _furniture(self, span: Span) -> bool:
        return any(start <= span.start < end for start, end in self.doc.skip)

    def _within(self, sentence: Span, words: str, outside: Reason) -> list[Span]:
        found = list(islice(standing(self.doc.text, words, sentence), _LOOKED_AT))
        if not found:
            known = next(standing(self.doc.text, words, Span(0, len(self.doc.text))), None)
            raise DroppedError(outside if known else "value not in the text")
        return found

    def _value(self, words: str, at: Span, sentence: Span) -> Reading:
        found = nearest(self.doc.text, words, at, sentence)
        if found is None:
            raise DroppedError("value not in the text")
        return _reading(found)


def _reading(span: Span) -> Reading:
    return Reading(span.start, span.end, NOT_KNOWN)


def _parts(said: object) -> tuple[str, Mapping[str, object]]:
    """The trigger's words and the fields of one claim."""
    if isinstance(said, Mapping):
        trigger, fields = said.get(CLAIM), said.get(_FIELDS)
        if isinstance(trigger, str) and trigger.strip() and isinstance(fields, Mapping):
            return trigger, fields
    raise DroppedError("not in the form asked for")


def _term(fields: Mapping[str, object], name: str, terms: tuple[str, ...], unknown: Reason) -> str:
    word = _one(fields, name).strip()
    if word not in terms:
        raise DroppedError(unknown)
    return word


def _one(fields: Mapping[str, object], name: str) -> str:
    """The words of a field; "" where it has none."""
    return _words(fields.get(name))


def _several(fields: Mapping[str, object], name: str) -> Iterator[str]:
    value = fields.get(name)
    for one in value if isinstance(value, list) else [value]:
        if words := _words(one):
            yield words


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value.strip().casefold() in _NOTHING else value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise DroppedError("not in the form asked for")
