"""What a document tells about who is in it, and a mention as the rules look at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.registry import Known, Registry, Sighting, entity
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.wording import ARTICLES, HEADS, PLAIN
from counterclaim.model import Entity
from counterclaim.model.terms import EntityKind

Role = Literal["actor", "object", "speaker", "via"]

WORD: Final = re.compile(r"[^\W_][\w’'-]*")

_DOTTED: Final = re.compile(r"\b([UE])\.([SNKU])\b\.?")  # "U.S.", "U.N.", "E.U"
_TIES: Final = (
    "linked|affiliated|backed|sponsored|supported|funded|trained|aligned|allied|inspired|"
    "recogni[sz]ed|mandated|brokered|mediated|designated"
)
_TIE: Final = rf"(?:[-\s](?:{_TIES})|-(?:held|controlled|run|ruled))\b(?!\s(?:by|to|with)\b)"
_TOLD_BY: Final = re.compile(rf"(?:['’]?s)?{_TIE}")
_SIDED: Final = re.compile(
    rf"\b(?:(?:pro|anti|non)[-\s]|(?:{_TIES})\s(?:by|to|with)\s(?:the\s)?)\Z", re.IGNORECASE
)
_COUNTER: Final = re.compile(r"\b(counter|anti)[-\s]t(?=error)", re.IGNORECASE)
_RECOGNISED: Final = re.compile(r"\b[\w.]{1,20}[-\s]recogni[sz]ed\s", re.IGNORECASE)
_HEAD: Final = 2_000  # characters by which a text in capitals throughout is known
_LONGEST_TEXT: Final = 100_000  # characters of a text in which a word is looked for
_LONGEST: Final = 200  # characters of a mention that are read
_FOLLOWING: Final = 80  # characters after a mention that may say whose it is
_LARGE: Final = 200_000  # people from which a place's name is taken for the place, not a forename
_OWNERS: Final = words("army military regime government coalition alliance ministry")


@dataclass(frozen=True, slots=True)
class Found:
    """An entity, the reason in words, and the root it speaks for where that is another."""

    entity: Entity
    reason: str
    root: Entity | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention: its text, its words in small letters, where it stands, what it is asked as.

    ``end`` is None of words that were taken out of a mention; ``is_titled`` where a title stood
    before them. ``heard`` is the agency or medium through which it was heard, if any.
    """

    text: str
    words: tuple[str, ...]
    at: int
    role: Role
    heard: Entity | None = None
    end: int | None = None
    is_titled: bool = False

    @property
    def is_definite(self) -> bool:
        """Whether it speaks of somebody as known already: "the monitor"."""
        return self.text[:4].lower() in ("the ", "this", "that", "thes", "thos")

    def about(self, text: str, role: Role | None = None) -> Asked:
        """The same question about other words."""
        return asked(text, self.at, role or self.role, self.heard)


def asked(
    text: str, at: int, role: Role, heard: Entity | None = None, end: int | None = None
) -> Asked:
    """A mention's question; a possessive s that lost its apostrophe ("armys") is dropped, and
    "Counter Terrorism Service" has no word in it that labels opponents, nor does the UN speak where
    "the UN-recognised government" does."""
    plain = " ".join(text[:_LONGEST].split())
    plain = _COUNTER.sub(r"\1t", _RECOGNISED.sub("", _DOTTED.sub(r"\1\2", plain)))
    said = tuple(
        word[:-1] if word.endswith("s") and word[:-1] in _OWNERS else word
        for word in exact_key(plain).split()
    )
    return Asked(plain, said, at, role, heard, end)


