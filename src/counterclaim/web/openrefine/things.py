"""What can be found: the places of a ledger, and the groups, forces, states and institutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from sqlalchemy import Connection, select

from counterclaim.ledger import schema
from counterclaim.model import identifier
from counterclaim.publishing.usage import LABELLED

Kind = Literal["actor", "place"]
Value = str | int | float
Values = dict[str, tuple[Value, ...]]

#: The types of things, by id, with their names.
TYPES: Final[Mapping[Kind, str]] = MappingProxyType(
    {"actor": "Group, force, state or institution", "place": "Place"}
)


@dataclass(frozen=True, slots=True)
class Property:
    """What is known of things of one type: its id, its name."""

    id: str
    name: str
    of: Kind


PROPERTIES: Final = (
    Property("kind", "kind", "actor"),
    Property("called", "called in reports", "actor"),
    Property("lat", "latitude", "place"),
    Property("lon", "longitude", "place"),
    Property("country", "country, two letters (ISO 3166)", "place"),
    Property("precision", "how exactly it is known", "place"),
    Property("geonameid", "identifier in GeoNames", "place"),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A place or an actor; ``names`` are the plain name first, then the words of reports.

    ``values`` has what is known of it, by the ids of ``PROPERTIES``.
    """

    id: str
    type: Kind
    names: tuple[str, ...]
    description: str
    values: Mapping[str, tuple[Value, ...]]

    @property
    def name(self) -> str:
        return self.names[0]


def things(connection: Connection) -> list[Thing]:
    """All of a ledger, each once, actors first."""
    return [*_actors(connection), *_places(connection)]


def _actors(connection: Connection) -> Iterator[Thing]:
    entity, words = schema.entities.c, schema.evidence.c
    labelled = entity.kind.in_(sorted(LABELLED))
    said: dict[str, list[str]] = {}
    uses = select(words.entity, words.text).join(schema.entities, entity.id == words.entity)
    for row in connection.execute(uses.where(labelled, words.worded == 1).distinct()):
        said.setdefault(row.entity, []).append(row.text)
    query = select(entity.id, entity.name, entity.kind).where(labelled).order_by(entity.id)
    for row in connection.execute(query):
        called = tuple(sorted({*said.get(row.id, ())} - {row.name}))
        kind = row.kind.replace("_", " ")
        values = {"kind": (kind,), "called": called}
        yield Thing(row.id, "actor", (row.name, *called), kind, values)


def _places(connection: Connection) -> Iterator[Thing]:
    """A place of the gazetteer once, by itself rather than its surroundings; others by name."""
    place, words = schema.places.c, schema.evidence.c
    query = (
        select(
            place.name, place.lat, place.lon, place.country, place.precision, place.geonameid,
            words.text,
        )
        .join(
            schema.evidence,
            (words.claim == place.claim)
            & (words.field == "place")
            & (words.position == place.position),
        )
        .distinct()
        .order_by(place.precision == "area", place.name, place.lat, place.lon, words.text)
    )  # fmt: skip
    found: dict[str, tuple[Values, dict[str, None]]] = {}
    for row in connection.execute(query):
        id = f"geonames-{row.geonameid}" if row.geonameid else identifier("place", row.name)
        fields = {key: getattr(row, key) for key in ("lat", "lon", "country", "precision")}
        known: Values = {key: (value,) for key, value in fields.items() if value is not None}
        if row.geonameid:
            known["geonameid"] = (row.geonameid,)
        _, names = found.setdefault(id, (known, {row.name: None}))
        names[row.text] = None
    for id, (values, names) in found.items():
        parts = [*values.get("precision", ("place not known",)), *values.get("country", ())]
        yield Thing(id, "place", tuple(names), ", ".join(map(str, parts)), values)
