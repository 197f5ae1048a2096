"""The entities that the program knows by name, from a table that a person can extend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from counterclaim.grounding.entity_tables import EntityRow, own_rows, packaged_rows
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
class _Name:
    """A name of an entity: its words, how it must be written, whether only for its country.

    ``case``: "all" in capitals throughout, "first" with a capital, "none" either way.
    """

    words: tuple[str, ...]
    known: Known
    case: str
    is_local: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word of a running text: its key, its place, and the run of letters it was written in."""

    key: str
    start: int
    end: int
    written: str


class Registry:
    """Known entities by any of their names.

    ``own`` rows are a user's: a name that they give is theirs alone, whatever ``rows`` say of it
    (a name given with "~" is theirs in texts about its country). ``mark`` changes with the rows.
    """

    def __init__(self, rows: Sequence[EntityRow], own: Sequence[EntityRow] = ()) -> None:
        self.mark = identifier("registry", [row.cells for row in (*own, *rows)])
        self._by_key: dict[str, list[_Name]] = {}
        self._by_bones: dict[str, Known] = {}
        self._by_first: dict[str, list[_Name]] = {}
        taken = {name.key for row in own for name in row.names if not name.is_local}
        for row in own:
            self._add(row, frozenset())
        for row in rows:
            self._add(row, taken)
        for listed in self._by_first.values():
            listed.sort(key=lambda name: -len(name.words))

    @classmethod
    def load(cls, own: Sequence[Path] = (), kept: Sequence[EntityRow] = ()) -> Registry:
        """The table that comes with the package, and tables of a user's own.

        ``kept`` are the rows of further tables, which come after these. Raises InputError where
        one of these cannot be read, or a row of it understood, and ModelError where the package's
        is missing.
        """
        return cls(packaged_rows(), (*own_rows(own), *kept))

    def _add(self, row: EntityRow, taken: Set[str]) -> None:
        known = Known(entity(row.name, row.kind), row.country)
        for name in row.names:
            if name.key in taken:
                continue
            words = tuple(name.key.split())
            case = "all" if len(name.key) <= 5 and name.written[:2].isupper() else "first"
            case = case if name.written[0].isupper() else "none"
            listed = _Name(words, known, case, name.is_local)
            self._by_key.setdefault(name.key, []).append(listed)
            self._by_first.setdefault(words[0], []).append(listed)
            bones = skeleton(name.written)
            if len(bones) >= _BONES and row.kind in ("armed_group", "outlet", "agency"):
                self._by_bones.setdefault(bones, known)

    def named(self, name: str, country: str | None = None) -> Known | None:
        """The entity of this very name, articles aside, or of another spelling of it.

        Where several go by it, the one of the country that is asked for; names that the table
        marks with "~" are only for texts about that country.
        """
        key = without_article(exact_key(name))
        listed = self._by_key.get(key, ())
        if not listed and key.endswith("s") and len(key) > 4:
            listed = self._by_key.get(key[:-1].rstrip(), ())
        found = _fitting(listed, country)
        if found is None and len(key) >= _BONES:
            found = self._by_bones.get(skeleton(name))
        return found

    def sightings(self, text: str, country: str | None = None) -> tuple[Sighting, ...]:
        """Every known name in a text, the longest at each place, none inside another.

        Short names in capitals ("IS", "AP") count only where they stand in capitals.
        """
        return tuple(self._sightings(text[:_LONGEST], country))

    def _sightings(self, text: str, country: str | None) -> Iterator[Sighting]:
        split = [
            _Piece(piece, found.start(), found.end(), found.group())
            for found in _WORD.finditer(text)
            for piece in exact_key(found.group()).split()
        ]
        at = 0
        while at < len(split):
            known, length = self._at(split, at, country)
            if known is not None:
                yield Sighting(known, split[at].start, split[at + length - 1].end)
            at += length

    def _at(
        self, split: Sequence[_Piece], at: int, country: str | None
    ) -> tuple[Known | None, int]:
        piece = split[at]
        found = self._from(piece.key, piece.written, split, at)
        if not found and piece.key.endswith("s") and len(piece.key) > 3:
            # "SANAs": an apostrophe was lost
            found = self._from(piece.key[:-1], piece.written[:-1], split, at)
        for length in sorted({len(name.words) for name in found}, reverse=True):
            known = _fitting([name for name in found if len(name.words) == length], country)
            if known is not None:
                return known, length
        return None, 1

    def _from(self, first: str, written: str, split: Sequence[_Piece], at: int) -> list[_Name]:
        """The names that begin with a word, as they stand here."""
        listed = self._by_first.get(first)
        if not listed:
            return []
        second = split[at + 1].key if at + 1 < len(split) else ""
        found = []
        for name in listed:
            if len(name.words) > 1 and name.words[1] != second:
                continue
            upper = written.isupper() if name.case == "all" else written[0].isupper()
            following = tuple(piece.key for piece in split[at + 1 : at + len(name.words)])
            if (name.case == "none" or upper) and following == name.words[1:]:
                found.append(name)
        return found


def _fitting(listed: Sequence[_Name], country: str | None) -> Known | None:
    """Of those that share a name, the one of the country; else the first that is not local."""
    for name in listed:
        if country is not None and name.known.country == country:
            return name.known
    return next((name.known for name in listed if not name.is_local), None)


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
    return Registry.load()
