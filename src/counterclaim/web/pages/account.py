"""Going out."""

from __future__ import annotations

from counterclaim.web.site import Sent, Visit


def sign_out(visit: Visit) -> Sent:
    visit.site.access.sign_out(visit.session, visit.client)
    return Sent("/")
