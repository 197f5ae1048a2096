"""Records made from sentences, for the tests of the later stages."""

from __future__ import annotations

from datetime import date
from typing import Any

from counterclaim.extracting.quantities import parse
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
from counterclaim.model.terms import PlacePrecision

# Invented places on a plain: centre, radius, precision.
GAZETTEER: dict[str, tuple[float, float, float, PlacePrecision]] = {
    "Sarim": (10.0, 20.0, 8.0, "city"),
    "Dovra": (10.4, 20.3, 8.0, "city"),
    "Anvar": (10.2, 20.1, 90.0, "province"),
}


def document(id: str, text: str, outlet: str = "Valley Post", day: str = "2031-03-04") -> Document:
    return Document(
        id=id, text=text, outlet=outlet, published=date.fromisoformat(day), published_from="given"
    )


def mention(document: Document, words: str) -> Mention:
    start = document.text.index(words)
    return Mention(words, Span(start, start + len(words)), "test")


def place(document: Document, name: str) -> Place:
    """A place of the gazetteer above, or one that is on no map."""
    if name not in GAZETTEER:
        return Place(mention(document, name), name, None, None, None, None, None, None, None)
    lat, lon, radius, precision = GAZETTEER[name]
    return Place(
        mention(document, name), name, lat, lon, radius, precision, _number(name), "XX", None
    )


def _number(name: str) -> int:
    return sum(ord(letter) * (at + 1) for at, letter in enumerate(name))


def naming(document: Document, words: str) -> Naming:
    entity = Entity(identifier("entity", words.casefold()), words, "other")
    return Naming(mention(document, words), entity, "named so")


def claim(document: Document, type: str, trigger: str, **fields: Any) -> GroundedClaim:
    """A claim on the sentence that holds ``trigger``; fields are words of the text.

    quantity, object, actor, speaker, places (a tuple of names), day (ISO), group, polarity.
    """
    word = mention(document, trigger)
    counted, speaker, actor = (fields.get(name) for name in ("quantity", "speaker", "actor"))
    thing = fields.get("object")
    places = tuple(place(document, name) for name in fields.get("places", ()))
    day = date.fromisoformat(fields["day"]) if "day" in fields else None
    spoken = naming(document, speaker) if speaker else None
    acted = naming(document, actor) if actor else None
    read = Claim(
        id=identifier("claim", document.id, type, word.span.start, counted, thing),
        document=document.id,
        type=type,  # type: ignore[arg-type]
        sentence=sentence(document, word.span),
        trigger=word,
        quantity=_quantity(document, counted) if counted else None,
        object=mention(document, thing) if thing else None,
        object_class=fields.get("group"),
        object_class_score=1.0,
        actor=acted.mention if acted else None,
        places=tuple(p.mention for p in places),
        time=None,
        speaker=spoken.mention if spoken else None,
        via=(),
        polarity=fields.get("polarity", "asserted"),
        polarity_score=1.0,
    )
    return GroundedClaim(
        claim=read,
        places=places,
        period=Period(None, day, day, "day", "given") if day else None,
        object=None,
        actor=acted,
        speaker=spoken,
        via=(),
        root=spoken.entity if spoken else None,
    )


def sentence(document: Document, span: Span) -> Span:
    start = document.text.rfind(". ", 0, span.start)
    end = document.text.find(". ", span.end)
    return Span(start + 2 if start >= 0 else 0, end + 1 if end >= 0 else len(document.text))


def _quantity(document: Document, words: str) -> Quantity:
    bounds = parse(words)
    assert bounds is not None
    return Quantity(mention(document, words), bounds.lower, bounds.upper, bounds.precision)
