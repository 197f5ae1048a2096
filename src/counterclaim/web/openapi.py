"""The site's addresses for programs: an OpenAPI document made of the views themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim import __version__
from counterclaim.ledger.filter import CHOICES, KEYS
from counterclaim.web.openrefine import SERVICES, Service
from counterclaim.web.views import ACTIONS, DOWNLOADS, PAGES, View

_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "voices": {"type": "integer", "minimum": 1},
    "documents": {"type": "integer", "minimum": 1},
    "page": {"type": "integer", "minimum": 1},
    "since": {"type": "string", "format": "date"},
    "until": {"type": "string", "format": "date"},
    **{
        key: {"type": "array", "items": {"type": "string", "enum": list(values)}}
        for key, values in CHOICES.items()
    },
    **{
        key: {"type": "array", "items": {"type": "string", "maxLength": 300}}
        for key in ("place", "outlet", "actor")
    },
}
_MEANINGS = {**KEYS, "sort": "the column to sort by; - before it sorts downwards",
             "page": "the page of the list, from 1",
             "at": "the entry, or the character of the text, to begin with",
             "blind": "1: without scores, status and other voices",
             "queue": "1: go on with the queue afterwards"}  # fmt: skip


Keyed = tuple[str, str, tuple[str, ...]]
"""A key of an address, what it means, and its values where there are no others."""


def document() -> Mapping[str, Any]:
    """Every address that gives JSON or a file, and every form, as OpenAPI 3.1."""
    paths: dict[str, Any] = {}
    for view in PAGES:
        path = view.json.replace(":path", "")
        paths[path] = {"get": _operation(view, "application/json")}
    for export in DOWNLOADS:
        paths[export.path] = {"get": _operation(export, "application/octet-stream")}
    for action in ACTIONS:
        paths[action.path] = {
            "post": {
                "summary": action.summary,
                "description": f"For a {action.role}. The form carries the session's form_token.",
                "responses": {"303": {"description": "done"}, **_ERRORS, **_CHANGED},
            }
        }
    for service in SERVICES:
        paths[service.path] = {"get": _service(service), "post": _service(service)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Counterclaim",
            "version": __version__,
            "description": "Who claims what: the ledger that is served. A session's cookie is "
            "needed; each page without .json is the same for people.",
        },
        "paths": paths,
    }


def plainly(described: Mapping[str, Any]) -> Iterator[tuple[str, str, str, list[Keyed]]]:
    """Each operation of the document for people: its head, summary, description and keys."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            keys = [_keyed(each) for each in operation.get("parameters", ())]
            yield f"{method.upper()} {path}", operation["summary"], operation["description"], keys


def _keyed(parameter: Mapping[str, Any]) -> Keyed:
    schema = parameter["schema"]
    values = schema.get("enum") or schema.get("items", {}).get("enum", ())
    return parameter["name"], parameter.get("description", "part of the address"), tuple(values)


def _operation(view: View[Any], media: str) -> Mapping[str, Any]:
    return {
        "summary": view.summary,
        "description": f"For a {view.role}.",
        "parameters": list(_parameters(view)),
        "responses": {"200": {"description": "found", "content": {media: {}}}, **_ERRORS},
    }


def _service(service: Service) -> Mapping[str, Any]:
    text = {"type": "string"}
    key = {"name": "key", "in": "path", "required": True, "schema": text}
    asked = [{"name": name, "in": "query", "schema": text} for name in service.keys]
    return {
        "summary": service.summary,
        "description": "For whoever has the address that /reconcile gives, from any site.",
        "parameters": [key, *asked],
        "responses": {"200": {"description": "found", "content": {"application/json": {}}}}
        | _ERRORS,
    }


def _parameters(view: View[Any]) -> Iterator[Mapping[str, Any]]:
    for name in ("id", "form"):
        if f"{{{name}" in view.path:
            schema = {"type": "string"} | ({"enum": list(view.choices)} if view.choices else {})
            yield {"name": name, "in": "path", "required": True, "schema": schema}
    for key in view.keys:
        yield {
            "name": key,
            "in": "query",
            "description": _MEANINGS[key],
            "schema": _SCHEMAS.get(key, {"type": "string", "maxLength": 300}),
        }


_CHANGED = {"409": {"description": "what the form is about changed since it was shown"}}
_ERRORS = {
    status: {
        "description": meaning,
        "content": {
            "application/json": {
                "schema": {"type": "object", "properties": {"error": {"type": "string"}}}
            }
        },
    }
    for status, meaning in {
        "400": "a key or value that cannot be; the error names it",
        "401": "no session",
        "403": "not for this role",
        "404": "nothing there",
    }.items()
}
