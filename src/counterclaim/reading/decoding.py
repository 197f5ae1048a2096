"""From bytes to text, without changing a character."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

#: Bytes looked at to guess an encoding; more costs time and tells nothing new.
_SAMPLE: Final = 256 * 1024
#: Share of NUL bytes, or of control characters once decoded, from which a file is no text.
_BINARY: Final = 0.1
_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    b"%PDF-",
    b"\x89PNG",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
)
#: Charsets that pages name and mean the larger one by (WHATWG's Encoding Standard).
_BROWSERS: Final = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
}  # fmt: skip
#: Encodings that were tried before, or that no page is written in.
_UNFIT: Final = frozenset(
    "utf-8 utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be idna punycode undefined"
    " unicode-escape raw-unicode-escape".split()
)
_PLAIN: Final = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x85")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with its line breaks as they were, and notes on how it was decoded."""

    text: str
    notes: tuple[str, ...] = ()


def decoded(data: bytes, declared: str = "") -> Decoded | None:
    """The text of a file: as its byte order mark says, else UTF-8, else as ``declared``, else as
    guessed from it.

    ``declared`` is the charset that a page, its server or an e-mail names. None where it is no
    text: an image, a packed file, or bytes that no encoding explains.
    """
    if data.startswith(codecs.BOM_UTF8):
        rest = decoded(data[3:], declared)
        return rest and Decoded(
            rest.text, ("a byte order mark at the start was dropped", *rest.notes)
        )
    wide = next((name for mark, name in _WIDE if data.startswith(mark)), None)
    if wide is not None:
        return _as(data, wide)
    if data.startswith(_MAGIC):
        return None
    if is_binary(data[:_SAMPLE]):
        unmarked = _unmarked_wide(data[:_SAMPLE])
        return _as(data, unmarked) if unmarked else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        name = meant(declared) or guessed(data)
        found = _as(data, name) if name else None
        if found is None and declared:
            return _as(data, guessed(data) or "latin-1")
        return found
    return None if _controls(text) else Decoded(text)


def meant(declared: str) -> str | None:
    """The encoding that a declared charset means, as browsers read it; None for one unknown."""
    name = declared.strip().lower()
    name = _BROWSERS.get(name, name)
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # "rot13", "zip" and the like are no encodings of text.
    return (
        codec.name
        if codec._is_text_encoding and codec.name.replace("_", "-") not in _UNFIT
        else None
    )


def is_binary(sample: bytes) -> bool:
    """Whether a good part of the bytes are NUL."""
    return sample.count(0) > _BINARY * len(sample)


def _unmarked_wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte is NUL, and few of the others."""
    half = len(sample) / 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < _BINARY * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < _BINARY * half else None


def guessed(data: bytes) -> str | None:
    """The encoding that explains the bytes best, or None."""
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None


def _as(data: bytes, name: str) -> Decoded | None:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if _controls(text) else Decoded(text, (f"read as {name}, not UTF-8",))


def _controls(text: str) -> bool:
    """Whether a good part of the first characters are control characters."""
    sample = text[:_SAMPLE]
    odd = sum(1 for char in sample if char < " " and char not in _PLAIN)
    return odd > _BINARY * len(sample)
