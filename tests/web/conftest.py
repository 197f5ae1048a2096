from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import connect_to
from counterclaim.model import Collection
from tests.ledger.postgres import server
from tests.publishing.incident import collection
from tests.web.site import filled, inside


@pytest.fixture(scope="package")
def postgres() -> Iterator[str]:
    """An empty PostgreSQL database."""
    with server() as found:
        yield found


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; a module that names it runs on both."""
    return str(request.param)


@pytest.fixture(scope="module")
def ledger(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ledger]:
    """A ledger of six reports on one strike, one of them hostile."""
    if "kind" not in request.fixturenames or request.getfixturevalue("kind") == "sqlite":
        with filled(tmp_path_factory.mktemp("web") / "karm.db", collection()) as made:
            yield made
        return
    address = request.getfixturevalue("postgres")
    with filled(address, without_nul(collection())) as made:
        yield made
    with connect_to(address).begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


@pytest.fixture(scope="module")
def visitor(ledger: Ledger) -> TestClient:
    """A client that has come in."""
    return inside(ledger)


def without_nul(held: Collection) -> Collection:
    """The collection as PostgreSQL can keep it."""
    documents = (replace(d, text=d.text.replace("\x00", "\x01")) for d in held.documents)
    return replace(held, documents=tuple(documents))
