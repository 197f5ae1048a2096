"""Asking a language model: a question in, the claims that it says it sees out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.errors import ExtractorError
from counterclaim.extracting.languagemodel.destination import Destination
from counterclaim.extracting.languagemodel.failures import BadAnswerError, NoAnswerError, one_line
from counterclaim.extracting.languagemodel.questions import Question


@dataclass(frozen=True, slots=True)
class Model:
    """A language model that can be asked (see ``loading``).

    ``name`` is its provider's name and its own, ``goes`` where it sends what it is asked,
    ``at_once`` how many may ask it at a time; ``provider`` and ``prompts`` are langextract's: what
    answers, and what puts the question into words.
    """

    name: str
    goes: Destination
    at_once: int
    provider: Any
    prompts: Any

    @property
    def taught(self) -> str:
        """All that stands around each question."""
        return str(self.prompts.render(""))

    def ask(self, question: Question) -> Sequence[object]:
        """What the model says are claims, one by one, in whatever form.

        Raises NoAnswerError or BadAnswerError where it says nothing that can be read, and
        ExtractorError where it never will.
        """
        return self._items(self._answer(self.prompts.render(question.text, question.context)))

    def _answer(self, prompt: str) -> str:
        from langextract.core.exceptions import InferenceConfigError

        try:
            answers = [list(answer) for answer in self.provider.infer([prompt])]
        except InferenceConfigError as error:
            raise ExtractorError(f"langextract:{self.name}: {one_line(error)}") from error
        except Exception as error:  # whatever a provider, perhaps of another package, may raise
            raise NoAnswerError(error) from error
        if len(answers) != 1 or not answers[0]:
            raise BadAnswerError
        return str(answers[0][0].output or "")

    def _items(self, answer: str) -> Sequence[object]:
        from langextract.core.exceptions import FormatError

        try:
            items: list[object] = self.prompts.format_handler.parse_output(answer)
        except (FormatError, ValueError, RecursionError) as error:
            raise BadAnswerError from error
        return items
