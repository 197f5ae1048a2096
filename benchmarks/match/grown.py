"""A large ledger, grown: events of an invented war, and what many reports claim of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from world import Country, Spot, country, words

from counterclaim.model import (
    Claim,
    Document,
    Entity,
    GroundedClaim,
    Mention,
    Naming,
    Period,
    Place,
    Quantity,
    Span,
    identifier,
)
from counterclaim.model.terms import ClaimType, ObjectClass

_FIRST = date(2030, 1, 1)
_PROVINCES, _TOWNS = 24, 40
_OUTLETS, _ACTORS, _WORDS = 60, 12, 8000
_MEANS = ("an air strike", "shelling", "a car bomb", "clashes", "sniper fire", "a drone", "a mine")
# What an event does: type, trigger, group, and how often a report on it says so.
_DONE: tuple[tuple[ClaimType, str, str | None, ObjectClass | None, float], ...] = (
    ("killed", "killed", "people", "people", 0.9),
    ("killed", "died", "children", "children", 0.3),
    ("wounded", "wounded", "people", "people", 0.6),
    ("attacked", "hit", None, "place", 0.7),
    ("destroyed", "damaged", "houses", "buildings", 0.3),
    ("displaced", "fled", "families", "people", 0.1),
)


@dataclass(frozen=True, slots=True)
class Grown:
    """``answers`` says of each claim which question it answers."""

    documents: tuple[Document, ...]
    claims: tuple[GroundedClaim, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    number: int
    day: date
    town: Spot
    province: Spot
    toll: int
    actor: Entity
    means: str
    words: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """A report under way."""

    id: str
    text: str = ""
    claims: list[tuple[GroundedClaim, str]] = field(default_factory=list)

    def say(self, words: str) -> Mention:
        start = len(self.text)
        self.text += words
        return Mention(words, Span(start, len(self.text)), "grown")


class Grower:
    """Grows ledgers; the same seed grows the same ones."""

    def __init__(self, seed: int) -> None:
        self._seed = random.Random(seed)
        self._country: Country = country(_PROVINCES, _TOWNS, self._seed)
        self._words = words(_WORDS, self._seed)
        self._actors = [
            Entity(identifier("entity", at), f"the {word} brigade", "armed_group")
            for at, word in enumerate(self._words[:_ACTORS])
        ]

    def ledger(self, claims: int, days: float) -> Grown:
        """At least so many claims on events of so many days."""
        drafts: list[tuple[date, str, _Draft]] = []
        count = number = 0
        while count < claims:
            event = self._event(number, days)
            for _ in range(self._tellings()):
                draft = self._report(event, f"d{len(drafts):06}")
                drafts.append((self._reported(event), self._outlet(), draft))
                count += len(draft.claims)
            number += 1
        drafts.sort(key=lambda told: (told[0], told[2].id))
        documents = (
            Document(id=d.id, text=d.text, outlet=outlet, published=day, published_from="given")
            for day, outlet, d in drafts
        )
        held = [claim for _, _, draft in drafts for claim in draft.claims]
        return Grown(tuple(documents), tuple(c for c, _ in held), tuple(a for _, a in held))

    def _event(self, number: int, days: float) -> _Event:
        at = min(_PROVINCES - 1, int(self._seed.expovariate(0.25)))
        towns = self._country.towns[at]
        return _Event(
            number=number,
            day=_FIRST + timedelta(self._seed.uniform(0, days)),
            town=towns[min(_TOWNS - 1, int(self._seed.expovariate(0.15)))],
            province=self._country.provinces[at],
            toll=int(2 * self._seed.paretovariate(1.1)),
            actor=self._seed.choice(self._actors),
            means=self._seed.choice(_MEANS),
            words=tuple(self._seed.sample(self._words, 12)),
        )

    def _tellings(self) -> int:
        """How many reports tell of an event: most by one or two, a few by hundreds (Zipf)."""
        return min(300, int(self._seed.paretovariate(1.2)))

    def _reported(self, event: _Event) -> date:
        return event.day + timedelta(self._seed.expovariate(0.6))

    def _outlet(self) -> str:
        return f"outlet {min(_OUTLETS - 1, int(self._seed.expovariate(0.1)))}"

    def _report(self, event: _Event, id: str) -> _Draft:
        draft = _Draft(id)
        for type, trigger, whom, group, often in _DONE:
            if self._seed.random() < often:
                self._claim(draft, event, type, trigger, whom, group)
        if not draft.claims or self._seed.random() < 0.05:
            self._background(draft, event)
        for _ in range(self._seed.randint(2, 6)):
            draft.say(f"{' '.join(self._seed.sample(self._words, 14)).capitalize()}. ")
        return draft

    def _claim(
        self,
        draft: _Draft,
        event: _Event,
        type: ClaimType,
        trigger: str,
        whom: str | None,
        group: ObjectClass | None,
    ) -> None:
        start = len(draft.text)
        count = self._count(event, whom) if whom else None
        quantity = self._quantity(draft, count) if count else None
        thing = draft.say(whom) if whom else None
        draft.say(" were ")
        word = draft.say(trigger)
        draft.say(f" by {event.means} of ")
        actor = draft.say(event.actor.name) if self._seed.random() < 0.5 else None
        where = self._where(draft, event)
        period = self._when(draft, event)
        draft.say(f", {' '.join(self._seed.sample(event.words, 6))} ")
        speaker = draft.say(f"source {self._seed.randint(0, 40)}")
        draft.say(" said")
        sentence = Span(start, len(draft.text))
        draft.say(". ")
        self._keep(
            draft, f"{event.number}/{type}/{group}", type, sentence, word, quantity, thing,
            group, Naming(actor, event.actor, "grown") if actor else None, where, period, speaker,
        )  # fmt: skip

    def _background(self, draft: _Draft, event: _Event) -> None:
        """A running total: "more than 60 000 people were killed since 2028"."""
        start = len(draft.text)
        quantity = self._quantity(draft, 1000 * int(60 + event.day.toordinal() % 1000 / 10))
        thing = draft.say("people")
        draft.say(" have been ")
        word = draft.say("killed")
        place = self._country.whole.named(draft.say(self._country.whole.name))
        time = draft.say(" since 2028")
        sentence = Span(start, len(draft.text))
        draft.say(". ")
        period = Period(time, date(2028, 1, 1), event.day, "years", "grown")
        self._keep(
            draft, "total", "killed", sentence, word, quantity, thing, "people", None, (place,),
            period, None,
        )  # fmt: skip

    def _count(self, event: _Event, whom: str | None) -> int:
        toll = event.toll if whom != "children" else max(1, event.toll // 5)
        return max(1, toll + (self._seed.randint(-toll // 4 - 1, toll // 4 + 1)))

    def _quantity(self, draft: _Draft, count: int) -> Quantity:
        least = self._seed.random() < 0.3
        mention = draft.say(f"{'At least ' if least else ''}{count:,}")
        draft.say(" ")
        if least:
            return Quantity(mention, count, None, "at_least")
        return Quantity(mention, count, count, "exact")

    def _where(self, draft: _Draft, event: _Event) -> tuple[Place, ...]:
        """The town and often its province; or the province, the country, or no place at all."""
        chance = self._seed.random()
        spots: tuple[Spot, ...]
        if chance < 0.35:
            spots = (event.town, event.province)
        elif chance < 0.7:
            spots = (event.town,)
        elif chance < 0.85:
            spots = (event.province,)
        elif chance < 0.93:
            spots = (self._country.whole,)
        else:
            spots = ()
        return tuple(spot.named(draft.say(f" {spot.name}")) for spot in spots)

    def _when(self, draft: _Draft, event: _Event) -> Period | None:
        chance = self._seed.random()
        if chance < 0.35:
            return None
        wrong = timedelta(self._seed.choice((-1, 1)) if chance < 0.4 else 0)
        day = event.day + wrong
        return Period(draft.say(f" on {day:%A}"), day, day, "day", "grown")

    def _keep(
        self,
        draft: _Draft,
        answer: str,
        type: ClaimType,
        sentence: Span,
        trigger: Mention,
        quantity: Quantity | None,
        thing: Mention | None,
        group: ObjectClass | None,
        actor: Naming | None,
        places: tuple[Place, ...],
        period: Period | None,
        speaker: Mention | None,
    ) -> None:
        told = self._entity(speaker.text) if speaker else None
        claim = Claim(
            id=identifier("claim", draft.id, trigger.span.start),
            document=draft.id,
            type=type,
            sentence=sentence,
            trigger=trigger,
            quantity=quantity,
            object=thing,
            object_class=group,
            object_class_score=1.0,
            actor=actor.mention if actor else None,
            places=tuple(place.mention for place in places),
            time=period.mention if period else None,
            speaker=speaker,
            via=(),
            polarity="asserted",
            polarity_score=1.0,
        )
        spoken = Naming(speaker, told, "grown") if speaker and told else None
        grounded = GroundedClaim(claim, places, period, None, actor, spoken, (), told)
        draft.claims.append((grounded, answer))

    @staticmethod
    def _entity(name: str) -> Entity:
        return Entity(identifier("entity", name), name, "other")


def agreement(grown: Grown, groups: dict[str, int]) -> Iterator[float]:
    """B-cubed precision and recall of facts, ``groups`` by claim id, against the answers."""
    found = [groups[claim.claim.id] for claim in grown.claims]
    both: dict[tuple[int, str], int] = {}
    one: dict[int, int] = {}
    other: dict[str, int] = {}
    for group, answer in zip(found, grown.answers, strict=True):
        both[group, answer] = both.get((group, answer), 0) + 1
        one[group] = one.get(group, 0) + 1
        other[answer] = other.get(answer, 0) + 1
    yield sum(n * n / one[group] for (group, _), n in both.items()) / len(found)
    yield sum(n * n / other[answer] for (_, answer), n in both.items()) / len(found)
