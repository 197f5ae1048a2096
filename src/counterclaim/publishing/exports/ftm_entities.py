"""What a ledger holds as entities of FollowTheMoney: reports, who is named, claims, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from counterclaim.model import Document, Entity, Place, identifier
from counterclaim.model.told import Question, Told
from counterclaim.publishing.exports.accounts import sentence
from counterclaim.publishing.exports.iris import address
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day
from counterclaim.publishing.status_sentence import standing

DATASET: Final = "counterclaim"
_SCHEMATA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "state_force": "Organization",
        "armed_group": "Organization",
        "international_force": "Organization",
        "state": "PublicBody",
        "organisation": "Organization",
        "monitor": "Organization",
        "agency": "Organization",
        "outlet": "Organization",
        "official": "Person",
        "person": "Person",
    }
)
_OTHERS: Final = "LegalEntity"  # witnesses and sources without a name: one or many, not told


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property; ``origin`` is the report it was read from (None: more than one)."""

    property: str
    value: str
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """An entity of FollowTheMoney; a property may have several values."""

    id: str
    schema: str
    values: tuple[Value, ...]


def followed(source: Source) -> Iterator[Followed]:
    """Articles; organisations and people as they are named; an Event for each claim and question.

    A claim's Event is proven by its report, a question's by all reports that answer it.
    """
    for document in source.documents():
        yield _article(document)
    known: set[str] = set()
    for told in source.told():
        for entity in _named(told):
            if entity.id not in known:
                known.add(entity.id)
                yield _entity(entity)
        yield _claim(told)
    yield from map(_question, source.questions())


def article_id(document: str) -> str:
    """Identifiers of users may hold what FollowTheMoney's may not."""
    return identifier("article", document)


def _values(origin: str | None, **given: str | None) -> tuple[Value, ...]:
    return tuple(Value(name, value, origin) for name, value in given.items() if value)


def _article(document: Document) -> Followed:
    values = _values(
        document.id,
        title=document.title or document.id,
        publisher=document.outlet,
        publishedAt=day(document.published),
        sourceUrl=address(document),
        bodyText=document.text.replace("\0", "\ufffd"),
        notes=f"report {document.id}",
    )
    return Followed(article_id(document.id), "Article", values)


def _named(told: Told) -> Iterator[Entity]:
    grounded = told.grounded
    namings = (grounded.actor, grounded.object, grounded.speaker, *grounded.via)
    yield from (naming.entity for naming in namings if naming)
    if grounded.root:
        yield grounded.root


def _entity(entity: Entity) -> Followed:
    schema = _SCHEMATA.get(entity.kind, _OTHERS)
    notes = f"named in reports as {entity.kind.replace('_', ' ')}"
    return Followed(entity.id, schema, _values(None, name=entity.name, notes=notes))


def _claim(told: Told) -> Followed:
    grounded, claim = told.grounded, told.grounded.claim
    period, origin = grounded.period, told.document.id
    words = (claim.quantity.mention if claim.quantity else None, claim.object)
    counted = " ".join(each.text for each in words if each)
    values = _values(
        origin,
        name=f"{claim.type}: {counted}" if counted else claim.type,
        description=sentence(told),
        summary=f"{claim.polarity} by {grounded.root.name if grounded.root else 'unknown'}",
        startDate=day(period.start if period else None),
        endDate=day(period.end if period else None),
        proof=article_id(told.document.id),
        sourceUrl=address(told.document),
        publisher=told.document.outlet,
        recordId=claim.id,
        notes=f"answers {told.answer.fact}" if told.answer else None,
    )
    places = _where(grounded.places[0] if grounded.places else None, origin)
    named = {entity.id for entity in _named(told)}
    involved = tuple(Value("involved", id, origin) for id in sorted(named))
    return Followed(claim.id, "Event", (*values, *places, *involved))


def _question(question: Question) -> Followed:
    entry, fact = question.entry, question.entry.fact
    actors = {t.grounded.actor.entity.id for t in question.told if t.grounded.actor}
    return Followed(
        fact.id,
        "Event",
        (
            *_values(
                None,
                name=fact.question,
                summary=standing(entry),
                startDate=day(fact.start),
                endDate=day(fact.end),
                recordId=fact.id,
            ),
            *_where(fact.place, None),
            *(Value("proof", article_id(document)) for document in entry.documents),
            *(Value("involved", id) for id in sorted(actors)),
        ),
    )


def _where(place: Place | None, origin: str | None) -> tuple[Value, ...]:
    if place is None:
        return ()
    country = place.country.lower() if place.country else None
    return _values(origin, location=place.name, country=country)
