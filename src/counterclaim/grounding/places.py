"""Place mentions of one document to places on the map, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from counterclaim.grounding.countries import countries_in_play
from counterclaim.grounding.extents import extent, precision
from counterclaim.grounding.gazetteer import Gazetteer, Spot
from counterclaim.grounding.phrases import Phrase, phrase
from counterclaim.grounding.weighing import (
    Context,
    apart,
    base,
    best,
    containers,
    holds,
    is_believed,
    support,
)
from counterclaim.model import Document, Mention, Place
from counterclaim.policy import DEFAULT, Policy

_NEAR = 100.0  # kilometres within which a reason calls one place near another


def ground_places(
    document: Document,
    mentions: Iterable[Mention],
    gazetteer: Gazetteer,
    policy: Policy = DEFAULT,
) -> tuple[Place, ...]:
    """The place of each mention, in the order given.

    Of the places that bear a name, those count more that bear it as written, lie in a country
    that the text names, lie where the text puts them ("X in Y", "X province"), or lie near the
    other places of the text; the number of inhabitants decides last.
    """
    listed = tuple(mentions)
    phrases = [_phrase(document.text, mention, gazetteer) for mention in listed]
    countries = countries_in_play(document.text, gazetteer)
    candidates = [_candidates(each, gazetteer, countries) for each in phrases]
    context = _context(phrases, candidates, Context(countries, policy=policy), gazetteer)
    return tuple(
        _place(mention, each, found, context, gazetteer)
        for mention, each, found in zip(listed, phrases, candidates, strict=True)
    )


def inside(place: Place, holder: Place, why: str) -> Place:
    """An unknown place given the whereabouts of a known one that holds it."""
    small = holder.precision in ("city", "village", "district", "site")
    return replace(
        place,
        lat=holder.lat,
        lon=holder.lon,
        radius_km=holder.radius_km,
        precision="site" if small else "area",
        country=holder.country,
        admin1=holder.admin1,
        reasons=(*place.reasons, f"{why} {holder.name}"),
    )


def _phrase(text: str, mention: Mention, gazetteer: Gazetteer) -> Phrase:
    return phrase(text, mention, whole_is_name=bool(gazetteer.named(mention.text)))


def _candidates(
    each: Phrase, gazetteer: Gazetteer, countries: Mapping[str, float]
) -> tuple[Spot, ...]:
    """The places of the name, or of the name without a plural or possessive s ("Syrias").

    Where none that is simply named so lies in a country that the text names, other spellings are
    looked at too.
    """
    found = gazetteer.named(each.name)
    if not found and each.name[-1] in "sS" and len(each.name) > 4:
        found = gazetteer.named(each.name[:-1].rstrip("'’"))
    if not any(
        spot.match == "name" and countries.get(spot.country or "", 0.0) > 0 for spot in found
    ):
        found = (*found, *gazetteer.spelt(each.name))
    return tuple({spot.id: spot for spot in reversed(found)}.values())


def _context(
    phrases: Sequence[Phrase],
    candidates: Sequence[tuple[Spot, ...]],
    context: Context,
    gazetteer: Gazetteer,
) -> Context:
    """What the text's places tell of one another: their countries first, then the places taken."""
    names = max(1, len(set(candidates)))
    context = replace(context, support=support(candidates, context), names=names)
    taken = {}
    for each, found in zip(phrases, candidates, strict=True):
        spot = best(each, found, context, gazetteer)
        if spot is not None and spot.kind != "country":
            taken[spot.id] = spot
    return replace(context, resolved=tuple(taken.values()))


def _place(
    mention: Mention,
    each: Phrase,
    found: tuple[Spot, ...],
    context: Context,
    gazetteer: Gazetteer,
) -> Place:
    spot = best(each, found, context, gazetteer)
    if spot is None:
        return _unknown(mention, each, context, gazetteer)
    policy = context.policy
    province = gazetteer.division(spot.admin1) if spot.admin1 else None
    country = gazetteer.countries.get(spot.country or "")
    named = each.level == "province" or (
        each.level == "region" and spot.population >= policy.ground_known_people
    )
    if named and spot.kind == "city" and province is not None:
        spot = province
    lat, lon, radius, level = extent(spot, each, province, country, policy)
    return Place(
        mention=mention,
        name=spot.name,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(radius, 1),
        precision=level,
        geonameid=spot.geonameid,
        country=spot.country,
        admin1=_division(spot),
        reasons=_reasons(spot, each, found, context, gazetteer),
    )


def _division(spot: Spot) -> str | None:
    """The GeoNames code of the first-order division, without its country."""
    return spot.admin1.split(".", 1)[1] if spot.admin1 else None


def _unknown(mention: Mention, each: Phrase, context: Context, gazetteer: Gazetteer) -> Place:
    """A place that the gazetteer lacks: somewhere in the place that the text puts it in, if any."""
    name = mention.text if each.level == "site" else each.name
    place = Place(mention, name, reasons=("no place of this name is known",))
    around = [
        spot
        for spot in containers(each, gazetteer)
        if is_believed(spot, context, ()) and context.countries.get(spot.country or "", 0.0) > 0
    ]
    if not around:
        return place
    spot = max(around, key=lambda spot: (base(spot, context), -spot.id))
    level = precision(spot, context.policy)
    holder = Place(
        mention, spot.name, spot.lat, spot.lon, spot.radius, level, None, spot.country,
        _division(spot),
    )  # fmt: skip
    return inside(place, holder, "the text puts it in")


def _reasons(
    spot: Spot,
    each: Phrase,
    found: tuple[Spot, ...],
    context: Context,
    gazetteer: Gazetteer,
) -> tuple[str, ...]:
    """Why this place, in words."""
    matches = {"name": "is its name", "other name": "is a name it also goes by"}
    reasons = [f'"{each.name}" {matches.get(spot.match, "is another spelling of its name")}']
    if len(found) > 1:
        reasons.append(f"one of {len(found)} places of that name")
    share = context.countries.get(spot.country or "", 0.0)
    country = gazetteer.countries.get(spot.country or "")
    if share > 0 and country is not None and spot.kind != "country":
        reasons.append(f"the text names {country.name}")
    holding = [holder.name for holder in containers(each, gazetteer) if holds(holder, spot)]
    if holding:
        reasons.append(f"the text puts it in {holding[0]}")
    near = [o for o in context.resolved if o.name != spot.name and apart(o, spot) < _NEAR]
    if near and spot.kind == "city":
        reasons.append(f"near {near[0].name}, which the text names too")
    if each.said != each.name:
        reasons.append(f'read as "{each.said}"')
    return tuple(reasons)
