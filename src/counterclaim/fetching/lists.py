"""Files that list addresses: one a line, or feeds as OPML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from counterclaim.errors import InputError
from counterclaim.fetching.failures import RefusedError
from counterclaim.fetching.markup import elements

_LONGEST: Final = 16 * 2**20  # bytes: some hundred thousand addresses


def named(source: str) -> tuple[str, ...]:
    """The address itself, or those that a file lists (see ``addresses``)."""
    is_address = re.match(r"[a-z][a-z0-9+.-]{0,30}://", source, re.I)
    return (source,) if is_address else addresses(Path(source))


def addresses(path: Path) -> tuple[str, ...]:
    """The addresses that a file lists, each once, in its order.

    Lines that are empty or begin with # are passed over; of OPML the feeds are taken. Raises
    InputError where the file cannot be read or lists none.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except OSError as error:
        remedy = "write http:// or https:// before an address, or check the file's name"
        raise InputError(f"{path}: {error.strerror or error}; {remedy}") from error
    if len(data) > _LONGEST:
        raise InputError(f"{path}: larger than {_LONGEST // 2**20} MB; split it")
    try:
        found = _feeds(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else _lines(data)
    except RefusedError as error:
        raise InputError(f"{path}: {error.what}; {error.remedy}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is no text in UTF-8; save it as UTF-8") from error
    if not found:
        raise InputError(f"{path}: lists no addresses; write one a line, or name an OPML file")
    return tuple(dict.fromkeys(found))


def _lines(data: bytes) -> list[str]:
    lines = (line.strip() for line in data.decode("utf-8-sig").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _feeds(data: bytes) -> list[str]:
    """The feeds of OPML: outlines with an xmlUrl, however deep they lie in folders."""
    found = []
    for event, name, element in elements(data):
        if event == "start" and name == "outline":
            given = {key.lower(): value.strip() for key, value in element.attrib.items()}
            if given.get("xmlurl"):
                found.append(given["xmlurl"])
    return found
