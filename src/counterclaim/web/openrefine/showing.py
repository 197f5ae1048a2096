"""For people: the address of the service, and what a thing that was found leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from counterclaim.web.access import service_key
from counterclaim.web.openrefine.services import finder
from counterclaim.web.site import MissingError, Page, Visit, address

PATH: Final = "/reconcile/show/{id:path}"


def page(visit: Visit) -> Page:
    """Where OpenRefine finds the service, as long as the session lasts."""

    def whole() -> Mapping[str, Any]:
        return {"service": address(f"/reconcile/{service_key(visit.session)}")}

    return Page("For OpenRefine", "web/reconcile.html", whole, whole)


def show(visit: Visit) -> str:
    """The address of the claims on a place, or by an actor."""
    thing = finder(visit).by_id.get(visit.path["id"])
    if thing is None:
        raise MissingError("The ledger names no such place, group or institution.")
    return address("/claims", [(thing.type, thing.name)])
