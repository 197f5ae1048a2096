"""The entities that the program knows by name, from a table that a person can extend."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final, cast

from counterclaim.grounding.spelling import exact_key, skeleton
from counterclaim.model import Entity, identifier
from counterclaim.model.terms import EntityKind

_WORD: Final = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*\.?")
_LONGEST: Final = 100_000  # characters of a text in which names are looked for
_BONES: Final = 5  # consonants from which another spelling of a name is trusted


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the table and the country it belongs to, if one."""

    entity: Entity
    country: str | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known name in a text: which, and the characters from ``start`` to ``end``."""

    known: Known
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word of a running text: its key, its place, and the run of letters it was written in."""

    key: str
    start: int
    end: int
    written: str


class Registry:
    """Known entities by any of their names."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        self._by_key: dict[str, Known] = {}
        self._by_bones: dict[str, Known] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], Known, str]]] = {}
        for row in rows:
            self._add(row)
        for listed in self._by_first.values():
            listed.sort(key=lambda name: -len(name[0]))

    def _add(self, row: Mapping[str, str]) -> None:
        kind = cast(EntityKind, row["kind"])
        known = Known(entity(row["name"], kind), row["country"] or None)
        for name in (row["name"], *row["aliases"].split("|")):
            key = exact_key(name)
            if not key:
                continue
            self._by_key.setdefault(key, known)
            words = tuple(key.split())
            case = "all" if len(key) <= 5 and name[:2].isupper() else "first"
            self._by_first.setdefault(words[0], []).append(
                (words, known, case if name[0].isupper() else "none")
            )
            bones = skeleton(name)
            if len(bones) >= _BONES and kind in ("armed_group", "outlet", "agency"):
                self._by_bones.setdefault(bones, known)

    def named(self, name: str) -> Known | None:
        """The entity of this very name, articles aside, or of another spelling of it."""
        key = without_article(exact_key(name))
        found = self._by_key.get(key)
        if found is None and key.endswith("s") and len(key) > 4:
            found = self._by_key.get(key[:-1].rstrip())
        if found is None and len(key) >= _BONES:
            found = self._by_bones.get(skeleton(name))
        return found

    def sightings(self, text: str) -> tuple[Sighting, ...]:
        """Every known name in a text, the longest at each place, none inside another.

        Short names in capitals ("IS", "AP") count only where they stand in capitals.
        """
        return tuple(self._sightings(text[:_LONGEST]))

    def _sightings(self, text: str) -> Iterator[Sighting]:
        split = [
            _Piece(piece, found.start(), found.end(), found.group())
            for found in _WORD.finditer(text)
            for piece in exact_key(found.group()).split()
        ]
        at = 0
        while at < len(split):
            known, length = self._at(split, at)
            if known is not None:
                yield Sighting(known, split[at].start, split[at + length - 1].end)
            at += length

    def _at(self, split: Sequence[_Piece], at: int) -> tuple[Known | None, int]:
        piece = split[at]
        for known, length in self._from(piece.key, piece.written, split, at):
            return known, length
        if piece.key.endswith("s") and len(piece.key) > 3:  # "SANAs": an apostrophe was lost
            for known, length in self._from(piece.key[:-1], piece.written[:-1], split, at):
                return known, length
        return None, 1

    def _from(
        self, first: str, written: str, split: Sequence[_Piece], at: int
    ) -> Iterator[tuple[Known, int]]:
        """The known names that begin with a word, as they stand here, the longest first."""
        second = split[at + 1].key if at + 1 < len(split) else ""
        for words, known, case in self._by_first.get(first, ()):
            if len(words) > 1 and words[1] != second:
                continue
            cased = case == "none" or (written.isupper() if case == "all" else written[0].isupper())
            following = tuple(piece.key for piece in split[at + 1 : at + len(words)])
            if cased and following == words[1:]:
                yield known, len(words)


def entity(name: str, kind: EntityKind, *more: str) -> Entity:
    """An entity, identified by its kind and name, and by ``more`` where these do not suffice."""
    return Entity(identifier("entity", kind, exact_key(name) or name, *more), name, kind)


def without_article(key: str) -> str:
    for article in ("the ", "a ", "an "):
        if key.startswith(article):
            return key[len(article) :]
    return key


@lru_cache(maxsize=1)
def packaged() -> Registry:
    """The table that comes with the package."""
    source = files("counterclaim.grounding") / "data" / "entities.csv"
    return Registry(list(csv.DictReader(source.read_text(encoding="utf-8").splitlines())))
