"""A grammar of sentences, read from text files: rules, alternatives, choices.

    = rule
    The [first|opening] {thing} [fell|landed] near {town_cap}.

Each line of a rule is an alternative (several short ones stand on a line between " / "); ``{x}``
is another rule or a given fact, ``{x_cap}`` the same with a capital; ``[a|b|]`` is a choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

#: A random number from 0 up to 1.
Draw: TypeAlias = Callable[[], float]
Facts: TypeAlias = Mapping[str, str]
#: How often each alternative of a rule has been used to tell of something.
Told: TypeAlias = dict[str, list[int]]

_CAPITAL = "_cap"
_PIECES = re.compile(r"\{(\w+)\}|([\[\]|])")
_LOOSE = re.compile(r"\s+(?=[,.;:?!])|(?<=\s)\s+|\s+\Z|\A\s+")
#: A quotation that somebody is named for ends in a comma.
_STOPPED = re.compile(r'\.(?=" \S)')


@dataclass(frozen=True, slots=True)
class Slot:
    """A rule or fact to put here."""

    name: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several phrases."""

    phrases: tuple[Phrase, ...]


Part: TypeAlias = str | Slot | Choice
Phrase: TypeAlias = tuple[Part, ...]


class Grammar:
    """Rules that write sentences; the same draws write the same ones."""

    def __init__(self, rules: Mapping[str, tuple[Phrase, ...]]) -> None:
        self._rules = rules

    @classmethod
    def load(cls, folder: Path) -> Grammar:
        """The rules of all text files of a folder."""
        rules: dict[str, list[Phrase]] = {}
        for file in sorted(folder.glob("*.txt")):
            name = ""
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.startswith("= "):
                    name = line.removeprefix("= ").strip()
                    rules.setdefault(name, [])
                elif name and line and not line.startswith("#"):
                    rules[name].extend(_phrase(one.rstrip("\n")) for one in line.split(" / "))
        return cls({name: tuple(phrases) for name, phrases in rules.items()})

    def sentence(self, rule: str, facts: Facts, draw: Draw, told: Told) -> str:
        """What a rule writes, by one of the alternatives that have been told least."""
        phrases = self._rules[rule]
        counts = told.setdefault(rule, [0] * len(phrases))
        least = min(counts)
        fresh = [at for at, many in enumerate(counts) if many == least]
        at = fresh[int(draw() * len(fresh))]
        counts[at] += 1
        return self._finished(phrases[at], facts, draw)

    def phrase(self, rule: str, facts: Facts, draw: Draw) -> str:
        """What a rule writes, by any of its alternatives."""
        return self._finished(self._alternative(rule, draw), facts, draw)

    def _finished(self, phrase: Phrase, facts: Facts, draw: Draw) -> str:
        """The phrase with its spaces and marks set right."""
        parts: list[str] = []
        self._write(phrase, facts, draw, parts)
        return _STOPPED.sub(",", _LOOSE.sub("", "".join(parts)))

    def word(self, rule: str, draw: Draw) -> str:
        """One of the plain words of a rule."""
        part = self._alternative(rule, draw)[0]
        assert isinstance(part, str)
        return part

    def _alternative(self, rule: str, draw: Draw) -> Phrase:
        phrases = self._rules[rule]
        return phrases[int(draw() * len(phrases))]

    def _write(self, phrase: Phrase, facts: Facts, draw: Draw, out: list[str]) -> None:
        for part in phrase:
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Choice):
                phrases = part.phrases
                self._write(phrases[int(draw() * len(phrases))], facts, draw, out)
            else:
                at = len(out)
                given = facts.get(part.name)
                if given is None:
                    self._write(self._alternative(part.name, draw), facts, draw, out)
                else:
                    out.append(given)
                if part.capital:
                    out[at:] = [_capital("".join(out[at:]))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _phrase(text: str) -> Phrase:
    """A line of the notation as parts; choices may stand within choices."""
    open_phrases: list[list[list[Part]]] = [[[]]]
    at = 0
    for match in _PIECES.finditer(text):
        if match.start() > at:
            open_phrases[-1][-1].append(text[at : match.start()])
        at = match.end()
        name, mark = match.groups()
        if name:
            slot = Slot(name.removesuffix(_CAPITAL), name.endswith(_CAPITAL))
            open_phrases[-1][-1].append(slot)
        elif mark == "[":
            open_phrases.append([[]])
        elif mark == "|":
            open_phrases[-1].append([])
        else:
            choice = Choice(tuple(tuple(phrase) for phrase in open_phrases.pop()))
            open_phrases[-1][-1].append(choice)
    if at < len(text):
        open_phrases[-1][-1].append(text[at:])
    if len(open_phrases) != 1:
        raise ValueError(f"brackets are not closed: {text}")
    return tuple(open_phrases[0][0])
