"""When words of a text name the same thing, however much of the name was taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile("[a-z0-9]+")
_LITTLE: Final = frozenset(("the", "a", "an", "of", "s"))
_ENOUGH: Final = 0.5  # of the shorter name's words


def alike(one: str | None, other: str | None) -> bool:
    """Both name nothing, or at least half of the shorter name's words stand in the longer.

    "the Syrian Observatory" is "Syrian Observatory for Human Rights". Case, punctuation and small
    words do not count; only words in Latin letters or digits do.
    """
    a, b = _words(one), _words(other)
    if not a or not b:
        return not a and not b
    return len(a & b) / min(len(a), len(b)) >= _ENOUGH


def all_alike(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Both lists of names are made of the same words."""
    return _joined(ones) == _joined(others)


def _joined(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _words(name)}


def _words(text: str | None) -> set[str]:
    return set(_WORD.findall((text or "").lower())) - _LITTLE
