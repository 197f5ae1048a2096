"""What the OpenAPI document says is what the site does: schemathesis asks each address."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.web.openapi import document
from tests.publishing.incident import TEXTS, collection
from tests.web.site import inside
from tests.web.test_access import token as token_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(dict(document()))
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
HELD = collection()
KNOWN = [
    *TEXTS,
    *(entry.fact.id for entry in HELD.entries),
    *(origin.id for origin in HELD.origins),
    *(record.claim.id for record in HELD.claims),
]


@pytest.fixture
def own(ledger: Ledger) -> TestClient:
    """A client with a session of its own: some addresses end it."""
    return inside(ledger)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_answer_is_one_that_the_document_names(own: TestClient, operation: Any) -> None:
    key = own.get("/reconcile.json").json()["service"].rpartition("/")[2]
    token = token_of(own)

    @seed(9)
    @settings(
        max_examples=8,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(), st.sampled_from(KNOWN), st.booleans())
    def asked(case: Any, known: str, right: bool) -> None:
        if right and "id" in case.path_parameters:
            case.path_parameters["id"] = known
        if right and "key" in case.path_parameters:
            case.path_parameters["key"] = key
        if operation.method == "post":
            case.headers["x-form-token"] = token
        sent = case.as_transport_kwargs(base_url="http://testserver")
        sent.pop("cookies", None)  # the client has its own
        answer = own.request(**sent, follow_redirects=False)
        case.validate_response(answer, checks=CHECKS)

    asked()
