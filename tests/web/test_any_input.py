"""Whatever is asked, there is an answer, and never a mistake of the program."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from counterclaim.web.openapi import document
from tests.publishing.incident import TEXTS, collection

pytestmark = pytest.mark.usefixtures("kind")

KNOWN = [*TEXTS, *(entry.fact.id for entry in collection().entries)]
KNOWN += [origin.id for origin in collection().origins]
GETS = [(path, methods["get"]) for path, methods in document()["paths"].items() if "get" in methods]
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=40)
AWKWARD = st.sampled_from(
    ["", "0", "-1", "99999999999999999999", "1e9", "\x00", "'", '"', "*", "NEAR(a b)", "a AND",
     "%", "\\", "../..", "0000-00-00", "9999-12-31", "०", "²", "\u202e", "🐑", "null", "{}"]
)  # fmt: skip


def _values(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """Values that the document allows, and others."""
    of = schema.get("items", schema)
    right = st.sampled_from(of["enum"]) if "enum" in of else st.nothing()
    if of.get("type") == "integer":
        right = st.integers(1, 10_000).map(str)
    if of.get("format") == "date":
        right = st.dates().map(str)
    return right | AWKWARD | ANYTHING | st.sampled_from(["killed", "Karm al-Wadi", "-range"])


@st.composite
def addresses(draw: st.DrawFn) -> str:
    path, operation = draw(st.sampled_from(GETS))
    pairs = []
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            ids = st.sampled_from(KNOWN) | _values(parameter["schema"])
            path = path.replace(f"{{{parameter['name']}}}", quote(draw(ids), safe=""))
        elif draw(st.booleans()):
            pairs.append((parameter["name"], draw(_values(parameter["schema"]))))
    if draw(st.booleans()) and draw(st.booleans()):
        pairs.append((draw(ANYTHING), draw(ANYTHING)))
    shape = path.removesuffix(".json") if draw(st.booleans()) else path
    return f"{shape or '/'}?{urlencode(pairs)}"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(addresses())
def test_every_address_is_answered(visitor: TestClient, address: str) -> None:
    answer = visitor.get(address)
    keyed = address.startswith("/reconcile/")  # its key, which was guessed, says who asks
    expected = (200, 400, 401, 404) if keyed else (200, 400, 404)
    assert answer.status_code in expected, (address, answer.status_code)
    if answer.status_code == 400:
        assert ": " in answer.text
    assert "<script>alert" not in answer.text or answer.headers["content-type"] != "text/html"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["application/json", "text/plain", "", "x"]))
def test_every_form_is_answered(visitor: TestClient, body: bytes, kind: str) -> None:
    for path in ("/sign-out", "/people/end-sessions", "/sign-in"):
        answer = visitor.post(path, content=body, headers={"content-type": kind})
        assert answer.status_code in (400, 403)
