"""Records to table rows: what each stage hands over, as the schema keeps it."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from counterclaim.model import (
    Claim,
    Copy,
    Document,
    Entity,
    Entry,
    GroundedClaim,
    Mention,
    Naming,
    Origin,
    Place,
    Problem,
)

Row = dict[str, Any]


def words(lines: Sequence[str]) -> str:
    return json.dumps(list(lines), ensure_ascii=False)


def document_row(document: Document) -> Row:
    title, line = document.title_span, document.dateline
    return {
        "id": document.id,
        "outlet": document.outlet,
        "published": document.published,
        "published_from": document.published_from,
        "dated": int(document.dated),
        "title": document.title,
        "title_start": title.start if title else None,
        "title_end": title.end if title else None,
        "url": document.url,
        "language": document.language,
        "source": document.source,
        "notes": words(document.notes),
        "dateline_start": line.span.start if line else None,
        "dateline_end": line.span.end if line else None,
        "dateline_place": line.place if line else None,
        "dateline_day": line.day if line else None,
        "dateline_credit": line.credit if line else None,
        "text": document.text,
    }


def credit_rows(document: Document) -> Iterator[Row]:
    for position, credit in enumerate(document.credits):
        yield {
            "document": document.id,
            "position": position,
            "name": credit.name,
            "span_start": credit.span.start,
            "span_end": credit.span.end,
            "kind": credit.kind,
        }


def furniture_rows(document: Document) -> Iterator[Row]:
    for position, piece in enumerate(document.furniture):
        yield {
            "document": document.id,
            "position": position,
            "span_start": piece.span.start,
            "span_end": piece.span.end,
            "kind": piece.kind,
        }


def claim_row(grounded: GroundedClaim) -> Row:
    claim, period = grounded.claim, grounded.period
    return {
        "id": claim.id,
        "document": claim.document,
        "type": claim.type,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "lower": claim.lower,
        "upper": claim.upper,
        "precision": claim.quantity.precision if claim.quantity else None,
        "object_class": claim.object_class,
        "object_class_score": claim.object_class_score,
        "polarity": claim.polarity,
        "polarity_score": claim.polarity_score,
        "start": period.start if period else None,
        "end": period.end if period else None,
        "period_precision": period.precision if period else None,
        "period_rule": period.rule if period else None,
        "root": grounded.root.id if grounded.root else None,
    }


def _evidence(
    claim: Claim, field: str, position: int, mention: Mention, naming: Naming | None
) -> Row:
    return {
        "claim": claim.id,
        "field": field,
        "position": position,
        "text": mention.text,
        "span_start": mention.span.start,
        "span_end": mention.span.end,
        "reader": mention.reader,
        "score": mention.score,
        "entity": naming.entity.id if naming else None,
        "entity_reason": naming.reason if naming else None,
        "worded": int(mention.worded),
    }


def evidence_rows(grounded: GroundedClaim) -> Iterator[Row]:
    claim = grounded.claim
    single: tuple[tuple[str, Mention | None, Naming | None], ...] = (
        ("trigger", claim.trigger, None),
        ("quantity", claim.quantity.mention if claim.quantity else None, None),
        ("object", claim.object, grounded.object),
        ("actor", claim.actor, grounded.actor),
        ("time", claim.time, None),
        ("speaker", claim.speaker, grounded.speaker),
    )
    for field, mention, naming in single:
        if mention is not None:
            yield _evidence(claim, field, 0, mention, naming)
    for position, mention in enumerate(claim.places):
        yield _evidence(claim, "place", position, mention, None)
    for position, (mention, naming) in enumerate(zip(claim.via, grounded.via, strict=True)):
        yield _evidence(claim, "via", position, mention, naming)


def _place_row(claim: str, position: int, place: Place) -> Row:
    return {
        "claim": claim,
        "position": position,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "precision": place.precision,
        "geonameid": place.geonameid,
        "country": place.country,
        "admin1": place.admin1,
        "reasons": words(place.reasons),
    }


def place_rows(grounded: GroundedClaim) -> Iterator[Row]:
    for position, place in enumerate(grounded.places):
        yield _place_row(grounded.claim.id, position, place)


def candidate_rows(grounded: GroundedClaim) -> Iterator[Row]:
    for at, place in enumerate(grounded.places):
        for position, candidate in enumerate(place.candidates):
            yield {
                "claim": grounded.claim.id,
                "place": at,
                "position": position,
                "geonameid": candidate.geonameid,
                "own_id": candidate.own_id,
                "name": candidate.name,
                "country": candidate.country,
                "admin1": candidate.admin1,
                "lat": candidate.lat,
                "lon": candidate.lon,
                "score": candidate.score,
                "reasons": words(candidate.reasons),
            }


def entities_of(claims: Iterable[GroundedClaim]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for grounded in claims:
        namings = (grounded.object, grounded.actor, grounded.speaker, *grounded.via)
        for naming in namings:
            if naming is not None:
                found[naming.entity.id] = naming.entity
        if grounded.root is not None:
            found[grounded.root.id] = grounded.root
    return found


def entity_row(entity: Entity) -> Row:
    return {"id": entity.id, "name": entity.name, "kind": entity.kind}


def problem_row(position: int, problem: Problem) -> Row:
    return {
        "position": position,
        "file": problem.file,
        "place": problem.place,
        "what": problem.what,
        "remedy": problem.remedy,
    }


def copy_row(copy: Copy, lean: float | None = None, reprint: bool = False) -> Row:
    return {
        "a": copy.a,
        "b": copy.b,
        "relation": copy.relation,
        "direction": copy.direction,
        "score": copy.score,
        "reasons": words(copy.reasons),
        "lean": lean,
        "reprint": int(reprint),
    }


def passage_rows(copy: Copy) -> Iterator[Row]:
    for position, passage in enumerate(copy.shared):
        yield {
            "a": copy.a,
            "b": copy.b,
            "position": position,
            "a_start": passage.a.start,
            "a_end": passage.a.end,
            "b_start": passage.b.start,
            "b_end": passage.b.end,
        }


def origin_row(origin: Origin) -> Row:
    return {"id": origin.id, "root": origin.root, "credit": origin.credit}


def origin_document_rows(origin: Origin) -> Iterator[Row]:
    sources = dict(origin.sources)
    for position, document in enumerate(origin.documents):
        source = sources.get(document)
        yield {"origin": origin.id, "position": position, "document": document, "source": source}


def fact_row(entry: Entry, place_claim: str | None, measure: str | None = None) -> Row:
    fact = entry.fact
    return {
        "id": fact.id,
        "question": fact.question,
        "type": fact.type,
        "object_class": fact.object_class,
        "place": place_claim,
        "start": fact.start,
        "end": fact.end,
        "left_out": fact.left_out,
        "measure": measure,
    }


def fact_claim_rows(entry: Entry, wars: Container[str]) -> Iterator[Row]:
    for position, claim in enumerate(entry.fact.claims):
        own = int(claim in wars)
        yield {"fact": entry.fact.id, "position": position, "claim": claim, "war": own}


def join_rows(entry: Entry) -> Iterator[Row]:
    for position, join in enumerate(entry.fact.joins):
        yield {
            "fact": entry.fact.id,
            "position": position,
            "a": join.a,
            "b": join.b,
            "score": join.score,
            "reasons": words(join.reasons),
        }


def near_miss_rows(entry: Entry) -> Iterator[Row]:
    for position, near in enumerate(entry.fact.near):
        yield {
            "fact": near.a,
            "position": position,
            "other": near.b,
            "score": near.score,
            "reasons": words(near.reasons),
        }


def containment_rows(entry: Entry) -> Iterator[Row]:
    for position, outer in enumerate(entry.fact.within):
        yield {"fact": entry.fact.id, "position": position, "within": outer}


def entry_row(entry: Entry) -> Row:
    return {
        "fact": entry.fact.id,
        "low": entry.low,
        "best": entry.best,
        "high": entry.high,
        "voices": len(entry.voices),
        "documents": len(entry.documents),
        "claims": len(entry.fact.claims),
        "status": entry.status,
        "reasons": words(entry.reasons),
        "policy_low": entry.policy_low,
        "policy_high": entry.policy_high,
        "provisional": int(entry.provisional),
    }


def voice_rows(entry: Entry) -> Iterator[Row]:
    for position, voice in enumerate(entry.voices):
        yield {
            "id": voice.id,
            "fact": entry.fact.id,
            "position": position,
            "name": voice.name,
            "lower": voice.lower,
            "upper": voice.upper,
            "reasons": words(voice.reasons),
            "kind": voice.kind,
        }


def voice_claim_rows(entry: Entry) -> Iterator[Row]:
    for voice in entry.voices:
        for position, claim in enumerate(voice.claims):
            yield {"voice": voice.id, "position": position, "claim": claim}


def relation_rows(entry: Entry) -> Iterator[Row]:
    for position, relation in enumerate(entry.relations):
        yield {
            "fact": entry.fact.id,
            "position": position,
            "kind": relation.kind,
            "a": relation.a,
            "b": relation.b,
            "reason": relation.reason,
        }


def point_rows(entry: Entry) -> Iterator[Row]:
    for position, point in enumerate(entry.series):
        yield {
            "fact": entry.fact.id,
            "position": position,
            "published": point.published,
            "voice": point.voice,
            "claim": point.claim,
            "lower": point.lower,
            "upper": point.upper,
        }
