"""A ledger of five short reports under review, and reviewers who have come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from httpx2 import Response
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.model import Claim, Document, GroundedClaim, Location
from counterclaim.web.access import Access
from counterclaim.web.app import application
from tests.publishing.page import Page
from tests.review.reports import held, understand
from tests.web.site import HOST, filled


class Words:
    """A desk that takes words for what they are, without a gazetteer."""

    def ground(self, document: Document, claims: Sequence[Claim]) -> Sequence[GroundedClaim]:
        return understand(document, claims)

    def locate(self, geonameid: int) -> Location | None:
        return None


def ledger_of_reports(path: Path) -> Ledger:
    return filled(path / "strike.db", held())


def reviewers(ledger: Ledger, *names: str) -> list[TestClient]:
    """Clients that have come in under these names, each to a site of its own, of one ledger."""
    made = []
    for access in [Access(local=name) for name in names]:
        app = application(ledger, access, name="strike.db", hosts=(HOST,), desk=Words())
        client = TestClient(app)
        client.get("/", params={"token": access.token})
        made.append(client)
    return made


def form(page: Page, action: str) -> dict[str, str]:
    """The hidden fields of the first form of a page that leads there, as a browser sends them."""
    at = next(
        number
        for number, e in enumerate(page.elements)
        if e.tag == "form" and e.attributes.get("action") == action
    )
    fields: dict[str, str] = {}
    for element in page.elements[at + 1 :]:
        if element.tag == "form":
            break
        named = element.attributes
        if element.tag == "input" and named.get("name") and named.get("type") != "checkbox":
            fields.setdefault(str(named["name"]), named.get("value") or "")
        if element.tag == "select":
            fields[str(named["name"])] = ""
            last = str(named["name"])
        if element.tag == "option" and "selected" in named:
            fields[last] = named.get("value") or ""
    return fields


def boxes(page: Page) -> dict[str, str]:
    """The name of each claim's box by the claim."""
    return {
        str(e.attributes["value"]): str(e.attributes["name"])
        for e in page.all("input")
        if (e.attributes.get("name") or "").startswith("pick-")
    }


def send(client: TestClient, page: Page, action: str, **more: str) -> Response:
    return client.post(action, data=form(page, action) | more)
