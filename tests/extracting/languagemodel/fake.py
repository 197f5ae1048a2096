"""A provider of langextract's that answers as a test tells it to, and asks no machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

import pytest

from counterclaim.extracting import LanguageModelExtractor
from counterclaim.model import Claim, Document, Problem

WITHOUT = "needs langextract (pip install 'counterclaim[llm]')"
pytest.importorskip("langextract.core.base_model", reason=WITHOUT)

from langextract.core.base_model import BaseLanguageModel  # noqa: E402
from langextract.core.types import ScoredOutput  # noqa: E402
from langextract.providers import router  # noqa: E402

Answer = Callable[[str], str]


@router.register(r"^fake-", priority=50)
class FakeModel(BaseLanguageModel):  # type: ignore[misc]
    """Gives ``answer`` of the question, or raises what it raises; ``prompts`` are those it saw."""

    answer: ClassVar[Answer]
    prompts: ClassVar[list[str]] = []

    def __init__(self, model_id: str, **settings: Any) -> None:
        super().__init__()
        self.model_id, self.settings = model_id, settings

    def infer(self, batch_prompts: Sequence[str], **_: Any) -> Iterator[Sequence[ScoredOutput]]:
        for prompt in batch_prompts:
            type(self).prompts.append(prompt)
            yield [ScoredOutput(score=1.0, output=type(self).answer(asked(prompt)))]


def asked(prompt: str) -> str:
    """The question itself, without what stands before it in the prompt."""
    return prompt.rpartition("\nQ: ")[2].removesuffix("\nA: ")


def said(trigger: str, **fields: object) -> dict[str, object]:
    """A claim as a model gives it: by default that people were killed, in the first sentence."""
    known = {"sentence": "1", "type": "killed", "polarity": "asserted"}
    return {"claim": trigger, "claim_attributes": {**known, **fields}}


def answer(*claims: object) -> str:
    return json.dumps({"extractions": claims})


def document(text: str, id: str = "d1", **more: Any) -> Document:
    return Document(id=id, text=text, outlet="Valley Post", published=date(2031, 3, 4), **more)


def extractor(answers: Answer) -> LanguageModelExtractor:
    FakeModel.answer, FakeModel.prompts = staticmethod(answers), []
    return LanguageModelExtractor.load("fake-reader")


def read(text: str, *claims: object) -> tuple[tuple[Claim, ...], str]:
    """What is accepted of claims that a model gives of a text, and what is told of the rest."""
    model = extractor(lambda _: answer(*claims))
    (found,) = model.extract([document(text)])
    assert not isinstance(found, Problem)
    return found, str(model.tally)
