"""Reports in JSON: one object a line, or a list of objects, or a single one."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.decoding import decoded, is_binary
from counterclaim.reading.feeds import is_json_feed, json_feed
from counterclaim.reading.record import Record, record
from counterclaim.reading.sources import Source

_SKIPPED = "it was skipped"


def json_lines(source: Source, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    r"""The reports of a JSON lines file, one at a time; what cannot be read is told by line.

    Only "\n" ends a line: a text may hold other line breaks of Unicode. At most one line of
    ``policy.read_longest`` bytes is in memory.
    """
    for found in json_objects(source, policy):
        if isinstance(found, Problem):
            yield found
        else:
            yield record(found[1], source.name, source.at(found[0]))


def json_objects(
    source: Source, policy: Policy = DEFAULT
) -> Iterator[tuple[str, Mapping[str, Any]] | Problem]:
    """The objects of a JSON lines file, each with its place ("line 7"), whatever they hold."""
    if is_binary(source.head(8192)):
        yield _no_text(source)
        return
    number = 0
    try:
        with source.open() as file:
            for number, line in _lines(file, policy.read_longest):
                yield from _line(line, source, f"line {number}", policy)
            if not number:
                yield source.problem("is empty", "give one report a line")
    except OSError as error:
        yield source.unreadable(error)


def _lines(file: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
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
    line: bytes | None, source: Source, place: str, policy: Policy
) -> Iterator[tuple[str, Mapping[str, Any]] | Problem]:
    if line is None:
        what = f"longer than {policy.read_longest // 2**20} MB"
        yield source.problem(what, f"split the report; {_SKIPPED}", place)
    elif _is_much(line, policy):
        yield _much(source, policy, place)
    elif line.strip():
        try:
            value = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield source.problem("is not UTF-8", f"save the file as UTF-8; {_SKIPPED}", place)
        except (ValueError, RecursionError) as error:
            yield source.problem(f"is no JSON ({_reason(error)})", f"mend it; {_SKIPPED}", place)
        else:
            yield (place, value) if isinstance(value, Mapping) else _no_object(source, place)


def json_file(source: Source, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    """The reports of a JSON file that is a list of objects, a single object, or a JSON feed."""
    try:
        data = source.read(policy.read_longest)
    except OSError as error:
        yield source.unreadable(error)
        return
    if data is None:
        remedy = "write it as JSON lines (.jsonl), one report a line"
        yield source.too_long(policy.read_longest, remedy)
        return
    if _is_much(data, policy):
        yield _much(source, policy)
        return
    text = decoded(data)
    if text is None:
        yield _no_text(source)
        return
    try:
        value = json.loads(text.text)
    except (ValueError, RecursionError) as error:
        if "Extra data" in str(error):
            yield from json_lines(source, policy)
        else:
            yield source.problem(f"is no JSON ({_reason(error)})", "mend it")
        return
    if is_json_feed(value):
        yield from json_feed(value, source, policy)
    elif isinstance(value, list):
        if not value:
            yield source.problem("holds no reports", "give a list of objects with a text")
        for number, item in enumerate(value, 1):
            yield _record(item, source, f"item {number}")
    else:
        yield _record(value, source, "")


def _record(value: object, source: Source, place: str) -> Record | Problem:
    if not isinstance(value, Mapping):
        return _no_object(source, place)
    return record(value, source.name, source.at(place))


def _is_much(data: bytes, policy: Policy) -> bool:
    """Whether there may be more values in there than fit into memory, by the marks before each."""
    return sum(data.count(mark) for mark in (b"{", b"[", b",")) > policy.read_values


def _much(source: Source, policy: Policy, place: str = "") -> Problem:
    what = f"has more than {policy.read_values:,} values"
    return source.problem(what, f"write one report a line (.jsonl); {_SKIPPED}", place)


def _no_object(source: Source, place: str) -> Problem:
    return source.problem("is no JSON object", f'give {{"text": …}}; {_SKIPPED}', place)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.removesuffix(' at')} at character {error.pos + 1}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:80]


def _no_text(source: Source) -> Problem:
    return source.problem("is no text but a binary file", "save it as UTF-8")
