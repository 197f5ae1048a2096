"""Claims as a table: one claim a row, all fields flat."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import Document, Mention, Naming, Place
from counterclaim.model.told import Told
from counterclaim.publishing.exports.cells import LONGEST_CELL
from counterclaim.publishing.exports.columns import Column, Row, Table
from counterclaim.publishing.exports.source import Source

_COLUMNS = (
    Column("claim", "text", "the claim's identifier", key=True),
    Column("fact", "text", "the question that it answers", refers=("entries", "fact")),
    Column("question", "text", "the question in words"),
    Column("voice", "text", "the line of testimony it belongs to", refers=("voices", "voice")),
    Column("voice_name", "text", "the root that this voice goes back to"),
    Column("status", "text", "the status of the question's entry"),
    Column("document", "text", "the report it stands in", refers=("documents", "document")),
    Column("outlet", "text", "who published the report"),
    Column("published", "day", "the day of publication"),
    Column("title", "text", "the report's headline"),
    Column("url", "text", "where the report was published"),
    Column("type", "text", "what is claimed: killed, seized, …"),
    Column("polarity", "text", "asserted, denied or unverified"),
    Column("trigger", "text", "the words that carry the claim"),
    Column("quantity", "text", "the count with its hedge, in the report's words"),
    Column("lower", "whole", "the least number that the words allow"),
    Column("upper", "whole", "the greatest number that the words allow"),
    Column("precision", "text", "what the count is: exact, at_least, …"),
    Column("object", "text", "who or what is counted or hit, in the report's words"),
    Column("object_class", "text", "the group that this is: civilians, combatants, …"),
    Column("actor", "text", "who is said to have done it, in the report's words"),
    Column("actor_name", "text", "the actor under a plain name"),
    Column("place", "text", "where, in the report's words"),
    Column("place_name", "text", "the place as the gazetteer names it"),
    Column("lat", "decimal", "latitude, degrees (WGS 84)"),
    Column("lon", "decimal", "longitude, degrees (WGS 84)"),
    Column("place_precision", "text", "how exactly the name places the claim"),
    Column("geonameid", "whole", "the place's identifier in GeoNames"),
    Column("other_places", "text", "further places that the claim names"),
    Column("time", "text", "when, in the report's words"),
    Column("start", "day", "the first day that these words mean"),
    Column("end", "day", "the last day that these words mean"),
    Column("speaker", "text", "who asserts it, in the report's words"),
    Column("speaker_name", "text", "the speaker under a plain name"),
    Column("via", "text", "through whom the speaker was heard"),
    Column("sentence", "text", "the sentence that the claim stands in"),
    Column("sentence_start", "whole", "its first character in the report's text"),
    Column("sentence_end", "whole", "the first character after it"),
    Column("policy", "text", "how a best number was chosen"),
    Column("low", "whole", "the least number that a voice on the question last said"),
    Column("best", "whole", "the number that the policy chooses, if any"),
    Column("high", "whole", "the greatest number that a voice on the question last said"),
)


def _rows(source: Source) -> Iterator[Row]:
    policy = source.policy_name
    for told in source.told():
        yield _row(told, policy)


CLAIMS = Table("claims", "who claims what: one claim a row", _COLUMNS, _rows)


def _row(told: Told, policy: str | None) -> Row:
    answer = told.answer
    return (
        told.grounded.claim.id,
        answer.fact if answer else None,
        answer.question if answer else None,
        told.voice,
        told.voice_name,
        answer.status if answer else None,
        *_publication(told.document),
        *_assertion(told),
        *_location(told),
        *_time_and_source(told),
        *_sentence(told),
        # The policy, and what the question comes to under it; never a best value by itself.
        policy,
        *((answer.low, answer.best, answer.high) if answer else (None, None, None)),
    )


def _publication(document: Document) -> Row:
    title = document.title or None
    return (document.id, document.outlet, document.published, title, document.url)


def _assertion(told: Told) -> Row:
    grounded, claim = told.grounded, told.grounded.claim
    return (
        claim.type,
        claim.polarity,
        claim.trigger.text,
        claim.quantity.mention.text if claim.quantity else None,
        claim.lower,
        claim.upper,
        claim.quantity.precision if claim.quantity else None,
        _words(claim.object),
        claim.object_class,
        _words(claim.actor),
        _name(grounded.actor),
    )


def _location(told: Told) -> Row:
    mentions, places = told.grounded.claim.places, told.grounded.places
    others = "; ".join(found.text for found in mentions[1:]) or None
    place: Place | None = places[0] if places else None
    first = _words(mentions[0] if mentions else None)
    if place is None:
        return (first, None, None, None, None, None, others)
    return (first, place.name, place.lat, place.lon, place.precision, place.geonameid, others)


def _time_and_source(told: Told) -> Row:
    claim, period = told.grounded.claim, told.grounded.period
    return (
        _words(claim.time),
        period.start if period else None,
        period.end if period else None,
        _words(claim.speaker),
        _name(told.grounded.speaker),
        "; ".join(link.text for link in claim.via) or None,
    )


def _sentence(told: Told) -> Row:
    span = told.grounded.claim.sentence
    end = min(span.end, span.start + LONGEST_CELL + 1)
    return (told.document.text[span.start : end] or None, span.start, span.end)


def _words(value: Mention | None) -> str | None:
    return value.text if value else None


def _name(naming: Naming | None) -> str | None:
    return naming.entity.name if naming else None
