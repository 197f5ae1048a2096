"""Ranks and offices before a person's name, which are no part of it."""

from __future__ import annotations

import re
from typing import Final

from counterclaim.extracting.readings import Span
from counterclaim.extracting.vocabulary import words

_WORD: Final = re.compile(r"\S+")
_TITLES: Final = words(
    "adm admiral brig brigadier capt captain cmdr col colonel commander dr gen general lt "
    "lieutenant maj major marshal rear sgt sergeant spokesman spokesperson spokeswoman vice"
)
_PARTICLES: Final = words("abu al bin de del der el ibn la van von")
# "the General Staff of the Armed Forces": what is commanded, and no person.
_BODIES: Final = words(
    "army assembly authority centre center command congress council department directorate forces "
    "front guard headquarters hospital intelligence office police prosecutor secretariat security "
    "staff union"
)


def untitled(text: str, start: int, end: int) -> Span:
    """A person's name without what stands before it: "army spokesman Col. Ali Omar" is Ali Omar.
    Only where two names or more follow the last title, and nothing else does."""
    said = [
        (word.start(), word[0].rstrip(".,").casefold()) for word in _WORD.finditer(text, start, end)
    ]
    last = max((at for at, (_, word) in enumerate(said) if word in _TITLES), default=None)
    if last is None or len(said) < last + 3:
        return start, end
    names = said[last + 1 :]
    if any(word in _BODIES or not _is_name(text[at:end]) for at, word in names):
        return start, end
    return names[0][0], end


def _is_name(word: str) -> bool:
    first = re.split(r"[\s-]", word, maxsplit=1)[0]
    return word[:1].isupper() or first in _PARTICLES
