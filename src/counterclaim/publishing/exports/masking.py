"""Personal names found in any text, and put out of sight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from counterclaim.grounding.given_names import GIVEN
from counterclaim.grounding.persons import is_person, without_title
from counterclaim.grounding.wording import PARTICLES
from counterclaim.model import GroundedClaim, Naming
from counterclaim.model.told import Told

MARK: Final = "█"
_WORD: Final = re.compile(r"[^\W_]+")
#: Between the words of one name: "Noor Haddad", "al-Haddad", "noor_haddad", "N. Haddad".
_WITHIN: Final = re.compile(r"[\s_.’'-]{1,2}")
_FORENAMES: Final = frozenset(GIVEN)
#: Letters of a part of a name that is looked for by itself, and further words of an unknown name.
_SHORTEST: Final = 3
_FURTHER: Final = 3
_PERSONAL: Final = frozenset(("person", "official", "eyewitness"))


@dataclass(frozen=True, slots=True)
class Found:
    """Characters of a text that are a name, and the number of the person (None: not known)."""

    start: int
    end: int
    person: int | None


class Names:
    """The personal names of a ledger, numbered in the order in which its claims give them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._wholes: dict[str, dict[tuple[str, ...], int]] = {}
        self._parts: dict[str, int] = {}

    @classmethod
    def of(cls, told: Iterable[Told]) -> Names:
        """The persons that these claims name: as speakers and actors, and among those harmed."""
        names = cls()
        for each in told:
            for number, name in _named(each.grounded):
                names._add(name, names._numbers.setdefault(number, len(names._numbers) + 1))
        return names

    def _add(self, name: str, number: int) -> None:
        words = _WORD.findall(name)
        folded = tuple(word.casefold() for word in words)
        if folded:
            self._wholes.setdefault(folded[0], {}).setdefault(folded, number)
        for word in words:
            if len(word) >= _SHORTEST and word[0].isupper():
                self._parts.setdefault(word.casefold(), number)

    def covered(self, text: str) -> str:
        """The text with each name under marks of the same length, so that places in it hold."""
        pieces, last = [], 0
        for found in self.find(text):
            length = found.end - found.start
            sign = f"{MARK}{found.person}" if found.person else ""
            pieces += [
                text[last : found.start],
                (sign if len(sign) < length else "").ljust(length, MARK),
            ]
            last = found.end
        return "".join((*pieces, text[last:]))

    def replaced(self, text: str) -> str:
        """The text with "person 3" in place of each name."""
        pieces, last = [], 0
        for found in self.find(text):
            sign = f"person {found.person}" if found.person else "a person"
            pieces += [text[last : found.start], sign]
            last = found.end
        return "".join((*pieces, text[last:])) if pieces else text

    def find(self, text: str) -> Iterator[Found]:
        """The names in a text, in order: whole ones however written, their parts where they have a
        capital, and common given names with the capitalised words behind them."""
        words = list(_WORD.finditer(text))
        prose = " " in text
        at = 0
        while at < len(words):
            taken, number = self._at(text, words, at, prose)
            if taken:
                yield Found(words[at].start(), words[at + taken - 1].end(), number)
            at += taken or 1

    def _at(
        self, text: str, words: list[re.Match[str]], at: int, prose: bool
    ) -> tuple[int, int | None]:
        """How many words from here on are one name, and whose; 0 for none."""
        wholes = self._wholes.get(words[at][0].casefold(), {})
        reach = _reach(text, words, at, max(map(len, wholes), default=0))
        folded = tuple(word[0].casefold() for word in words[at : at + reach])
        # In prose a surname that is a word too ("Said") is told by its capital; not so in an id.
        capital = words[at][0][0].isupper() or not prose
        for length in range(len(folded), 0, -1):
            if folded[:length] in wholes and (length > 1 or capital):
                return length, wholes[folded[:length]]
        if folded[0] in self._parts and capital:
            return 1, self._parts[folded[0]]
        further = _further(text, words, at) if words[at][0] in _FORENAMES else 0
        return (1 + further if further else 0), None


def _further(text: str, words: list[re.Match[str]], at: int) -> int:
    """How many words behind a given name go on with it: capitalised ones, and "al-" or "van"
    before these."""
    taken = 0
    for ahead in range(1, _reach(text, words, at, 1 + _FURTHER)):
        word = words[at + ahead][0]
        if word[0].isupper():
            taken = ahead
        elif word not in PARTICLES:
            break
    return taken


def _reach(text: str, words: list[re.Match[str]], at: int, most: int) -> int:
    """How many words from here on, at most, stand together as those of a name do."""
    reach = 1
    while (
        reach < most
        and at + reach < len(words)
        and _WITHIN.fullmatch(text, words[at + reach - 1].end(), words[at + reach].start())
    ):
        reach += 1
    return reach


def _named(grounded: GroundedClaim) -> Iterator[tuple[str, str]]:
    """Each person of a claim by what tells them apart, and a name of theirs."""
    namings = (grounded.speaker, grounded.actor, grounded.object, *grounded.via)
    for naming in filter(None, namings):
        if _is_personal(naming):
            for name in (naming.entity.name, naming.mention.text):
                if is_person(without_title(name)):
                    yield naming.entity.id, without_title(name)
    root, harmed = grounded.root, grounded.claim.object
    if root and root.kind in _PERSONAL and is_person(without_title(root.name)):
        yield root.id, without_title(root.name)
    if harmed and " " in harmed.text and is_person(harmed.text):
        yield harmed.text, harmed.text


def _is_personal(naming: Naming) -> bool:
    return naming.entity.kind in _PERSONAL
