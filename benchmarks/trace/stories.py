"""News stories about invented wars, as many as are asked for, from a grammar and a random number.

A war has countries, armies and background paragraphs; an event has a town, a toll and a press
conference; a story is one reporter's writing about an event. Two stories of one event share its
names, numbers and now and then a quotation, but no text: their words have marks of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import TypeAlias

from grammar import Facts, Grammar, Told
from turns import exchange

#: What a word is, in the two low bits of its mark: the reporter's, quoted, or background that
#: stands in many reports.
OWN, QUOTED, BACKGROUND = 0, 1, 2
KINDS = ("shelling", "assault", "bombing", "siege", "talks", "strike", "flight")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FEWEST, MOST = 6, 15  # sentences of a story, beside speeches and background
#: What may follow the first paragraph, as the rules of its sentences; {k} is the kind of event.
_PARAGRAPHS = (
    ("detail_{k}", "detail_{k}"),
    ("detail_{k}", "toll"),
    ("detail_{k}",),
    ("detail_{k}", "setting"),
    ("toll", "witness"),
    ("witness",),
    ("witness", "detail_{k}"),
    ("official", "rival"),
    ("official",),
    ("rival", "stock"),
    ("rival",),
    ("setting",),
    ("setting", "witness"),
    ("reaction", "reaction"),
    ("reaction",),
    ("official", "stock"),
    ("detail_{k}", "witness", "stock"),
    ("detail_{k}", "detail_{k}", "toll"),
    ("setting", "detail_{k}", "detail_{k}"),
    ("witness", "detail_{k}", "witness"),
    ("official", "official", "rival"),
    ("toll", "detail_{k}", "official"),
)


# How often a writer exchanges a word for another; says something aside; where it can be put in the
# midst of the sentence, puts it there.
_EXCHANGED, _ASIDE, _MIDST = 0.5, 0.4, 0.7
# How often a sentence gets another ending, and where that may be from.
_CONTINUED = 0.7
_ENDERS = ("detail_{k}", "detail_{k}", "detail_{k}", "setting", "reaction", "official", "stock")
_ENDING = re.compile(r", (?:and|while|but|although|yet|though) ")
#: Words that begin another part of a sentence.
HINGES = frozenset("and but where while when which who whose as after before although with".split())
OPENING = frozenset("The A An Some At In On Nobody Shops Schools Families No Both There".split())
_SHORT_NAME = ("onset", "nucleus", "coda")
_LONG_NAME = ("onset", "nucleus", "onset", "nucleus", "coda")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words as they are printed, and for each a mark: where two texts have the same mark, the word
    of one was copied from the other, or both from a third."""

    words: tuple[str, ...]
    marks: tuple[int, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


Paragraph: TypeAlias = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class War:
    """What all reports of a war have in common."""

    facts: Facts
    provinces: tuple[str, ...]
    backgrounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day (counted from the collection's first), as all tell it.

    ``names`` are the invented words that outlets may spell differently; ``told`` is how often the
    forms of sentences have been used to tell of it.
    """

    war: War
    kind: str
    day: int
    facts: Facts
    speeches: tuple[str, ...]
    names: frozenset[str]
    told: Told


@dataclass(frozen=True, slots=True)
class Story:
    title: Sentence
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """How often a reporter quotes the press conference, adds background, names the own house."""

    press: float
    background: float
    naming: float


class Writer:
    """Writes wars, events and stories; the same seed writes the same ones in the same order."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.grammar = rules()
        self._marks = count()

    def name(self) -> str:
        """An invented name: "Vrelor", "Koustan"."""
        draw = self.random.random
        kinds = _SHORT_NAME if draw() < 0.25 else _LONG_NAME
        return "".join(self.grammar.word(kind, draw) for kind in kinds).capitalize()

    def named(self, rule: str) -> str:
        """A name in one of the forms of a rule."""
        return self.phrase(rule, {}).replace("{}", self.name())

    def phrase(self, rule: str, facts: Facts) -> str:
        return self.grammar.phrase(rule, facts, self.random.random)

    def sentence(self, rule: str, facts: Facts, event: Event) -> Sentence:
        """A sentence that nobody has written before, even if its words are the same; those who
        tell of one event seldom put it alike."""
        text = self.grammar.sentence(rule, facts, self.random.random, event.told)
        if rule.startswith("title"):
            return self.marked(text)
        if rule.startswith("lead"):
            text = self._ended(text, facts, event)
        return self.marked(self._own_words(self._continued(text, facts, event), facts))

    def _ended(self, text: str, facts: Facts, event: Event) -> str:
        """A first sentence, mostly cut behind its news, with an ending of its own."""
        words = text.rstrip(".").split()
        places = [at for at in range(11, len(words)) if words[at - 1][-1] in ",;"]
        if self.random.random() > _CONTINUED:
            return text
        head = " ".join(words[: places[0]] if places else words).rstrip(",;")
        end = self.grammar.sentence("leadend", facts, self.random.random, event.told)
        return f"{head}, {end}."

    def _continued(self, text: str, facts: Facts, event: Event) -> str:
        """A sentence with another ending: ", and …", ", while …" as other sentences end."""
        draw = self.random.random
        if '"' in text or draw() > _CONTINUED:
            return text
        head = _ENDING.split(text, maxsplit=1)[0].rstrip(".")
        for _ in range(3):
            rule = _ENDERS[int(draw() * len(_ENDERS))].format(k=event.kind)
            found = _ENDING.search(other := self.phrase(rule, facts))
            if found is not None and '"' not in other:
                return head + other[found.start() :]
        return text

    def _own_words(self, text: str, facts: Facts) -> str:
        """A sentence as this writer would put it: words exchanged, and now and then an aside."""
        draw, words, made, at = self.random.random, text.split(), list[str](), 0
        quoting = False
        while at < len(words):
            quoting = quoting or words[at][0] == '"'
            other = exchange(words, at, draw) if not quoting and draw() < _EXCHANGED else None
            made.extend(other.words if other else words[at : at + 1])
            quoting = quoting and '"' not in words[at][1:]
            at += other.many if other else 1
        return self._with_aside(made, facts)

    def _with_aside(self, words: list[str], facts: Facts) -> str:
        """A sentence that says something more in its midst, at its end or at its beginning."""
        draw, told = self.random.random, " ".join(words)
        if '"' in told or draw() > _ASIDE:
            return told
        aside = self.phrase("aside", facts)
        places = [at for at in range(4, len(words) - 3) if words[at] in HINGES]
        if places and draw() < _MIDST:
            at = self.random.choice(places)
            head = [*words[: at - 1], words[at - 1].rstrip(",") + ","]
            return " ".join((*head, f"{aside},", *words[at:]))
        if words[0] not in OPENING or draw() < 0.5:
            return f"{told.rstrip('.')}, {aside}{'.' if told[-1] == '.' else ''}"
        return f"{aside[0].upper()}{aside[1:]}, {told[0].lower()}{told[1:]}"

    def marked(self, text: str, kind: int = OWN) -> Sentence:
        words = tuple(text.split())
        return Sentence(words, self.fresh(words, kind))

    def fresh(self, words: tuple[str, ...], kind: int = OWN) -> tuple[int, ...]:
        """New marks for words; those between quotation marks are marked as quoted."""
        marks, quoting = [], False
        for word in words:
            quoting = quoting or word[0] == '"'
            marks.append(4 * next(self._marks) + (QUOTED if quoting and kind == OWN else kind))
            quoting = quoting and '"' not in word[1:]
        return tuple(marks)

    def fresh_plain(self, many: int) -> tuple[int, ...]:
        """So many new marks, their kind left open."""
        return tuple(4 * next(self._marks) for _ in range(many))

    def war(self) -> War:
        country = self.name()
        demonym = country + ("ian" if country[-1] not in "aeiou" else "n")
        rebels = self.named("groupish")
        facts = {
            "country": country,
            "capital": self.named("townish"),
            "river": self.name(),
            "army": f"the {demonym} army",
            "rebels": rebels,
        }
        provinces = tuple(self.name() for _ in range(4))
        backgrounds = []
        told: Told = {}
        for _ in range(6):
            place = {"province": self.random.choice(provinces), "village": self.name()}
            facts_here = {**facts, **place}
            text = self.grammar.sentence("background", facts_here, self.random.random, told)
            backgrounds.append(self._own_words(text, facts_here))
        return War(facts, provinces, tuple(backgrounds))

    def event(self, war: War, day: int) -> Event:
        random = self.random
        kind = random.choice(KINDS)
        killed = random.choice(
            (random.randint(3, 19), random.randint(11, 60), random.randint(20, 210))
        )
        official, rival = self.name(), self.name()
        facts = {
            **war.facts,
            "province": random.choice(war.provinces),
            "town": self.named("townish"),
            "village": self.named("townish"),
            "day": WEEKDAYS[day % 7],
            "killed": str(killed),
            "wounded": str(killed + random.randint(2, 90)),
            "children": str(max(2, killed // random.randint(2, 6))),
            "site0": self.phrase("site", {}),
            "arm0": self.phrase("arm", {}),
            "rescueorg": self.phrase("rescueorg", {}),
            "hospital": f"{self.name()} hospital",
            "spokesman": f"{self.phrase('rank', {})} {self.name()} {official}",
            "spokesrole": self.phrase("role", {}),
            "spokeslast": official,
            "rival": f"{self.name()} {rival}",
            "rivalrole": self.phrase("rivalrole", {}),
            "rivallast": rival,
        }
        speeches = tuple(self._own_words(self.phrase("pressquote", facts), facts) for _ in range(2))
        told = ("town", "village", "hospital", "spokesman", "rival")
        names = frozenset(
            word
            for key in told
            for word in facts[key].split()
            if word[0].isupper() and len(word) > 4
        )
        return Event(war, kind, day, facts, speeches, names, {})

    def story(self, event: Event, house: str, habits: Habits) -> Story:
        """One reporter's own writing about an event; ``house`` is the outlet that it is for."""
        random, kind = self.random, event.kind
        facts = self._facts(event)
        paragraphs: list[Paragraph] = [(self.sentence(f"lead_{kind}", facts, event),)]
        left = random.randint(FEWEST, MOST) - 1
        while left > 0:
            plan = random.choice(_PARAGRAPHS)[:left]
            paragraph = (
                self._sentence(r.format(k=kind), facts, event, house, habits) for r in plan
            )
            paragraphs.append(tuple(paragraph))
            left -= len(plan)
        while len(paragraphs) > random.randint(3, 5):
            at = random.randrange(len(paragraphs) - 1)
            paragraphs[at : at + 2] = [paragraphs[at] + paragraphs[at + 1]]
        if random.random() < habits.press:
            at = random.randint(1, len(paragraphs))
            paragraphs.insert(at, (self._speech(event, facts),))
        for text in self._backgrounds(event, habits):
            at = random.randint(2, len(paragraphs) + 1)
            paragraphs.insert(at, (self.marked(text, BACKGROUND),))
        return Story(self.sentence(f"title_{kind}", facts, event), tuple(paragraphs))

    def aside(self, event: Event, house: str, port: str) -> Paragraph:
        """A paragraph of an outlet's own beside the event: comment, or more about the place."""
        facts = {**self._facts(event), "port": port, "heard": f"told {house}"}
        rules = ("comment", "comment", "setting", "reaction", "witness", f"detail_{event.kind}")
        many = self.random.choice((1, 1, 2))
        return tuple(self.sentence(self.random.choice(rules), facts, event) for _ in range(many))

    def _facts(self, event: Event) -> Facts:
        """The event's facts and the people whom this reporter alone has heard."""
        random = self.random
        witness, second = self.name(), self.name()
        return {
            **event.facts,
            "witness": f"{self.name()} {witness}",
            "witnesslast": witness,
            "witnessjob": self.phrase("job", {}),
            "second": f"{self.name()} {second}",
            "secondjob": self.phrase("job", {}),
            "secondthey": random.choice(("he", "she")),
            "they": random.choice(("he", "she")),
        }

    def _sentence(
        self, rule: str, facts: Facts, event: Event, house: str, habits: Habits
    ) -> Sentence:
        if rule == "witness":
            named = self.random.random() < habits.naming
            heard = f"told {house}" if named else self.phrase("said", facts)
            facts = {**facts, "heard": heard}
        return self.sentence(rule, facts, event)

    def _speech(self, event: Event, facts: Facts) -> Sentence:
        """A sentence of the press conference, which other reporters may have heard too."""
        speech = self.random.choice(event.speeches)
        if self.random.random() < 0.3:
            speech = re.split(", and |; |, for ", speech)[0]
        return self.sentence("press", {**facts, "pressquote": speech}, event)

    def _backgrounds(self, event: Event, habits: Habits) -> list[str]:
        """Paragraphs that stand in many reports of the war, sometimes cut short."""
        many = sum(self.random.random() < habits.background for _ in range(2))
        texts = self.random.sample(event.war.backgrounds, many)
        return [
            text.split(", and ")[0].rstrip(".") + "." if self.random.random() < 0.3 else text
            for text in texts
        ]


@cache
def rules() -> Grammar:
    return Grammar.load(Path(__file__).with_name("grammar"))
