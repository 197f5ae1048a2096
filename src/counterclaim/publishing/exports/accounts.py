"""What the reports on one question name: who acted, who was hit, who published, on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from counterclaim.model import Document, Entry, Mention, Naming, Period
from counterclaim.model.told import Question, Told

BETWEEN = ";"


def actors(question: Question) -> tuple[str, ...]:
    """Who is claimed to have done it, under plain names, in order of publication."""
    return _distinct(question, lambda told: _named(told.grounded.actor, told.grounded.claim.actor))


def hit(question: Question) -> tuple[str, ...]:
    """Forces and groups that are claimed to have been hit, where a claim names one."""
    return _distinct(question, lambda told: _named(told.grounded.object, None))


def outlets(question: Question) -> tuple[str, ...]:
    return _distinct(question, lambda told: told.document.outlet)


def speakers(entry: Entry) -> tuple[str, ...]:
    """The roots of the voices: whose word it is."""
    return tuple(dict.fromkeys(voice.name for voice in entry.voices))


def addresses(question: Question) -> tuple[str, ...]:
    return _distinct(question, lambda told: told.document.url)


def first(question: Question) -> Told:
    """The claim that was published first."""
    return question.told[0]


def sentence(told: Told) -> str:
    return told.grounded.claim.sentence.of(told.document.text)


def cited(document: Document) -> str:
    """A report as a reader cites it: outlet, day, headline; without any of them its identifier."""
    day = document.published.isoformat() if document.published else None
    parts = (document.outlet, day, document.title and f'"{document.title}"')
    return ", ".join(filter(None, parts)) or document.id


def period(start: date | None, end: date | None) -> Period:
    return Period(None, start, end, None, "")


def joined(parts: Iterable[object]) -> str | None:
    return BETWEEN.join(str(part) for part in parts) or None


def _named(naming: Naming | None, words: Mention | None) -> str | None:
    return naming.entity.name if naming else words.text if words else None


def _distinct(question: Question, read: Callable[[Told], str | None]) -> tuple[str, ...]:
    found = (read(told) for told in question.told)
    return tuple(dict.fromkeys(each for each in found if each))
