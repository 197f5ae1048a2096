"""Whatever is written, each grammar reads it or says in words that it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.errors import DecisionError
from counterclaim.extracting.quantities import find, parse
from counterclaim.extracting.sentences import sentences
from counterclaim.extracting.typed_changes import changes
from counterclaim.grounding import Grounder
from counterclaim.grounding.periods import period
from counterclaim.model import Document, Mention, Span
from counterclaim.model.decision_record import decision_of, record
from counterclaim.publishing.exports import Where
from counterclaim.publishing.returns import TASKS
from counterclaim.reading import read_rows
from counterclaim.reading.annotation import FlawError, annotated_claim
from counterclaim.reading.datelines import opening
from counterclaim.reading.days import days, parsed
from tests.fuzz.budget import LINES, fuzzed, mutated, texts

DAY = date(2031, 3, 4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 300) | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


def every_line(test: Callable[..., None]) -> Callable[..., None]:
    """The corpus as it stands, before it is mutated."""
    for line in LINES:
        test = example(text=line)(test)
    return test


@every_line
@fuzzed()
@given(text=texts)
def test_counts(text: str) -> None:
    counts = find(text, 0, len(text))
    for bounds in (parse(text), *(count.bounds for count in counts)):
        if bounds and bounds.lower is not None and bounds.upper is not None:
            assert 0 <= bounds.lower <= bounds.upper
    assert all(0 <= count.span.start < count.span.end <= len(text) for count in counts)


@every_line
@fuzzed()
@given(text=texts)
def test_days(text: str) -> None:
    parsed(text)
    for day in days(text):
        assert 0 <= day.span.start < day.span.end <= len(text)
        assert all(abs((near - DAY).days) <= 31 for near in day.near(DAY, 31))


@every_line
@fuzzed()
@given(text=texts)
def test_periods(text: str) -> None:
    words = text or "x"
    found = period(Mention(words, Span(0, len(words)), "test"), DAY)
    if found.start and found.end:
        assert found.start <= found.end


@every_line
@fuzzed()
@given(text=texts)
def test_sentences(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        last = end


@every_line
@fuzzed()
@given(text=texts)
def test_datelines_and_credits(text: str) -> None:
    line = opening(text, 0)
    assert line is None or 0 <= line.span.start < line.span.end <= len(text)
    for found in read_rows([{"text": f"{text}\n\nA shell fell.\n{text}", "title": text}]):
        if isinstance(found, Document):
            spans = [each.span for each in found.credits]
            spans += [each.span for each in found.furniture]
            assert all(0 <= span.start < span.end <= len(found.text) for span in spans)


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return Grounder.load()


@every_line
@fuzzed(0.5)
@given(text=texts)
def test_places_and_people(grounder: Grounder, text: str) -> None:
    words = f"{text} x"
    document = Document("d", f"{words} {text}", outlet="o", published=DAY)
    mention = {"text": words, "span": [0, len(words)]}
    fields: dict[str, Any] = dict.fromkeys(("actor", "object", "speaker", "time"), mention)
    fields |= {"type": "killed", "polarity": "asserted", "trigger": mention, "sentence": mention}
    fields |= {"places": [mention], "via": [mention]}
    try:
        claim = annotated_claim(document, 0, fields)
    except FlawError:
        return
    for grounded in grounder.ground(document, [claim]):
        for place in grounded.places:
            assert place.lat is None or -90 <= place.lat <= 90
            assert place.lon is None or -180 <= place.lon <= 180


@every_line
@fuzzed()
@given(text=texts)
def test_conditions(text: str) -> None:
    try:
        Where.of([text])
    except ValueError as error:
        assert str(error)


@every_line
@fuzzed()
@given(text=texts)
def test_typed_changes(text: str) -> None:
    document = Document("d", "Three shells fell on Sarim. At least 34 people died.")
    try:
        changes([text], document, 0, lambda number: None)
    except DecisionError as error:
        assert str(error)


@every_line
@fuzzed()
@given(text=texts | JSON.map(json.dumps))
@pytest.mark.parametrize("tool", TASKS)
def test_returns(tool: str, text: str) -> None:
    try:
        list(TASKS[tool](text))
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize("tool", TASKS)
def test_returns_without_an_end(tool: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        list(TASKS[tool]("[" * 100_000))


@fuzzed()
@given(fields=st.dictionaries(st.sampled_from("type trigger sentence quantity lower upper precision"
       " object places via polarity start end speaker time".split()), JSON))  # fmt: skip
def test_written_claims(fields: dict[str, Any]) -> None:
    document = Document("d", "Three shells fell on Sarim. At least 34 people died.")
    try:
        annotated_claim(document, 0, fields)
    except FlawError as error:
        assert str(error)


@fuzzed()
@given(fields=st.dictionaries(st.sampled_from("id kind about targets others changes user time"
       " reason".split()), JSON))  # fmt: skip
def test_written_decisions(fields: dict[str, Any]) -> None:
    try:
        decision = decision_of(fields)
    except ValueError as error:
        assert str(error)
    else:
        assert decision_of(record(decision)) == decision


@fuzzed(0.2)
@given(text=mutated())
def test_the_corpus_is_mutated_into_text(text: str) -> None:
    assert isinstance(text, str)
