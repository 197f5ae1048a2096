"""Place mentions of one document to places on the map, each with its reasons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from counterclaim.grounding.accounts import candidates, division, reasons
from counterclaim.grounding.asking import asked
from counterclaim.grounding.company import company
from counterclaim.grounding.countries import Counts, country_counts, country_of, country_shares
from counterclaim.grounding.extents import Extent, between, extent, precision
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.mentions import place_mentions
from counterclaim.grounding.phrases import Phrase, phrase
from counterclaim.grounding.referring import reference
from counterclaim.grounding.spelling import folded
from counterclaim.grounding.spot import Spot
from counterclaim.grounding.standing import referred
from counterclaim.grounding.weighing import (
    Asked,
    Context,
    Weighed,
    alone,
    base,
    best,
    is_believed,
    nearer,
    ranked,
    seat,
)
from counterclaim.model import Document, Mention, Place
from counterclaim.policy import DEFAULT, Policy

_HOME = 1.0  # what counts the country of the outlet's address among the countries that are named
_PREVAILING = 2.5  # and that in which most of its places lie, where it names hardly any country
_PASSING = 2.0  # countries named no more often, at the head of a text twice, are named in passing
_NEIGHBOURS = 200  # places of a text that others are compared with; no report names more
_QUARTER_BEFORE = re.compile(
    r"\b(?:neighbou?rhoods?|quarters?|district|suburb|square) of (?:the )?\Z"
)
_QUARTER_AFTER = re.compile(
    r" (?:neighbou?rhood|quarter|district|square|street|roundabout|suburb)\b"
)
_WITHIN = "the first place that its words name"
_BESIDE = 40  # characters beside a name in which it is called a quarter


def ground_places(
    document: Document, mentions: Iterable[Mention], gazetteer: Gazetteer, policy: Policy = DEFAULT
) -> tuple[Place, ...]:
    """The place of each mention, in the order given.

    Of the places that bear a name, those count more that bear it as written, lie in a country
    that the text names, lie where the text puts them ("X in Y", "X province"), or lie near the
    other places that the text names, mentioned here or not; the number of inhabitants decides last.
    A mention that stands for a place named before ("the province") is that place.
    """
    listed = tuple(mentions)
    standing = {at: what for at, each in enumerate(listed) if (what := reference(each.text))}
    named = [each for at, each in enumerate(listed) if at not in standing]
    found = place_mentions(document, gazetteer)
    grounded = _grounded(document, [*named, *found], gazetteer, policy)
    known, beside = iter(grounded), grounded[len(named) :]
    return tuple(
        referred(each, standing[at], grounded, gazetteer)
        if at in standing
        else _named_within(next(known), beside)
        for at, each in enumerate(listed)
    )


def _named_within(place: Place, found: Sequence[Place]) -> Place:
    """An unknown place whose words name known ones: the first of these, a country only if there is
    no other and one of them. "Homs Aleppo" has lost its comma, "the hills that overlook Homs"
    are near it."""
    if place.lat is not None:
        return place
    start, end = place.mention.span.start, place.mention.span.end
    within = [
        each
        for each in found
        if each.lat is not None
        and start <= each.mention.span.start
        and each.mention.span.end <= end
    ]
    narrow = [each for each in within if each.precision != "country"]
    if not narrow and len({each.country for each in within}) != 1:
        return place
    first = (narrow or within)[0]
    if first.mention.span.start == start:
        return replace(first, mention=place.mention, reasons=(*first.reasons, _WITHIN))
    return inside(place, first, "its words name")


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


def _grounded(
    document: Document, listed: Sequence[Mention], gazetteer: Gazetteer, policy: Policy
) -> tuple[Place, ...]:
    """The place of each mention. A text that names no country is about that in which most of its
    places lie, as a country's own press seldom names it."""
    phrases = [_phrase(document.text, mention, gazetteer) for mention in listed]
    counts = dict(country_counts(document.text, gazetteer))
    home = country_of(document)
    if home is not None:
        counts[("", home)] = _HOME
    found = _placed(listed, phrases, counts, gazetteer, policy)
    prevailing = _prevailing(found)
    if prevailing is not None and sum(counts.values()) <= _PASSING:
        counts[("", prevailing)] = counts.get(("", prevailing), 0.0) + _PREVAILING
        found = _placed(listed, phrases, counts, gazetteer, policy)
    return _as_elsewhere(_in_cities(found, document.text))


