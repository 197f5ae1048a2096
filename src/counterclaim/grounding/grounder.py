"""Claims of a document to grounded claims: places, days, entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from counterclaim.grounding.accounts import division
from counterclaim.grounding.anchors import anchor
from counterclaim.grounding.cast import Cast
from counterclaim.grounding.countries import countries_in_play
from counterclaim.grounding.extents import precision
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.lists import NONE, Lists
from counterclaim.grounding.periods import NamedDays, last_named, named_days, period
from counterclaim.grounding.places import ground_places, inside, places_in
from counterclaim.grounding.registry import Registry, packaged
from counterclaim.grounding.scene import Found
from counterclaim.model import (
    Claim,
    Document,
    Entity,
    GroundedClaim,
    Location,
    Mention,
    Naming,
    Period,
    Place,
)
from counterclaim.policy import DEFAULT, Policy


class Grounder:
    """Understands the words of claims. Make one with ``load`` and use it for every document."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        registry: Registry,
        policy: Policy = DEFAULT,
    ) -> None:
        self._gazetteer = gazetteer
        self._registry = registry
        self._policy = policy

    @classmethod
    def load(
        cls,
        gazetteer: Path | None = None,
        policy: Policy = DEFAULT,
        *,
        actors: Sequence[Path] = (),
        places: Sequence[Path] = (),
        lists: Lists = NONE,
    ) -> Grounder:
        """With the packaged gazetteer, or one at a path of one's own.

        ``actors`` and ``places`` are tables of a user's own (docs/formats.md), ``lists`` what a
        ledger keeps of such tables; what they say of a name goes before what the package says.
        Raises ModelError where the gazetteer is missing
        or damaged, InputError where a table cannot be understood.
        """
        own = actors or lists.actors
        registry = Registry.load(actors, lists.actors) if own else packaged()
        return cls(Gazetteer.load(gazetteer, places, lists.places), registry, policy)

    @property
    def name(self) -> str:
        """Changes whenever words may be understood differently."""
        return f"grounding 8, gazetteer {self._gazetteer.builder}, {self._registry.mark}"

    def ground(self, document: Document, claims: Sequence[Claim]) -> tuple[GroundedClaim, ...]:
        """The claims of one document, in the order given, each with what its words mean."""
        if not claims:
            return ()
        places = self._places(document, claims)
        cast = Cast(document, self._registry, self._gazetteer, self._country(document, places))
        cast.meet((claim.speaker, claim.via) for claim in claims if claim.speaker is not None)
        day = anchor(document, self._policy)
        named = named_days(document.text, day)
        return tuple(self._grounded(claim, places[claim.id], cast, day, named) for claim in claims)

    def places_in(self, document: Document) -> tuple[Place, ...]:
        """The places that a text names, found without a model, in the order of the text."""
        return places_in(document, self._gazetteer, self._policy)

    def location(self, geonameid: int) -> Location | None:
        """Where the place of a GeoNames number lies; None where the gazetteer does not have it."""
        spot = self._gazetteer.numbered(geonameid)
        if spot is None:
            return None
        return Location(
            name=spot.name,
            lat=spot.lat,
            lon=spot.lon,
            radius_km=spot.radius,
            precision=precision(spot, self._policy),
            geonameid=spot.geonameid,
            country=spot.country,
            admin1=division(spot),
        )

    def _places(
        self, document: Document, claims: Sequence[Claim]
    ) -> Mapping[str, tuple[Place, ...]]:
        """Each claim's places; the same mention is looked up once."""
        mentions = {
            (mention.span, mention.text): mention for claim in claims for mention in claim.places
        }
        found = ground_places(document, mentions.values(), self._gazetteer, self._policy)
        known = dict(zip(mentions, found, strict=True))
        return {
            claim.id: _located(
                tuple(known[(mention.span, mention.text)] for mention in claim.places)
            )
            for claim in claims
        }

    def _country(self, document: Document, places: Mapping[str, tuple[Place, ...]]) -> str | None:
        """The country that most claims lie in; without one, the one most named in the text."""
        counts = Counter(
            place.country
            for located in places.values()
            for place in located[:1]
            if place.country is not None
        )
        if counts:
            return min(counts, key=lambda code: (-counts[code], code))
        shares = countries_in_play(document.text, self._gazetteer)
        return min(shares, key=lambda code: (-shares[code], code), default=None)

    def _grounded(
        self,
        claim: Claim,
        places: tuple[Place, ...],
        cast: Cast,
        day: date | None,
        named: NamedDays,
    ) -> GroundedClaim:
        via = tuple(cast.find(mention, "via") for mention in claim.via)
        heard = cast.heard(claim.via)
        speaker = cast.find(claim.speaker, "speaker", heard) if claim.speaker else None
        return GroundedClaim(
            claim=claim,
            places=places,
            period=_period(claim.time, day, named),
            object=_object(claim, cast, speaker),
            actor=_naming(claim.actor, cast.side(claim.actor, "actor", speaker))
            if claim.actor
            else None,
            speaker=_naming(claim.speaker, speaker),
            via=tuple(
                Naming(mention, found.entity, found.reason)
                for mention, found in zip(claim.via, via, strict=True)
            ),
            root=_root(speaker, via, cast.outlet),
        )


def _located(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Unknown places put inside the next known place that the claim names after them."""
    out: list[Place] = []
    holder: Place | None = None
    for place in reversed(places):
        if place.lat is None and holder is not None:
            out.append(inside(place, holder, "the claim also names"))
        else:
            out.append(place)
        if place.geonameid is not None:
            holder = place
    return tuple(reversed(out))


def _period(time: Mention | None, day: date | None, named: NamedDays) -> Period | None:
    """The claim's days; None where it has no time expression: nothing is guessed."""
    if time is None:
        return None
    return period(time, day, last_named(named, time.span.start))


def _object(claim: Claim, cast: Cast, speaker: Found | None) -> Naming | None:
    """Fighters who are counted or hit have an entity; people, things and places have none."""
    if claim.object is None or claim.object_class != "combatants":
        return None
    found = cast.side(claim.object, "object", speaker)
    if found.entity.kind == "other":
        return None
    return Naming(claim.object, found.entity, found.reason)


def _naming(mention: Mention | None, found: Found | None) -> Naming | None:
    if mention is None or found is None:
        return None
    return Naming(mention, found.entity, found.reason)


def _root(speaker: Found | None, via: Sequence[Found], outlet: Entity | None) -> Entity | None:
    """The first link of the source chain; for a person, the organisation spoken for."""
    if speaker is not None:
        return speaker.root or speaker.entity
    return via[0].entity if via else outlet
