"""The language of a text: as given, or as its letters and words tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

#: Characters that are looked at; more tell nothing new.
_SAMPLE: Final = 4000
_WORD: Final = re.compile(r"[^\W\d_]+")
#: Words that nearly every English sentence has and other languages hardly.
_ENGLISH: Final = frozenset("the of and to that were with said from had has been was".split())
#: Share of them in a text from which it is English without a doubt: no English report that the
#: rule was tried on lies below 0.12, and no text in another language above 0.05.
_SHARE: Final = 0.08
#: Letters. Of a shorter text (a headline of names) the language is not told.
_FEWEST: Final = 40
#: Probability from which a language other than English is believed, and Englishes that are told
#: apart and are read all the same.
_SURE: Final = 0.7
_ALIKE: Final = frozenset(("en", "pcm", "sco"))


def is_english(language: str | None) -> bool:
    """Whether a document in this language is read for claims; one of no known language is."""
    return language is None or language.strip().lower().startswith(("en", "und"))


def language(text: str, given: str, giver: str) -> tuple[str | None, tuple[str, ...]]:
    """The language of a text and notes on it; None where it is not given and cannot be told.

    What is given holds, unless it and the text disagree on whether the text is English.
    """
    told = identified(text)
    given = given.strip()[:40]
    if not given:
        return told, ()
    if told is None or is_english(told) == is_english(given):
        return given, ()
    return told, (
        f"{giver} says its language is {given}, the text reads as {told}: the text holds",
    )


def identified(text: str) -> str | None:
    """The code of the language that a text is written in (ISO 639), or None where it is not sure.

    English is told by its commonest words, other languages by py3langid.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if sum(map(len, words)) < _FEWEST:
        return None
    if sum(word.lower() in _ENGLISH for word in words) >= _SHARE * len(words):
        return "en"
    found, probability = _identifier().classify(sample)
    if found in _ALIKE:
        return "en"
    return str(found) if probability >= _SURE and found != "zxx" else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second and 100 MB: on demand

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
