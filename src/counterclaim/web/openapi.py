"""The site's addresses for programs: an OpenAPI document made of the views themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from counterclaim import __version__
from counterclaim.ledger.filter import KEYS
from counterclaim.model.where import CHOICES
from counterclaim.web.openrefine import SERVICES, Service
from counterclaim.web.pages.map import BASEMAP
from counterclaim.web.views import ACTIONS, DOWNLOADS, PAGES, Action, View

_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "voices>": {"type": "integer"},
    "documents>": {"type": "integer"},
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


_Answers = Mapping[str, Mapping[str, Any]]
"""What may be answered, by status."""

Keyed = tuple[str, str, tuple[str, ...]]
"""A key of an address, what it means, and its values where there are no others."""


def document() -> Mapping[str, Any]:
    """Every address that gives JSON or a file, and every form, as OpenAPI 3.1."""
    paths: dict[str, Any] = {}
    for view in PAGES:
        path = view.json.replace(":path", "")
        paths[path] = {"get": _operation(view, "application/json", _ERRORS)}
    for export in DOWNLOADS:
        paths[export.path] = {"get": _operation(export, "*/*", _FAILURES)}
    for action in ACTIONS:
        paths[action.path] = {"post": _sending(action)}
    paths[BASEMAP] = {"get": _GROUND}
    for service in SERVICES:
        asked = _service(service)
        paths[service.path] = {"get": asked, "post": _posted(asked, service)}
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


def _operation(view: View[Any], media: str, errors: _Answers) -> Mapping[str, Any]:
    return {
        "summary": view.summary,
        "description": f"For a {view.role}.",
        "parameters": list(_parameters(view)),
        "responses": {"200": {"description": "found", "content": {media: {}}}, **errors},
    }


def _sending(action: Action) -> Mapping[str, Any]:
    return {
        "summary": action.summary,
        "description": f"For a {action.role}.",
        "parameters": [_TOKEN],
        "requestBody": _form(action.fields),
        "responses": {"303": {"description": "done"}} | _FAILURES | _LARGE | _CHANGED,
    }


def _form(fields: Iterable[str]) -> Mapping[str, Any]:
    properties = {field: {"type": "string"} for field in fields}
    schema = {"type": "object", "properties": properties}
    return {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}


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


def _posted(asked: Mapping[str, Any], service: Service) -> Mapping[str, Any]:
    answers = asked["responses"] | _LARGE
    return {**asked, "requestBody": _form(service.keys), "responses": answers}


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
_LARGE = {"413": {"description": "more than a form may hold"}}
_TOKEN = {
    "name": "x-form-token",
    "in": "header",
    "description": "the form_token of the session's pages, here or in the form",
    "schema": {"type": "string"},
}
_MEANT = {
    "400": "a key or value that cannot be; the error names it",
    "401": "no session",
    "403": "not for this role",
    "404": "nothing there",
    "503": "the ledger cannot be read now",
}
_ERROR = {"type": "object", "properties": {"error": {"type": "string"}}}
_ERRORS = {
    status: {"description": meaning, "content": {"application/json": {"schema": _ERROR}}}
    for status, meaning in _MEANT.items()
}
_FAILURES = {
    status: {"description": meaning, "content": {"text/html": {}}}
    for status, meaning in _MEANT.items()
}
_GROUND = {
    "summary": "The ground of the map, where one is served",
    "description": "For a reader. Ranges of bytes may be asked for.",
    "parameters": [],
    "responses": {
        status: {"description": meaning, "content": {"application/vnd.pmtiles": {}}}
        for status, meaning in {"200": "the whole file", "206": "the range"}.items()
    }
    | _FAILURES,
}
