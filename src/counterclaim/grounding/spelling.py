"""Keys under which spellings of one name meet.

Standard library only: the package build loads this file by itself to make the gazetteer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ə": "a", "ß": "ss", "'": "", "’": "", "‘": "", "`": "", "´": "", "ʿ": "", "ʾ": "",
        "ʼ": "", "ʻ": "", "ʹ": "", "′": "",
    }
)  # fmt: skip
_GAPS: Final = re.compile(r"[^0-9a-z\u0080-\U0010ffff]+")
_ARTICLES: Final = frozenset(
    "al el ul il ad ed ar er as es ash esh at et az ez an en l dh edh adh eth ath".split()
)
_ATTACHED: Final = re.compile(r"[ae]([dlnrstz])(?=\1)|[ae]sh(?=sh)")
_SOUNDS: Final = (
    ("tch", "C"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("sh", "S"), ("ch", "C"), ("kh", "X"),
    ("gh", "G"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"),
    ("x", "ks"), ("z", "z"),
)  # fmt: skip
_VOWELS: Final = re.compile(r"[aeiouy]+")
_DOUBLES: Final = re.compile(r"(.)\1+")
_FOLDED: Final = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ay", "i"), ("ai", "i"),
    ("iy", "i"), ("w", "u"), ("e", "a"), ("o", "u"), ("y", "i"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def exact_key(name: str) -> str:
    """The name without case, accents, apostrophes and hyphens: "Dar'a" → "dara"."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.lower())
        name = "".join(char for char in name if not unicodedata.combining(char))
    return _GAPS.sub(" ", name.lower().translate(_LETTERS)).strip()


def skeleton(name: str) -> str:
    """What transliterations of a name share: its consonants, without articles and doubling.

    "Deir el-Zour", "Deir ez-Zor" and "Deir Ezzor" → one key; so "Khanaser" and "Khanasir".
    """
    parts = [_sounds(word) for word in _bare(exact_key(name))]
    return "".join(_consonants(part) for part in parts)


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """The name with letters that stand for one sound made one: "Kafraya" and "Kefraya"."""
    parts = [_sounds(word) for word in _bare(exact_key(name))]
    word = _DOUBLES.sub(r"\1", " ".join(parts))
    for written, sound in _FOLDED:
        word = word.replace(written, sound)
    return _DOUBLES.sub(r"\1", word)


def difference(a: str, b: str) -> int:
    """How many letters must be added, dropped or changed to make one word of the other."""
    if len(a) < len(b):
        a, b = b, a
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        above, row[0] = row[0], i
        for j, other in enumerate(b, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != other))
    return row[-1]


def _bare(key: str) -> list[str]:
    """The words of a key without articles, standing apart or grown on ("ezzor")."""
    parts = [_ATTACHED.sub("", word, count=1) if len(word) > 4 else word for word in key.split()]
    bare = [word for word in parts if word not in _ARTICLES]
    return bare or parts


def _sounds(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return word


def _consonants(word: str) -> str:
    """Consonants in order, and a vowel that begins the word; a silent last h is dropped."""
    if len(word) > 2 and word.endswith("h") and word[-2] in "aeiou":
        word = word[:-1]
    opening = "a" if word[:1] in tuple("aeiou") else ""
    return opening + _DOUBLES.sub(r"\1", _VOWELS.sub("", word))
