"""Ledgers to be served, and clients that have come in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from counterclaim.publishing.basemap import Basemap
from counterclaim.web.access import Access
from counterclaim.web.app import application
from tests.publishing.page import Page

HOST = "testserver"


def store(ledger: Ledger, held: Collection) -> None:
    """A collection as a build leaves it."""
    ledger.store_documents(held.documents)
    read = [(d, [c for c in held.claims if c.claim.document == d.id]) for d in held.documents]
    ledger.store_claims(read, "test reader")
    ledger.store_work(held)


def filled(path: Path | str, held: Collection) -> Ledger:
    ledger = Ledger.create(path)
    store(ledger, held)
    return ledger


def client(
    ledger: Ledger,
    access: Access | None = None,
    hosts: Iterable[str] = (HOST,),
    basemap: Basemap | None = None,
) -> TestClient:
    """A client without a session; a mistake of the program is raised, not answered."""
    access = access or Access()
    app = application(ledger, access, name="karm.db", hosts=tuple(hosts), basemap=basemap)
    return TestClient(app)


def inside(ledger: Ledger, basemap: Basemap | None = None) -> TestClient:
    """A client that came in by the address that is printed at the start."""
    access = Access()
    made = client(ledger, access, basemap=basemap)
    made.get("/", params={"token": access.token})
    return made


def page(made: TestClient, address: str) -> Page:
    """A page that is there, parsed."""
    answer = made.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:500]}"
    assert answer.headers["content-type"].startswith("text/html")
    return Page(answer.text)
