"""What each field of a claim was read from, by what, and how sure that was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.model import GroundedClaim, Mention, Naming, Period, Place
from counterclaim.model.ranges import said
from counterclaim.publishing.explaining.naming import certainty, quoted, report_of
from counterclaim.publishing.explaining.paragraphs import Paragraph, Piece, Sentence, sentence
from counterclaim.publishing.lookup import Lookup

_SHIPPED = re.compile(r"model-[0-9a-f]{12}")


def stated(grounded: GroundedClaim, lookup: Lookup) -> Paragraph:
    claim = grounded.claim
    told = sentence(
        "{report} has the sentence {quoted} It was read as a claim of the type {type}.",
        report=report_of(claim, lookup),
        quoted=quoted(claim, lookup.document_of(grounded)),
        type=Piece(claim.type, claim.id),
    )
    return Paragraph("claim", "The claim", (told,))


def fields(grounded: GroundedClaim) -> Paragraph:
    return Paragraph("fields", "What it was read from", tuple(_fields(grounded)))


def _fields(grounded: GroundedClaim) -> Iterator[Sentence]:
    claim = grounded.claim
    yield _read("What is claimed", claim.trigger, claim.type)
    if claim.quantity:
        yield _read("The count", claim.quantity.mention, said(claim.lower, claim.upper))
    if claim.object:
        group = claim.object_class
        sure = certainty(claim.object_class_score)
        named = grounded.object
        who = f", {named.entity.name}: {named.reason}" if named else ""
        yield _read(
            "Who or what", claim.object, f"taken as {group} ({sure}){who}" if group else "no class"
        )
    if claim.actor:
        yield _read("The actor", claim.actor, _entity(grounded.actor))
    for place in grounded.places:
        yield _read("The place", place.mention, _where(place))
    yield from _when(grounded.period, claim.time)
    if claim.speaker:
        yield _read("The speaker", claim.speaker, _entity(grounded.speaker))
    for mention, naming in zip(claim.via, grounded.via, strict=False):
        yield _read("The way it was heard", mention, _entity(naming))
    how = certainty(claim.polarity_score)
    yield sentence("The report gives it as {polarity} ({how}).", polarity=claim.polarity, how=how)


def _read(field: str, mention: Mention, meaning: str) -> Sentence:
    """ "The count is “at least 43”, read by the shipped model (sure, 0.98): at least 43."."""
    by = _SHIPPED.sub("the shipped model", mention.reader).replace(", ", " and ")
    if not mention.worded:
        return sentence("{field} was given by a reviewer: {meaning}.", field=field, meaning=meaning)
    return sentence(
        "{field} is “{words}”, read by {by} ({how}): {meaning}.",
        field=field,
        words=" ".join(mention.text.split()),
        by=by,
        how=certainty(mention.score),
        meaning=meaning,
    )


def _entity(naming: Naming | None) -> str:
    return f"{naming.entity.name} ({naming.reason})" if naming else "nobody known"


def _where(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return f"{place.name}, which is not found on the map"
    reach = f", within {place.radius_km:,.0f} km" if place.radius_km else ""
    why = f", since {'; '.join(place.reasons)}" if place.reasons else ""
    kind = f", {place.precision}" if place.precision else ""
    return f"{place.name}{kind}, at {place.lat:.3f}, {place.lon:.3f}{reach}{why}"


def _when(period: Period | None, read: Mention | None) -> Iterator[Sentence]:
    if period is None:
        yield sentence("No words say when it was.")
        return
    days = f"{period.start or '…'} to {period.end or '…'}"
    if period.start == period.end:
        days = str(period.start or "no known day")
    mention = period.mention or read
    if mention:
        yield _read("The time", mention, f"{days} ({period.rule})")
    else:
        yield sentence("The time is {days} ({rule}).", days=days, rule=period.rule)


def chained(grounded: GroundedClaim, lookup: Lookup) -> Paragraph:
    """The way from who said it to who printed it."""
    claim, document = grounded.claim, lookup.document_of(grounded)
    outlet = (document.outlet if document else None) or claim.document
    links = [n.entity.name for n in (grounded.speaker, *grounded.via) if n]
    if not links:
        told = sentence("{outlet} says it in its own voice.", outlet=outlet)
    else:
        way = " → ".join([*links, outlet])
        told = sentence("It came this way: {way}. The first of them is its root.", way=way)
    return Paragraph("chain", "Whose word it is", (told,))
