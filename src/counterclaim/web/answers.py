"""Answers: pages as HTML or JSON, files, and what is said where there is none."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from counterclaim.ledger import queries
from counterclaim.publishing.basemap import Basemap
from counterclaim.publishing.wording import UNFINISHED
from counterclaim.web.access import Session
from counterclaim.web.records import encoded
from counterclaim.web.site import Download, MissingError, Page, Site, Visit
from counterclaim.web.views import menu


def shown(visit: Visit, page: Page, status: int = 200) -> Response:
    """A page for people."""
    context = dict(page.context())
    return _html(
        visit.site, page.template, status, visit.session,
        title=page.title, menu=menu(visit.user), unfinished=_unfinished(visit), **context,
    )  # fmt: skip


def _unfinished(visit: Visit) -> str:
    waits = visit.remembered("unfinished", lambda: queries.unfinished(visit.connection))
    return UNFINISHED if waits else ""


def as_json(value: Mapping[str, Any] | bytes, status: int = 200) -> Response:
    """A page for programs."""
    body = value if isinstance(value, bytes) else encoded(value)
    return Response(body, status, media_type="application/json")


def file(download: Download) -> Response:
    """A file, written whole before the first of it is sent."""
    with tempfile.NamedTemporaryFile(prefix="counterclaim-", delete=False) as made:
        path = Path(made.name)
    try:
        download.write(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    gone = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, filename=download.name, background=gone)


def basemap(held: Basemap | None) -> Response:
    """The file of the map's ground, whole or by the ranges of bytes that are asked for."""
    if held is None or not held.path.is_file():
        raise MissingError("No map of the ground is served: counterclaim serve --basemap FILE.")
    return FileResponse(held.path, media_type="application/vnd.pmtiles")


def failure(
    site: Site, session: Session | None, status: int, message: str, *, json: bool
) -> Response:
    """Why there is no page, in a line that says what to do."""
    if json:
        return as_json({"error": message}, status)
    return _html(
        site, "web/failure.html", status, session,
        title=_TITLES.get(status, "This cannot be done"),
        menu=menu(session.user) if session else (), message=message,
    )  # fmt: skip


def sign_in(site: Site, request: Request, to: str, status: int, message: str = "") -> Response:
    """The page to sign in at; without a users file, how to come in."""
    if wants_json(request):
        return as_json({"error": message or "Sign in first."}, status)
    token = request.cookies.get(f"{site.cookie}-form", "") or token_urlsafe(32)
    answer = _html(
        site, "web/sign_in.html", status, None,
        title="Sign in", menu=(), named=site.access.users is not None, to=to, token=token,
        message=message,
    )  # fmt: skip
    keep(site, answer, f"{site.cookie}-form", token)
    return answer


def keep(site: Site, answer: Response, name: str, value: str) -> None:
    """Set a cookie that only this site's own pages send, and no script reads."""
    answer.set_cookie(name, value, path="/", secure=site.secure, httponly=True, samesite="strict")


def wants_json(request: Request) -> bool:
    """Pages that end so, and services, which programs alone ask."""
    return request.url.path.endswith(".json") or "service" in request.scope


_TITLES = {
    400: "This cannot be asked",
    403: "Not allowed",
    404: "Nothing there",
    405: "Not that way",
    413: "Too large",
    500: "Something broke",
    503: "Not now",
}


def _html(
    site: Site, template: str, status: int, session: Session | None, **context: Any
) -> Response:
    page = site.templates.get_template(template)
    text = page.render(
        ledger=site.name,
        session=session,
        local=site.access.users is None,
        **context,
    )
    return HTMLResponse(text, status)