@dataclass(slots=True)
class Scene:
    """One document: its text, the country its events lie in, the names in it, who spoke so far.

    ``home`` is the outlet's country, where it is known and the text names it.
    """

    text: str
    registry: Registry
    gazetteer: Gazetteer
    country: str | None
    outlet: Entity | None
    sightings: tuple[Sighting, ...] = ()
    home: str | None = None
    people: list[tuple[int, Found]] = field(default_factory=list)
    ministries: list[tuple[int, Found]] = field(default_factory=list)
    described: list[tuple[int, Found]] = field(default_factory=list)
    unnamed: list[tuple[int, str, Found]] = field(default_factory=list)

    @property
    def is_shouted(self) -> bool:
        """Whether the text stands in capitals throughout, so that they tell no names."""
        return not any(char.islower() for char in self.text[:_HEAD])

    def shown(self, name: str) -> str:
        """A name as it is shown: from a text in capitals throughout, without them."""
        return name.title() if self.is_shouted and name.isupper() and len(name) > 5 else name

    def named(self, name: str) -> Known | None:
        """The known entity of a name, in a text about this country."""
        return self.registry.named(name, self.country)

    def inside(self, text: str) -> tuple[Sighting, ...]:
        """The known names within a mention's words.

        Not what others are told by: "pro-Hezbollah", "US-backed", "backed by Iran", "ISIS-held".
        """
        return tuple(
            seen
            for seen in self.registry.sightings(text, self.country)
            if not _TOLD_BY.match(text[seen.end :])
            and not _TOLD_BY.search(text[seen.start : seen.end])
            and not _SIDED.search(text[: seen.start])
        )

    def is_capital_telling(self, word: str, at: int) -> bool:
        """Whether a word's capital marks a name.

        Not where it begins a sentence or line, unless the text has it within a sentence too.
        """
        within = re.search(rf"[a-z,;] {re.escape(word)}\b", self.text[:_LONGEST_TEXT])
        return within is not None or not self._begins_sentence(at)

    def sentence_before(self, at: int) -> str:
        """The words of a sentence before a character, at most 200 letters."""
        return re.split(r"[.!?\n]\s", self.text[max(0, at - _LONGEST) : at])[-1]

    def _begins_sentence(self, at: int) -> bool:
        before = self.text[max(0, at - 6) : at].rstrip(" \"'“‘(")
        return not before or before[-1] in ".!?\n:—–"

    def after(self, asked: Asked) -> str:
        """The words that follow a mention, up to the end of their sentence; at most 80 letters."""
        if asked.end is None:
            return ""
        return re.split(r"[.!?;\n]", self.text[asked.end : asked.end + _FOLLOWING], maxsplit=1)[0]

    def before(self, asked: Asked) -> str:
        """The words that precede a mention, in their sentence; at most 80 letters."""
        start = max(0, asked.at - _FOLLOWING)
        return re.split(r"[.!?;\n]", self.text[start : asked.at])[-1]

    def nearest(self, at: int, fits: Callable[[Known], bool], *, soon: int = 0) -> Known | None:
        """The last fitting known name before a character, else the first after it.

        One that is named within ``soon`` characters after it comes first.
        """
        fitting = [seen for seen in self.sightings if fits(seen.known)]
        before = [seen for seen in fitting if seen.end <= at]
        after = [seen for seen in fitting if seen.start > at]
        follows = bool(after) and after[0].start - at <= soon
        chosen = before[-1] if before and not follows else (after[0] if after else None)
        return chosen.known if chosen is not None else None

    def bearing(self, content: Iterable[str]) -> frozenset[Known]:
        """The known names in the text that hold one of these words: "observatory"."""
        sought = set(content)
        return frozenset(
            seen.known
            for seen in self.sightings
            if sought & set(exact_key(seen.known.entity.name).split())
        )

    def content(self, said: Iterable[str]) -> list[str]:
        """The words that say something: no articles, no country."""
        content = [word for word in said if word not in ARTICLES]
        found = self.country_at(content)
        while found is not None:
            at, length, _ = found
            content[at : at + length] = []
            found = self.country_at(content)
        return content

    def code(self, said: Iterable[str]) -> str | None:
        """The first country that the words name, by name or demonym."""
        found = self.country_at(list(said))
        return found[2] if found is not None else None

    def country_at(self, said: Sequence[str]) -> tuple[int, int, str] | None:
        """Where a country is named, in how many words, and its code."""
        for at, word in enumerate(said):
            if word in ("us", "usa", "uk"):
                return at, 1, "GB" if word == "uk" else "US"
            for form in (word, word[:-1] if word.endswith("s") else word):
                for names, code in self.gazetteer.country_words.get(form, ()):
                    if tuple(said[at + 1 : at + len(names)]) == names[1:]:
                        return at, len(names), code
        return None

    def is_place(self, word: str) -> bool:
        """Whether a word is the name of a country or another large place."""
        return self.code([exact_key(word)]) is not None or any(
            spot.match == "name" and (spot.kind == "admin1" or spot.population >= _LARGE)
            for spot in self.gazetteer.named(word)
        )


def own(text: str) -> Entity:
    """An entity of a name's own, its kind by its head word, without article and labels."""
    kept = [word for word in without_article(text).split() if exact_key(word) not in PLAIN]
    name = " ".join(kept) or "unnamed group"
    kind: EntityKind = "other"
    for word in exact_key(name).split():
        kind = HEADS.get(word, kind)
    return entity(name, kind)


def joint(entities: Iterable[Entity]) -> Found:
    """Several who act together, as one entity; at most four are named."""
    names = sorted({each.name for each in entities})[:4]
    return Found(entity(" and ".join(names), "other"), "named together")


def without_article(text: str) -> str:
    first, gap, rest = text.partition(" ")
    return rest if gap and first.lower() in ("the", "a", "an") else text