def _as_elsewhere(places: Sequence[Place]) -> tuple[Place, ...]:
    """The places, an unknown one being where the text puts the same name elsewhere."""
    known = {folded(place.name): place for place in reversed(places) if place.lat is not None}
    return tuple(
        replace(known[folded(place.name)], mention=place.mention)
        if place.lat is None and folded(place.name) in known
        else place
        for place in places
    )


def _prevailing(places: Sequence[Place]) -> str | None:
    """The country in which more than half of the places lie, two at least."""
    named = {place.name: place.country for place in places if place.country is not None}
    lying = Counter(named.values())
    country, most = max(lying.items(), key=itemgetter(1), default=(None, 0))
    return country if most > max(1, len(named) / 2) else None


def _placed(
    listed: Sequence[Mention],
    phrases: Sequence[Phrase],
    counts: Counts,
    gazetteer: Gazetteer,
    policy: Policy,
) -> list[Place]:
    partners = [Phrase(name) for each in phrases if each.pair for name in _ends(each)]
    is_placed = sum(counts.values()) > _PASSING
    context = Context(country_shares(counts), is_placed, policy=policy)
    questions = asked([*phrases, *partners], gazetteer, context.countries)
    without = {name: country_shares(counts, name) for name, _ in counts}
    scene = _Scene(
        questions, replace(context, without=without, neighbours=gazetteer.neighbours), gazetteer
    )
    places: dict[tuple[Phrase, str], Place] = {}
    found = []
    for mention, each in zip(listed, phrases, strict=True):
        place = places.get((each, mention.text))
        if place is None:
            place = places[(each, mention.text)] = scene.place(mention, each)
        found.append(place if place.mention is mention else replace(place, mention=mention))
    return found


def _in_cities(places: Sequence[Place], text: str) -> tuple[Place, ...]:
    """The places, unknown quarters put into the city that the text has named last before them."""
    cities = sorted(
        (place for place in places if place.precision == "city"),
        key=lambda place: place.mention.span.start,
    )
    starts = [city.mention.span.start for city in cities]
    out = []
    for place in places:
        if place.lat is None and _is_quarter(place.mention, text):
            at = bisect_left(starts, place.mention.span.start)
            if at:
                place = inside(place, cities[at - 1], "a quarter of the city named last,")
        out.append(place)
    return tuple(out)


def _is_quarter(mention: Mention, text: str) -> bool:
    start, end = mention.span.start, mention.span.end
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    named = _QUARTER_BEFORE.search(before) or _QUARTER_AFTER.match(after)
    return bool(named or _QUARTER_AFTER.search(mention.text))


def _phrase(text: str, mention: Mention, gazetteer: Gazetteer) -> Phrase:
    return phrase(text, mention, whole_is_name=bool(gazetteer.named(mention.text)))


def _ends(each: Phrase) -> tuple[str, ...]:
    return (each.pair.first, each.pair.second) if each.pair else ()


