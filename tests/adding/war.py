"""Reports of an invented war that lasts long beside the windows they are compared in."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counterclaim.model import (
    Claim,
    Credit,
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
from counterclaim.policy import Policy

#: Small windows, so that a collection of some dozens of reports has many of them.
POLICY = Policy(
    trace_window_days=3,
    trace_news_days=1,
    trace_standing_words=8,
    trace_rare_places=3,
    trace_common_places=4,
    match_window_days=3,
)
_FIRST = date(2031, 1, 1)
_WORDS = [a + b for a in ("bor", "kel", "mur", "tas", "vil", "zan") for b in "a e i o u".split()]
_WORDS = [one + other for one in _WORDS for other in ("n", "sk", "rd", "lt", "mp")]
_TOWNS = ("Sarim", "Dovra", "Kelm", "Ustar")
_SIDES = ("the Northern Army", "the Red Column", "unnamed rebels")
_OUTLETS = ("Valley Post", "Daily Harbour", "Radio East", "Northwire")


@dataclass(slots=True)
class _Draft:
    """A report under way."""

    id: str
    text: str = ""
    claims: tuple[GroundedClaim, ...] = ()

    def say(self, words: str) -> Mention:
        start = len(self.text)
        self.text += words
        return Mention(words, Span(start, len(self.text)), "war")


@dataclass(frozen=True, slots=True)
class War:
    """Reports, and the claims in each."""

    documents: tuple[Document, ...]
    claims: dict[str, tuple[GroundedClaim, ...]]


def war(
    seed: int, reports: int, days: int, *, undated: float = 0.0, looking_back: float = 0.0
) -> War:
    """So many reports of so many days; the same seed gives the same ones. Of those that look back
    some count the dead of the whole war, others tell again of a day long past."""
    dice = random.Random(seed)
    standing = [" ".join(dice.choices(_WORDS, k=30)).capitalize() + ". " for _ in range(2)]
    documents: list[Document] = []
    claims: dict[str, tuple[GroundedClaim, ...]] = {}
    while len(documents) < reports:
        id, day = f"r{len(documents):03}", _FIRST + timedelta(dice.randrange(days))
        if documents and dice.random() < 0.3:
            old = dice.choice(documents[-12:])
            document = _reprint(dice, old, id)
            claims[id] = tuple(_moved(grounded, id) for grounded in claims[old.id])
        else:
            draft = _report(dice, id, day, standing)
            if looking_back and dice.random() < looking_back:
                _look_back(dice, draft, day)
            document, claims[id] = _document(dice, draft, day), draft.claims
        if dice.random() < undated:
            document = replace(document, published=None, published_from=None)
        documents.append(document)
    return War(tuple(documents), claims)


def _document(dice: random.Random, draft: _Draft, day: date) -> Document:
    credits: tuple[Credit, ...] = ()
    if dice.random() < 0.2:
        said = draft.say("Reporting by Pampero Wire")
        credits = (Credit("Pampero Wire", said.span, "tail"),)
    return Document(
        id=draft.id, text=draft.text, outlet=dice.choice(_OUTLETS), published=day,
        published_from="given", language="en", source="war", credits=credits,
    )  # fmt: skip


def _reprint(dice: random.Random, old: Document, id: str) -> Document:
    """The same text at once, or long after; perhaps with a line behind it."""
    later = dice.choice((0, 0, 1, 2, 9, 40))
    text = old.text + (f" {' '.join(dice.choices(_WORDS, k=12))}." if dice.random() < 0.3 else "")
    day = (old.published or _FIRST) + timedelta(later)
    return replace(old, id=id, text=text, outlet=dice.choice(_OUTLETS), published=day)


def _report(dice: random.Random, id: str, day: date, standing: Sequence[str]) -> _Draft:
    draft = _Draft(id)
    town = dice.choice(_TOWNS)
    for _ in range(dice.randint(1, 3)):
        if dice.random() < 0.35:
            _control(dice, draft, day, town)
        else:
            _toll(dice, draft, day, town)
    for _ in range(dice.randint(1, 3)):
        draft.say(" ".join(dice.choices(_WORDS, k=18)).capitalize() + ". ")
    if dice.random() < 0.4:
        draft.say(dice.choice(standing))
    return draft


def _toll(dice: random.Random, draft: _Draft, day: date, town: str) -> None:
    """ "At least 12 people were killed in Sarim on Monday, among them 3 children"."""
    start, count = len(draft.text), dice.choice((3, 5, 12, 14, 40))
    least = dice.random() < 0.4
    mention = draft.say(f"{'At least ' if least else ''}{count}")
    quantity = Quantity(mention, count, None if least else count, "at_least" if least else "exact")
    draft.say(" ")
    people = draft.say("people")
    draft.say(" were ")
    word = draft.say("killed")
    place, period = _where(dice, draft, town), _when(dice, draft, day)
    parts = []
    if dice.random() < 0.3:
        draft.say(", including ")
        few = draft.say("2")
        draft.say(" ")
        parts.append((Quantity(few, 2, 2, "exact"), draft.say("children")))
    speaker = _speaker(dice, draft)
    sentence = Span(start, len(draft.text))
    draft.say(". ")
    _keep(draft, "killed", sentence, word, quantity, people, "people", place, period, speaker)
    for part, thing in parts:
        _keep(draft, "killed", sentence, word, part, thing, "children", place, period, speaker)


def _look_back(dice: random.Random, draft: _Draft, day: date) -> None:
    """ "40 people were killed since the war began", or "… in Sarim on 3 January 2031"."""
    start, count = len(draft.text), dice.choice((40, 41, 300, 310, 5000))
    quantity = Quantity(draft.say(f"{count}"), count, count, "exact")
    draft.say(" ")
    people = draft.say("people")
    draft.say(" were ")
    word, places, period = draft.say("killed"), tuple[Place, ...](), None
    if dice.random() < 0.5:
        draft.say(" since the war began")
    else:
        past = _FIRST + timedelta(dice.randrange(6))
        places = _where(dice, draft, dice.choice(_TOWNS[:2]))
        period = Period(draft.say(f" on {past:%d %B %Y}"), past, past, "day", "war")
    speaker = _speaker(dice, draft)
    sentence = Span(start, len(draft.text))
    draft.say(". ")
    _keep(draft, "killed", sentence, word, quantity, people, "people", places, period, speaker)


def _control(dice: random.Random, draft: _Draft, day: date, town: str) -> None:
    """ "The Red Column seized Sarim on Monday"."""
    start, name = len(draft.text), dice.choice(_SIDES)
    side = draft.say(name)
    draft.say(" ")
    type: ClaimType = dice.choice(("seized", "held", "withdrew"))
    word = draft.say({"seized": "seized", "held": "holds", "withdrew": "left"}[type])
    place, period = _where(dice, draft, town), _when(dice, draft, day)
    speaker = _speaker(dice, draft)
    sentence = Span(start, len(draft.text))
    draft.say(". ")
    group = Entity(identifier("entity", name), name, "armed_group")
    acted = Naming(side, group, "named so")
    _keep(draft, type, sentence, word, None, None, None, place, period, speaker, acted)


def _where(dice: random.Random, draft: _Draft, town: str) -> tuple[Place, ...]:
    draft.say(" in ")
    chance = dice.random()
    if chance < 0.1:
        draft.say("the north")
        return ()
    if chance < 0.3:
        said = draft.say("Anvar")
        return (Place(said, "Anvar", 10.2, 20.1, 90.0, "province", 9, "XX", "01"),)
    said = draft.say(town)
    at = _TOWNS.index(town)
    return (Place(said, town, 10.0 + at / 5, 20.0, 8.0, "city", at + 1, "XX", "01"),)


def _when(dice: random.Random, draft: _Draft, day: date) -> Period | None:
    chance = dice.random()
    if chance < 0.3:
        return None
    if chance < 0.4:
        said = draft.say(" since last year")
        return Period(said, date(2030, 1, 1), day, "years", "war")
    if chance < 0.5:
        said = draft.say(" over the past days")
        return Period(said, day - timedelta(4), day, "days", "war")
    return Period(draft.say(f" on {day:%A}"), day, day, "day", "war")


def _speaker(dice: random.Random, draft: _Draft) -> Naming | None:
    if dice.random() < 0.4:
        return None
    draft.say(", ")
    name = dice.choice(("the Rescue Network", "the ministry", "residents"))
    said = draft.say(name)
    draft.say(" said")
    kind = "eyewitness" if name == "residents" else "organisation"
    return Naming(said, Entity(identifier("entity", name), name, kind), "named so")  # type: ignore[arg-type]


def _keep(
    draft: _Draft,
    type: ClaimType,
    sentence: Span,
    trigger: Mention,
    quantity: Quantity | None,
    thing: Mention | None,
    group: ObjectClass | None,
    places: tuple[Place, ...],
    period: Period | None,
    speaker: Naming | None,
    actor: Naming | None = None,
) -> None:
    claim = Claim(
        id=identifier("claim", draft.id, trigger.span.start, thing.text if thing else ""),
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
        speaker=speaker.mention if speaker else None,
        via=(),
        polarity="asserted",
        polarity_score=1.0,
    )
    root = speaker.entity if speaker else None
    draft.claims += (GroundedClaim(claim, places, period, None, actor, speaker, (), root),)


def _moved(grounded: GroundedClaim, id: str) -> GroundedClaim:
    """The same claim in a reprint."""
    claim = grounded.claim
    thing = claim.object.text if claim.object else ""
    name = identifier("claim", id, claim.trigger.span.start, thing)
    return replace(grounded, claim=replace(claim, id=name, document=id))


@dataclass(slots=True)
class Given:
    """Reads from each report the claims that were given."""

    claims: dict[str, tuple[GroundedClaim, ...]]
    name: str = "given"

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for document in documents:
            yield tuple(grounded.claim for grounded in self.claims[document.id])

    def ground(self, document: Document, claims: Sequence[Claim]) -> Sequence[GroundedClaim]:
        known = {grounded.claim.id: grounded for grounded in self.claims[document.id]}
        return [known[claim.id] for claim in claims]
