"""Who may come in, who came, and ending somebody's sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.web.site import MissingError, Page, Sent, Visit

_EVENTS = 100  # the newest of the log


def page(visit: Visit) -> Page:
    users = visit.site.access.users
    people = [(user.name, user.role) for user in users.all()] if users else []
    events = visit.site.access.audit.last(_EVENTS)

    def context() -> Mapping[str, Any]:
        return {"people": people, "events": events}

    def record() -> Mapping[str, Any]:
        known = [{"name": name, "role": role} for name, role in people]
        return {"people": known, "events": events}

    return Page("People", "web/people.html", context, record)


def end_sessions(visit: Visit) -> Sent:
    users = visit.site.access.users
    name = visit.form.get("name", "")
    if users is None or users.find(name) is None:
        raise MissingError("There is no user of this name.")
    visit.site.access.end(name, visit.user.name, visit.client)
    return Sent("/people")