class _Scene:
    """The questions of one text, and what its places tell of one another.

    Their countries and neighbours are looked at first; then what lies near the places taken.
    """

    def __init__(
        self, questions: Mapping[Phrase, Asked], context: Context, gazetteer: Gazetteer
    ) -> None:
        self._questions = questions
        self._gazetteer = gazetteer
        weighed: dict[str, Weighed] = {}
        for each in questions.values():
            if each.key not in weighed:
                weighed[each.key] = alone(each, context)
        context = replace(context, company=company(weighed))
        self._weighed = {
            name: ranked(each, weighed[each.key], context) for name, each in questions.items()
        }
        taken = {}
        for name, each in questions.items():
            spot = best(each, self._weighed[name], context, gazetteer)
            if spot is not None and spot.kind != "country":
                taken[spot.id] = spot
        self._context = replace(context, resolved=tuple(taken.values())[:_NEIGHBOURS])

    def place(self, mention: Mention, name: Phrase) -> Place:
        """What a mention means; a name without coordinates where nothing is known of it."""
        each = self._questions[name]
        weighed = nearer(each, self._weighed[name], self._context)
        spot = best(each, weighed, self._context, self._gazetteer)
        if spot is None:
            return self._unknown(mention, each)
        paired = self._paired(mention, each, spot)
        if paired is not None:
            return paired
        spot = self._level(spot, name)
        where = self._extent(spot, name)
        return Place(
            mention=mention,
            name=spot.name,
            lat=round(where.lat, 4),
            lon=round(where.lon, 4),
            radius_km=round(where.radius, 1),
            precision=where.precision,
            geonameid=spot.geonameid,
            country=spot.country,
            admin1=division(spot),
            reasons=reasons(spot, each, self._context, self._gazetteer, where.reason),
            candidates=candidates(spot, each, weighed, self._context, self._gazetteer),
        )

    def _level(self, spot: Spot, name: Phrase) -> Spot:
        """The place at the level that the words name: a country's capital, a city's province."""
        if name.is_capital and spot.kind == "country" and spot.country is not None:
            return self._gazetteer.capital(spot.country) or spot
        known = spot.population >= self._context.policy.ground_known_people
        wide = name.level == "province" or (name.level == "region" and known)
        if wide and spot.kind == "city" and spot.admin1 is not None:
            return self._gazetteer.division(spot.admin1) or spot
        return spot

    def _extent(self, spot: Spot, name: Phrase) -> Extent:
        province = self._gazetteer.division(spot.admin1) if spot.admin1 else None
        country = self._gazetteer.countries.get(spot.country or "")
        return extent(spot, name, province, country, self._context.policy)

    def _paired(self, mention: Mention, each: Asked, spot: Spot) -> Place | None:
        """The stretch between two places; None where the other is not known, or talks are meant."""
        pair = each.phrase.pair
        if pair is None:
            return None
        ends = [self._spot(Phrase(name)) for name in (pair.first, pair.second)]
        first, second = ends
        if first is None or second is None or first.id == second.id:
            return None
        states = (first.kind == "country") + (second.kind == "country")
        if states == 1 or (states == 2) != (pair.line == "border"):
            return None
        where = between(first, second, pair.line)
        told = (f'read as "{pair.said}"', where.reason or "")
        return replace(_located(mention, pair.said, spot, where), reasons=told)

    def _spot(self, name: Phrase) -> Spot | None:
        each = self._questions[name]
        weighed = nearer(each, self._weighed[name], self._context)
        return best(each, weighed, self._context, self._gazetteer)

    def _unknown(self, mention: Mention, each: Asked) -> Place:
        """A name that the gazetteer lacks: somewhere in what the text puts it in, if anything."""
        name = mention.text if each.phrase.level == "site" else each.phrase.name
        place = Place(mention, name, reasons=("no place of this name is known",))
        context = self._context
        around = [
            spot
            for spot in each.holders
            if context.countries.get(spot.country or "", 0.0) > 0
            and is_believed(spot, replace(each, holders=()), context)
        ]
        if not around:
            return place
        spot = max(around, key=lambda spot: (base(spot, each.key, context), -spot.id))
        bare = each.phrase.level != "village" and not any(
            container.is_province for container in each.phrase.containers
        )
        if bare and spot.kind == "admin1":
            spot = seat(spot, around) or spot
        holder = Extent(spot.lat, spot.lon, spot.radius, precision(spot, context.policy))
        return inside(place, _located(mention, spot.name, spot, holder), "the text puts it in")


def _located(mention: Mention, name: str, spot: Spot, where: Extent) -> Place:
    return Place(
        mention=mention,
        name=name,
        lat=round(where.lat, 4),
        lon=round(where.lon, 4),
        radius_km=round(where.radius, 1),
        precision=where.precision,
        country=spot.country,
        admin1=division(spot),
    )


def places_in(
    document: Document, gazetteer: Gazetteer, policy: Policy = DEFAULT
) -> tuple[Place, ...]:
    """The places that a text names, found without a model, in the order of the text.

    Names that no known place can be meant by are left out.
    """
    found = _grounded(document, place_mentions(document, gazetteer), gazetteer, policy)
    return tuple(place for place in found if place.lat is not None)
