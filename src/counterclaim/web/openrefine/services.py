"""What the service answers: its manifest, names found, suggestions, and values of properties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from counterclaim.publishing.exports.iris import TERMS, iri
from counterclaim.web.openrefine.finding import Finder, Found
from counterclaim.web.openrefine.queries import QueryError, batch, extension
from counterclaim.web.openrefine.things import PROPERTIES, TYPES, Property, Thing, Value, things
from counterclaim.web.site import Visit

Answer = Mapping[str, Any]
_VERSION: Final = "0.2"


@dataclass(frozen=True, slots=True)
class Service:
    """What programs with the key of a session may ask, by GET or POST, from any site.

    ``make`` is given the visit, the fields that were sent and the address of the site.
    """

    path: str
    make: Callable[[Visit, Mapping[str, str], str], Answer]
    summary: str
    keys: tuple[str, ...] = ()


def finder(visit: Visit) -> Finder:
    """All that can be found, read once for each state of the ledger."""
    return visit.remembered("reconciliation", lambda: Finder(things(visit.connection)))


def reconcile(visit: Visit, fields: Mapping[str, str], base: str) -> Answer:
    """The manifest; or answers to ``queries`` or ``extend``, whichever is sent."""
    if "queries" in fields:
        return _answers(finder(visit), fields["queries"])
    if "extend" in fields:
        return _extended(finder(visit), fields["extend"])
    return _manifest(visit, base)


def suggest_things(visit: Visit, fields: Mapping[str, str], base: str) -> Answer:
    found = finder(visit).begin(_prefix(fields))
    return {
        "result": [
            {
                "id": thing.id,
                "name": thing.name,
                "description": thing.description,
                "notable": [_type(thing)],
            }
            for thing in found
        ]
    }


def suggest_types(visit: Visit, fields: Mapping[str, str], base: str) -> Answer:
    prefix = _prefix(fields).lower()
    return {"result": [_named(id, name) for id, name in TYPES.items() if prefix in name.lower()]}


def suggest_properties(visit: Visit, fields: Mapping[str, str], base: str) -> Answer:
    prefix = _prefix(fields).lower()
    return {"result": [_named(p.id, p.name) for p in PROPERTIES if prefix in p.name.lower()]}


def propose_properties(visit: Visit, fields: Mapping[str, str], base: str) -> Answer:
    """What can be had of things of ``type``; of all types without one."""
    type = fields.get("type", "")
    proposed = [_named(p.id, p.name) for p in PROPERTIES if type in ("", p.of)]
    return {"properties": proposed} | ({"type": type} if type else {})


SERVICES: Final = (
    Service(
        "/reconcile/{key}", reconcile,
        "The reconciliation service for OpenRefine: its manifest, or answers",
        ("queries", "extend"),
    ),
    Service("/reconcile/{key}/things", suggest_things, "Names by a prefix", ("prefix",)),
    Service("/reconcile/{key}/types", suggest_types, "Types by a prefix", ("prefix",)),
    Service("/reconcile/{key}/known", suggest_properties, "Properties by a prefix", ("prefix",)),
    Service(
        "/reconcile/{key}/properties", propose_properties, "The properties of a type", ("type",)
    ),
)  # fmt: skip


def _manifest(visit: Visit, base: str) -> Answer:
    own = f"{base}/reconcile/{quote(visit.path['key'])}"
    return {
        "versions": [_VERSION],
        "name": f"Counterclaim: {visit.site.name}",
        "identifierSpace": iri("thing", ""),
        "schemaSpace": TERMS,
        "defaultTypes": [_named(id, name) for id, name in TYPES.items()],
        "view": {"url": f"{base}/reconcile/show/{{{{id}}}}"},
        "suggest": {
            "entity": {"service_url": own, "service_path": "/things"},
            "type": {"service_url": own, "service_path": "/types"},
            "property": {"service_url": own, "service_path": "/known"},
        },
        "extend": {
            "propose_properties": {"service_url": own, "service_path": "/properties"},
            "property_settings": [],
        },
    }


def _answers(known: Finder, text: str) -> Answer:
    return {
        key: {
            "result": [
                _result(found)
                for found in known.find(query.name, query.types, query.wanted, query.limit)
            ]
        }
        for key, query in batch(text)
    }


def _extended(known: Finder, text: str) -> Answer:
    ids, named = extension(text)
    by_id = {property.id: property for property in PROPERTIES}
    unknown = sorted({*named} - {*by_id})
    if unknown:
        raise QueryError(f"extend: there is no property {unknown[0]}")
    asked = [by_id[name] for name in named]
    return {
        "meta": [_named(property.id, property.name) for property in asked],
        "rows": {id: _row(known.by_id.get(id), asked) for id in ids},
    }


def _row(thing: Thing | None, asked: list[Property]) -> Mapping[str, list[Answer]]:
    held = thing.values if thing else {}
    return {p.id: [_cell(value) for value in held.get(p.id, ())] for p in asked}


def _cell(value: Value) -> Answer:
    match value:
        case int():
            return {"int": value}
        case float():
            return {"float": value}
        case _:
            return {"str": value}


def _result(found: Found) -> Answer:
    return {
        "id": found.thing.id,
        "name": found.thing.name,
        "description": found.thing.description,
        "score": found.score,
        "match": found.match,
        "type": [_type(found.thing)],
    }


def _type(thing: Thing) -> Answer:
    return _named(thing.type, TYPES[thing.type])


def _named(id: str, name: str) -> Answer:
    return {"id": id, "name": name}


def _prefix(fields: Mapping[str, str]) -> str:
    return fields.get("prefix", "")[:300]
