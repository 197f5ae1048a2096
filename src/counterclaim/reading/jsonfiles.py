"""Reports in JSON: one object a line, or a list of objects, or a single one."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Any

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.decoding import decoded, is_binary
from counterclaim.reading.paths import unreadable
from counterclaim.reading.record import Record, record

_SKIPPED = "it was skipped"


def json_lines(path: Path, name: str, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    r"""The reports of a JSON lines file, one at a time; what cannot be read is told by line.

    Only "\n" ends a line: a text may hold other line breaks of Unicode. At most one line of
    ``policy.read_longest`` bytes is in memory.
    """
    for found in json_objects(path, name, policy):
        yield found if isinstance(found, Problem) else record(found[1], name, found[0])


def json_objects(
    path: Path, name: str, policy: Policy = DEFAULT
) -> Iterator[tuple[str, Mapping[str, Any]] | Problem]:
    """The objects of a JSON lines file, each with its place ("line 7"), whatever they hold."""
    try:
        with path.open("rb") as file:
            if is_binary(file.peek(8192)[:8192]):
                yield _no_text(name)
                return
            number = 0
            for number, line in _lines(file, policy.read_longest):
                yield from _line(line, name, f"line {number}", policy)
            if not number:
                yield Problem(name, "", "is empty", "give one report a line")
    except OSError as error:
        yield unreadable(name, error)


def _lines(file: BufferedReader, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None for one that is too long."""
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= longest:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(longest)
        yield number, None


def _line(
    line: bytes | None, name: str, place: str, policy: Policy
) -> Iterator[tuple[str, Mapping[str, Any]] | Problem]:
    if line is None:
        what = f"longer than {policy.read_longest // 2**20} MB"
        yield Problem(name, place, what, f"split the report; {_SKIPPED}")
    elif line.strip():
        try:
            value = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield Problem(name, place, "is not UTF-8", f"save the file as UTF-8; {_SKIPPED}")
        except (ValueError, RecursionError) as error:
            yield Problem(name, place, f"is no JSON ({_reason(error)})", f"mend it; {_SKIPPED}")
        else:
            yield (place, value) if isinstance(value, Mapping) else _no_object(name, place)


def json_file(path: Path, name: str, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    """The reports of a JSON file that is a list of objects or a single object."""
    try:
        if path.stat().st_size > policy.read_longest:
            what = f"larger than {policy.read_longest // 2**20} MB"
            yield Problem(name, "", what, "write it as JSON lines (.jsonl), one report a line")
            return
        data = path.read_bytes()
    except OSError as error:
        yield unreadable(name, error)
        return
    text = decoded(data)
    if text is None:
        yield _no_text(name)
        return
    try:
        value = json.loads(text.text)
    except (ValueError, RecursionError) as error:
        if "Extra data" in str(error):
            yield from json_lines(path, name, policy)
        else:
            yield Problem(name, "", f"is no JSON ({_reason(error)})", "mend it")
        return
    if isinstance(value, list):
        if not value:
            yield Problem(name, "", "holds no reports", "give a list of objects with a text")
        for number, item in enumerate(value, 1):
            yield _record(item, name, f"item {number}")
    else:
        yield _record(value, name, "")


def _record(value: object, name: str, place: str) -> Record | Problem:
    if not isinstance(value, Mapping):
        return _no_object(name, place)
    return record(value, name, place)


def _no_object(name: str, place: str) -> Problem:
    return Problem(name, place, "is no JSON object", f'give {{"text": …}}; {_SKIPPED}')


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.removesuffix(' at')} at character {error.pos + 1}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:80]


def _no_text(name: str) -> Problem:
    return Problem(name, "", "is no text but a binary file", "save it as UTF-8")
