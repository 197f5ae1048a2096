"""A claim: its sentence, and for each field the words, where they stand and what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.cli.texts.decisions import corrections, decided
from counterclaim.cli.texts.lines import entity, field, head, listed, question
from counterclaim.cli.texts.lookup import Lookup
from counterclaim.cli.texts.marking import marked
from counterclaim.model import Document, GroundedClaim, Period, Place
from counterclaim.model.ranges import said


def claim_text(claim: GroundedClaim, lookup: Lookup) -> Iterator[str]:
    read, document = claim.claim, lookup.documents[claim.claim.document]
    yield f"{read.id}  {read.type}, {read.polarity}"
    yield from listed("in", [head(document)])
    yield from listed("sentence", [marked(document, read)])
    yield field("trigger", read.trigger, read.type)
    if read.quantity:
        yield field("count", read.quantity.mention, said(read.lower, read.upper))
    if read.object:
        group = read.object_class or "no class"
        yield field("object", read.object, f"{group}; {entity(claim.object)}")
    if read.actor:
        yield field("actor", read.actor, entity(claim.actor))
    for place in claim.places:
        yield field("place", place.mention, _where(place))
        yield from listed("", place.reasons)
    if claim.period:
        yield from _when(claim.period)
    if read.speaker:
        yield field("speaker", read.speaker, entity(claim.speaker))
    for via, naming in zip(read.via, claim.via, strict=True):
        yield field("via", via, entity(naming))
    yield from listed("chain", [_chain(claim, document)])
    answered = lookup.entry_of.get(read.id)
    rejected = read.id in lookup.collection.originals and answered is None
    nowhere = "nothing: rejected" if rejected else "no entry yet"
    yield from listed("answers", [question(answered)] if answered else [nowhere])
    yield from listed("reviewed", corrections(claim, lookup))
    yield from listed("decisions", decided([read.id], lookup))


def _where(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return f"{place.name}: not found on the map"
    reach = f", {place.precision}, within {place.radius_km:.0f} km" if place.radius_km else ""
    return f"{place.name}: {place.lat:.3f}, {place.lon:.3f}{reach}"


def _when(period: Period) -> Iterator[str]:
    days = f"{period.start or '…'} to {period.end or '…'} ({period.rule})"
    if period.mention:
        yield field("time", period.mention, days)
    else:
        yield from listed("time", [days])


def _chain(claim: GroundedClaim, document: Document) -> str:
    read = claim.claim
    links = ([read.speaker] if read.speaker else []) + list(read.via)
    named = [" ".join(link.text.split()) for link in links]
    return " → ".join([*named, document.outlet or document.id])
