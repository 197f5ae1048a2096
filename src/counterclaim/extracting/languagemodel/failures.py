"""Why a document could not be read by a model, in words, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import Document, Problem

_LONGEST = 200  # characters of what a provider says that are passed on


class FailedError(Exception):
    """A model was asked, and said nothing that can be read."""

    what = ""
    remedy = ""

    def problem(self, document: Document) -> Problem:
        """The failure as it is told: the document is named, and stays unread."""
        place = f"document {document.id}" if document.source else ""
        return Problem(document.source or document.id, place, self.what, self.remedy)


class BadAnswerError(FailedError):
    """The model answered, but not as it was asked to, or its answer breaks off."""

    what = "the model's answer was cut short or is not in the form asked for"
    remedy = "build again to try it again, or name another model"


class NoAnswerError(FailedError):
    """No answer came: the service is not there, took too long, or failed."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        kinds = " ".join(type(cause).__name__.lower() for cause in _causes(error))
        if "timeout" in kinds:
            self.what = "the model gave no answer in time"
            self.remedy = "build again to try it again, or name a faster model"
        elif "connect" in kinds:
            self.what = "the model's service could not be reached"
            self.remedy = "start it (Ollama with: ollama serve), then build again to try it again"
        else:
            self.what = f"the model gave no answer ({one_line(error)})"
            self.remedy = "see what its service lacks, then build again to try it again"


def one_line(error: Exception) -> str:
    """What an error of a library says, short and without characters that act on a terminal."""
    said = " ".join(str(error).split()) or type(error).__name__
    return "".join(letter for letter in said[:_LONGEST] if letter.isprintable())


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and those of libraries below that it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        original = getattr(error, "original", None)
        error = original if isinstance(original, BaseException) else error.__cause__
