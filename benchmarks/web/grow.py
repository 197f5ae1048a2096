"""A ledger of any size whose records are made by rule: no report is read, no model is run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from counterclaim.ledger import Ledger
from counterclaim.model import (
    Claim,
    Collection,
    Copy,
    Document,
    Entity,
    Entry,
    Fact,
    GroundedClaim,
    Mention,
    Naming,
    Origin,
    Passage,
    Period,
    Place,
    Point,
    Quantity,
    Span,
    Voice,
    identifier,
)

CLAIMS_EACH = 5
OUTLETS, PLACES, SPEAKERS, ACTORS, DAYS = 120, 400, 60, 30, 365
TYPES = ("killed", "wounded", "destroyed", "attacked", "displaced")
_SYLLABLES = "ka ro mi ven dal tor es lin bar qua sul ner".split()
_FILLER = (
    "Roads to the town stayed closed in the morning, and people stood in line for water and bread "
    "while trucks passed on the ring road. Nobody at the market would give a name. "
)


def grow(path: Path, claims: int) -> None:
    """Make a ledger of about so many claims, five a document; a fifth of the documents are
    reprints of the one before."""
    dice = random.Random(7)
    names = [_name(dice) for _ in range(OUTLETS + PLACES + SPEAKERS + ACTORS)]
    speakers = [_entity(f"{n} Relief Network", "monitor") for n in names[:SPEAKERS]]
    actors = [_entity(f"{n} forces", "armed_group") for n in names[SPEAKERS : SPEAKERS + ACTORS]]
    places = names[-PLACES:]
    documents, said = [], []
    for number in range(claims // CLAIMS_EACH):
        outlet = f"{names[number % OUTLETS + 90]} Post"
        day = date(2031, 1, 1) + timedelta(number % DAYS)
        document, own = _document(number, outlet, day, dice, places, speakers, actors)
        documents.append(document)
        said += own
    held = Collection(
        documents=tuple(sorted(documents, key=lambda d: (d.published or date.max, d.id))),
        copies=tuple(_copies(documents)),
        origins=tuple(_origins(documents)),
        claims=tuple(said),
        entries=tuple(_entries(said, {d.id: d for d in documents})),
    )
    with Ledger.create(path) as ledger:
        ledger.store_documents(held.documents)
        by_document: dict[str, list[GroundedClaim]] = {}
        for grounded in said:
            by_document.setdefault(grounded.claim.document, []).append(grounded)
        ledger.store_claims([(d, by_document[d.id]) for d in documents], "grown")
        ledger.store_work(held)


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(3)).capitalize()


def _entity(name: str, kind: str) -> Entity:
    return Entity(identifier("entity", name), name, kind)  # type: ignore[arg-type]


def _document(
    number: int,
    outlet: str,
    day: date,
    dice: random.Random,
    places: list[str],
    speakers: list[Entity],
    actors: list[Entity],
) -> tuple[Document, list[GroundedClaim]]:
    id = f"d{number:07}"
    text, claims = f"Report {number}\n\n", []
    for _ in range(CLAIMS_EACH):
        type = dice.choice(TYPES)
        # A few places and a few speakers are in most of the news.
        place = places[int(len(places) * dice.random() ** 3)]
        speaker = speakers[int(len(speakers) * dice.random() ** 2)]
        actor = dice.choice(actors)
        # Some outlets have another word for those who act.
        called = actor.name if number % 3 else actor.name.replace("forces", "fighters")
        count = dice.choice((2, 5, 12, 12, 40, 150))
        start = len(text)
        text += f"At least {count} were {type} in {place} by {called}, {speaker.name} said. "
        claims.append(_claim(id, day, text, start, type, place, speaker, (called, actor), count))
        text += _FILLER * 2 + "\n\n"
    document = Document(
        id=id, text=text, title=f"Report {number}", outlet=outlet, published=day,
        published_from="given", language="en", source="grown",
    )  # fmt: skip
    return document, claims


def _claim(
    document: str,
    day: date,
    text: str,
    start: int,
    type: str,
    place: str,
    speaker: Entity,
    actor: tuple[str, Entity],
    count: int,
) -> GroundedClaim:
    def mention(words: str) -> Mention:
        at = text.index(words, start)
        return Mention(words, Span(at, at + len(words)), "grown")

    trigger, where = mention(type), mention(place)
    naming = Naming(mention(speaker.name), speaker, "grown")
    acted = Naming(mention(actor[0]), actor[1], "grown")
    claim = Claim(
        id=identifier("claim", document, start),
        document=document,
        type=type,  # type: ignore[arg-type]
        sentence=Span(start, len(text) - 1),
        trigger=trigger,
        quantity=Quantity(mention(f"At least {count}"), count, None, "at_least"),
        object=None,
        object_class="people",
        object_class_score=1.0,
        actor=acted.mention,
        places=(where,),
        time=None,
        speaker=naming.mention,
        via=(),
        polarity="asserted",
        polarity_score=1.0,
    )
    at = Place(where, place, 10.0, 20.0, 5.0, "city", None, "XX", None)
    period = Period(None, day, day, "day", "grown")
    return GroundedClaim(claim, (at,), period, None, acted, naming, (), speaker)


def _entries(said: list[GroundedClaim], documents: dict[str, Document]) -> Iterator[Entry]:
    """One question a type, place and week; one voice a speaker."""
    groups: dict[tuple[str, str, int], list[GroundedClaim]] = {}
    for grounded in said:
        day = documents[grounded.claim.document].published
        week = day.toordinal() // 7 if day else 0
        groups.setdefault((grounded.claim.type, grounded.places[0].name, week), []).append(grounded)
    made = [_entry(key, claims, documents) for key, claims in groups.items()]
    yield from sorted(made, key=lambda e: (-len(e.voices), -len(e.documents), e.fact.id))


def _entry(
    key: tuple[str, str, int], claims: list[GroundedClaim], documents: dict[str, Document]
) -> Entry:
    type, place, week = key
    id = identifier("fact", *key)
    start = date.fromordinal(week * 7)
    claims = sorted(claims, key=lambda g: str(documents[g.claim.document].published))
    ids = tuple(g.claim.id for g in claims)
    fact = Fact(
        id=id,
        question=f"How many people were {type} in {place} in the week from {start}?",
        type=type,  # type: ignore[arg-type]
        object_class="people",
        place=claims[0].places[0],
        start=start,
        end=start + timedelta(6),
        claims=ids,
        joins=(),
        within=(),
    )
    spoken: dict[str, list[GroundedClaim]] = {}
    for grounded in claims:
        spoken.setdefault(grounded.root.name if grounded.root else "", []).append(grounded)
    voices = tuple(_voice(id, name, own) for name, own in spoken.items())
    lows = [g.claim.lower or 0 for g in claims]
    voice_of = {claim: voice.id for voice in voices for claim in voice.claims}
    return Entry(
        fact=fact,
        low=min(lows),
        best=None,
        high=max(lows),
        voices=voices,
        documents=tuple(dict.fromkeys(g.claim.document for g in claims)),
        status="single_voice" if len(voices) == 1 else "disputed" if week % 3 else "corroborated",
        relations=(),
        reasons=("grown",),
        series=tuple(
            Point(documents[g.claim.document].published, voice_of[g.claim.id], g.claim.id,
                  g.claim.lower, None)
            for g in claims
        ),
    )  # fmt: skip


def _voice(fact: str, name: str, claims: list[GroundedClaim]) -> Voice:
    return Voice(
        id=identifier("voice", fact, name),
        name=name,
        claims=tuple(g.claim.id for g in claims),
        documents=tuple(dict.fromkeys(g.claim.document for g in claims)),
        lower=claims[-1].claim.lower,
        upper=None,
        reasons=(),
        kind="monitor",
    )


def _pairs(documents: list[Document]) -> Iterator[tuple[Document, Document]]:
    for number in range(0, len(documents) - 1, 5):
        yield documents[number], documents[number + 1]


def _copies(documents: list[Document]) -> Iterator[Copy]:
    """What the two texts have in common by their making: the filler."""
    for a, b in _pairs(documents):
        passage = Passage(*(_filler(each.text) for each in (a, b)))
        yield Copy(a.id, b.id, "derived", "a->b", (passage,), 0.5, ("grown",))


def _filler(text: str) -> Span:
    start = text.index(_FILLER)
    return Span(start, start + len(_FILLER))


def _origins(documents: list[Document]) -> Iterator[Origin]:
    source = {b.id: a.id for a, b in _pairs(documents)}
    taken = {*source, *source.values()}
    for a, b in _pairs(documents):
        yield Origin(identifier("origin", a.id), (a.id, b.id), a.id, None, ((b.id, a.id),))
    for document in documents:
        if document.id not in taken:
            yield Origin(identifier("origin", document.id), (document.id,), document.id, None)
