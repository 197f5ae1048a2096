"""Reads the published sets: tables of what sources claim, and of what is known to be right."""

from __future__ import annotations

import csv
import statistics
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from held import Held, Question
from values import MINUTES, SHARE, authors, gate, minutes, near, number, same

_SOURCE = ("source", "src", "sourceid")
_OBJECT = ("object", "obj", "objectid")
_PART = ("property", "propertyid", "attribute")
_VALUE = ("value", "propertyvalue")

FLIGHT = (
    ("scheduled departure", "time"), ("actual departure", "time"), ("departure gate", "gate"),
    ("scheduled arrival", "time"), ("actual arrival", "time"), ("arrival gate", "gate"),
)  # fmt: skip
STOCK = tuple(
    (name, "number")
    for name in (
        "change %", "last price", "open", "change $", "volume", "high", "low", "previous close",
        "52 weeks high", "52 weeks low", "shares", "p/e", "capital", "yield", "dividend", "eps",
    )
)  # fmt: skip
Columns = tuple[tuple[str, str], ...]
Told = dict[Question, dict[str, str]]


class Notes:
    """Claims as they are read; of two answers of one source the first counts."""

    def __init__(self) -> None:
        self.claims: Told = {}
        self.wording: Told = {}

    def take(self, question: Question, source: str, value: str | None, text: str) -> None:
        if value and source not in self.claims.get(question, {}):
            self.claims.setdefault(question, {})[source] = value
            wording = sys.intern(" ".join(text.split()))
            self.wording.setdefault(question, {})[source] = wording


def table(claims: Path, truth: Path) -> Held:
    """Tables with a line of names: source, object, value, and an attribute if there is one."""
    notes = Notes()
    for path in _files(claims):
        for question, line in _named(path):
            text = _cell(line, _VALUE, path)
            notes.take(question, _cell(line, _SOURCE, path), same(text), text)
    right = {
        question: value
        for path in _files(truth)
        for question, line in _named(path)
        if (value := same(_cell(line, _VALUE, path)))
    }
    return Held(notes.claims, notes.wording, right)


def book(claims: Path, truth: Path) -> Held:
    """Tab-separated lines: store, ISBN, title, authors; and of the truth ISBN, authors."""
    notes = Notes()
    for path in _files(claims):
        for line in _lines(path):
            text = line[3] if len(line) > 3 else ""
            notes.take((_isbn(line[1]), "authors"), line[0], authors(text), text)
    found = [line for path in _files(truth) for line in _lines(path)]
    right = {(_isbn(line[0]), "authors"): authors(line[1]) for line in found}
    known = {question: names for question, names in right.items() if names}
    return Held(notes.claims, notes.wording, known)


def _isbn(told: str) -> str:
    """What the numbers of ten and of thirteen digits of one book have in common."""
    digits = "".join(filter(str.isalnum, told))
    return digits[3:12] if len(digits) == 13 else digits[:9]


def daily(claims: Path, truth: Path, columns: Columns) -> Held:
    """One tab-separated file a day: source, item, a column an attribute; the truth without source.

    Files of claims and truth that have one name are of one day.
    """
    notes = Notes()
    right: dict[Question, str] = {}
    for path in _files(claims):
        _read_day(path.stem, _lines(path), columns, notes)
        known = truth / path.name if truth.is_dir() else truth
        if known.exists():
            held = Notes()
            _read_day(path.stem, (["", *line] for line in _lines(known)), columns, held)
            right |= {question: given[""] for question, given in held.claims.items()}
    kinds = dict(columns)
    truth = _comparable(notes.claims, right, kinds, _widths(notes.claims, kinds))
    return Held(notes.claims, notes.wording, truth)


def _read_day(day: str, lines: Iterator[list[str]], columns: Columns, notes: Notes) -> None:
    names = [(f"{day} {name}", kind) for name, kind in columns]
    for line in lines:
        source, item, *cells = line
        for (name, kind), cell in zip(names, cells, strict=False):
            notes.take((item.strip(), name), source, _value(cell, kind), cell)


def _value(cell: str, kind: str) -> str | None:
    if kind == "gate":
        return gate(cell)
    found = minutes(cell) if kind == "time" else number(cell)
    return None if found is None else str(found)


def _widths(told: Told, kinds: Mapping[str, str]) -> Mapping[str, float]:
    """How near numbers are one, by attribute; of times and gates it is fixed."""
    values: dict[str, list[float]] = {}
    for (_, asked), given in told.items():
        name = asked.split(" ", 1)[1]
        if kinds[name] == "number":
            values.setdefault(name, []).extend(abs(float(value)) for value in given.values())
    return {name: SHARE * statistics.median(found) for name, found in values.items()}


def _comparable(
    told: Told, right: Mapping[Question, str], kinds: Mapping[str, str], widths: Mapping[str, float]
) -> Mapping[Question, str]:
    """Puts the values that are near in one step each; gives the truth in the same steps."""
    truth = dict(right)
    for question, given in told.items():
        name = question[1].split(" ", 1)[1]
        if kinds[name] == "gate":
            continue
        known = truth.get(question)
        width, turn = (MINUTES, 24 * 60) if kinds[name] == "time" else (widths[name], 0)
        values = {source: float(value) for source, value in given.items()}
        steps, step = near(values, None if known is None else float(known), width, turn)
        given.update(steps)
        if step is not None:
            truth[question] = step
    return truth


def _named(path: Path) -> Iterator[tuple[Question, Mapping[str, str]]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        mark = "\t" if path.suffix in {".tsv", ".txt"} else ","
        for line in csv.DictReader(lines, delimiter=mark):
            cells = {(name or "").casefold(): cell or "" for name, cell in line.items() if name}
            part = next((cells[name] for name in _PART if name in cells), "")
            yield (_cell(cells, _OBJECT, path), part), cells


def _cell(cells: Mapping[str, str], names: tuple[str, ...], path: Path) -> str:
    for name in names:
        if name in cells:
            return cells[name]
    raise SystemExit(f"{path}: no column is named {' or '.join(names)}; name one so")


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) > 1:
                yield cells


def _files(path: Path) -> list[Path]:
    """The file, or the files of the folder."""
    if not path.exists():
        raise SystemExit(f"{path}: no such file or folder")
    return sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
