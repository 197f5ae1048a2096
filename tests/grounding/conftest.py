"""What the tests of grounding need: the packaged gazetteer, and claims made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from counterclaim.grounding import Grounder
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.model import Claim, Document, Mention, Span
from counterclaim.model.terms import ClaimType, ObjectClass

MakeClaim = Callable[..., Claim]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def grounder() -> Grounder:
    return Grounder.load()


@pytest.fixture
def report() -> Callable[..., Document]:
    """A document of a text, published on 5 December 2024 by an outlet."""

    def make(text: str, outlet: str | None = "Example Post") -> Document:
        return Document(id="r1", text=text, outlet=outlet, published=date(2024, 12, 5))

    return make


@pytest.fixture
def mention() -> Callable[..., Mention]:
    """The n-th place (from 0) at which words stand in a text."""

    def find(text: str, words: str, nth: int = 0) -> Mention:
        at = -1
        for _ in range(nth + 1):
            at = text.index(words, at + 1)
        return Mention(words, Span(at, at + len(words)), "test")

    return find


@pytest.fixture
def claim(mention: Callable[..., Mention]) -> MakeClaim:
    """A claim of a text, its fields given as the words that stand there."""

    def make(
        text: str,
        trigger: str,
        *,
        id: str = "c1",
        type: ClaimType = "killed",
        places: tuple[str, ...] = (),
        time: str | None = None,
        actor: str | None = None,
        object: str | None = None,
        object_class: ObjectClass = "people",
        speaker: str | None = None,
        via: tuple[str, ...] = (),
    ) -> Claim:
        def found(words: str | None) -> Mention | None:
            return mention(text, words) if words is not None else None

        return Claim(
            id=id, document="r1", type=type, sentence=Span(0, len(text)),
            trigger=mention(text, trigger), quantity=None, object=found(object),
            object_class=object_class, object_class_score=1.0, actor=found(actor),
            places=tuple(mention(text, words) for words in places), time=found(time),
            speaker=found(speaker), via=tuple(mention(text, words) for words in via),
            polarity="asserted", polarity_score=1.0,
        )  # fmt: skip

    return make
