"""The web application: addresses, and what answers them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from secrets import token_urlsafe
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from counterclaim.errors import CounterclaimError, LedgerError
from counterclaim.ledger import Ledger, queries
from counterclaim.publishing.basemap import Basemap
from counterclaim.tables import Tables
from counterclaim.web import answers, forms, openrefine
from counterclaim.web.access import Access, Session, TriesError
from counterclaim.web.desk import Desk
from counterclaim.web.guard import Guard
from counterclaim.web.openapi import document, plainly
from counterclaim.web.pages.map import BASEMAP
from counterclaim.web.roles import Role
from counterclaim.web.site import ConflictError, Download, MissingError, Page, Site, Visit
from counterclaim.web.views import ACTIONS, DOWNLOADS, PAGES, Action, View

_LOG = logging.getLogger(__name__)
_STATIC: list[str | tuple[str, str]] = [
    ("counterclaim.publishing", "static"),
    ("counterclaim.web", "static"),
]
_SAID = {
    404: "There is no such page. The menu leads to all there are.",
    405: "This address takes no such request.",
}
_BROKEN = "The program made a mistake; whoever runs it finds it in its output."

Answer = Callable[[Visit], Response]
# So many pages, and files, are made at once; others wait their turn. More threads than cores would
# take the interpreter from one another at every row that is read, and all would be late.
_PAGES, _FILES = CapacityLimiter(2), CapacityLimiter(2)
# Decisions one by one: each may work out the entries anew, and pages are not to wait for that.
_DECISIONS = CapacityLimiter(1)


def application(
    ledger: Ledger,
    access: Access,
    *,
    name: str,
    hosts: Collection[str],
    cookie: str = "counterclaim",
    secure: bool = False,
    desk: Desk | None = None,
    basemap: Basemap | None = None,
) -> Starlette:
    """The site of a ledger, under these host names; ``secure`` where it is reached by HTTPS.

    ``desk`` has the tables that the ledger was built with, where these are not only the shipped
    ones; ``basemap`` is the ground of the map. Makes what lists and searches read, where the
    ledger has none.
    """
    ledger.prepare_lists()
    site = Site(ledger, name, access, cookie, secure, desk or Tables(), basemap)

    async def unknown(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return _failed(site, request, status, _SAID.get(status, _BROKEN))

    return Starlette(
        routes=list(_routes(site)),
        middleware=[Middleware(Guard, access=access, hosts=hosts, cookie=cookie)],
        exception_handlers={HTTPException: unknown, Exception: unknown},
    )


def _routes(site: Site) -> Iterator[BaseRoute]:
    yield Mount("/static", StaticFiles(packages=_STATIC))
    yield Route("/sign-in", _signing_in(site), methods=["POST"])
    described = document()
    yield _get(site, "/openapi.json", "reader", lambda visit: answers.as_json(described))
    yield _get(site, "/api", "reader", lambda visit: _shown(visit, _addresses(described)))
    yield _get(site, BASEMAP, "reader", lambda visit: answers.basemap(visit.site.basemap))
    yield _get(site, openrefine.PATH, "reader", _leading(openrefine.show))
    for service in openrefine.SERVICES:
        yield Route(service.path, _serving(site, service), methods=["GET", "POST"])
    for export in DOWNLOADS:
        yield _get(site, export.path, export.role, _file(export), _FILES)
    for view in PAGES:
        yield _get(site, view.json, view.role, _record(view))
        yield _get(site, view.path, view.role, _page(view))
    for action in ACTIONS:
        yield Route(action.path, _acting(site, action), methods=["POST"])


def _page(view: View[Page]) -> Answer:
    return lambda visit: _shown(visit, view.make(visit))


def _record(view: View[Page]) -> Answer:
    return lambda visit: answers.as_json(view.make(visit).record())


def _file(view: View[Download]) -> Answer:
    return lambda visit: answers.file(view.make(visit))


def _shown(visit: Visit, page: Page) -> Response:
    return answers.shown(visit, page, _menu(visit.session))


def _addresses(described: Mapping[str, Any]) -> Page:
    return Page(
        "For programs", "web/api.html", lambda: {"api": plainly(described)}, lambda: described
    )


def _menu(session: Session) -> list[tuple[str, str]]:
    """The pages that the user may see, by address and name."""
    return [(view.path, view.menu) for view in PAGES if view.menu and session.user.may(view.role)]


def _get(
    site: Site, path: str, role: Role, answer: Answer, limiter: CapacityLimiter = _PAGES
) -> Route:
    async def endpoint(request: Request) -> Response:
        if denied := _denied(site, request, role):
            return denied
        return await _in_turn(limiter, _answered, site, request, answer, {})

    return Route(path, endpoint, methods=["GET"])


def _acting(site: Site, action: Action) -> Callable[[Request], Awaitable[Response]]:
    """What takes a form: only with a session, its token and the role."""

    def answer(visit: Visit) -> Response:
        try:
            return RedirectResponse(action.make(visit).to, 303)
        except ConflictError as error:
            return answers.shown(visit, error.page, _menu(visit.session), 409)

    limiter = _DECISIONS if action.decides else _PAGES

    async def endpoint(request: Request) -> Response:
        if denied := _denied(site, request, action.role):
            return denied
        try:
            form = await forms.read(request)
            forms.check(request, form, request.state.session.form)
        except forms.FormError as error:
            return _failed(site, request, error.status, str(error))
        return await _in_turn(limiter, _answered, site, request, answer, form)

    return endpoint


def _leading(to: Callable[[Visit], str]) -> Answer:
    return lambda visit: RedirectResponse(to(visit), 303)


def _serving(site: Site, service: openrefine.Service) -> Callable[[Request], Awaitable[Response]]:
    """What answers programs, from whatever site: who asks is told by the key in the address."""

    async def answered(request: Request) -> Response:
        request.scope["service"] = service
        if request.state.refused:
            return _failed(site, request, 403, request.state.refused)
        session = site.access.by_service_key(request.path_params["key"])
        if session is None:
            return _failed(site, request, 401, "The session of this address has ended.")
        request.state.session = session
        try:
            sent = {**request.query_params} | await forms.read(request)
        except forms.FormError as error:
            return _failed(site, request, error.status, str(error))
        if "callback" in sent:
            return _failed(site, request, 400, "JSONP is not served; ask by CORS.")
        scheme = "https" if site.secure else request.url.scheme
        base = f"{scheme}://{request.headers['host']}"
        return await _in_turn(
            _PAGES,
            _answered,
            site,
            request,
            lambda visit: answers.as_json(service.make(visit, sent, base)),
            {},
        )

    async def endpoint(request: Request) -> Response:
        answer = await answered(request)
        answer.headers["access-control-allow-origin"] = "*"
        return answer

    return endpoint


def _denied(site: Site, request: Request, role: Role) -> Response | None:
    """Why somebody may not go on; None where they may."""
    if request.state.refused:
        return _failed(site, request, 403, request.state.refused)
    session: Session | None = request.state.session
    if session is None:
        return _coming_in(site, request)
    if not session.user.may(role):
        said = f"This is for a {role}; {session.user.name} is a {session.user.role}."
        return _failed(site, request, 403, said)
    return None


def _coming_in(site: Site, request: Request) -> Response:
    """In, for whoever brings the token that was printed at the start; else to the sign-in page."""
    session = site.access.by_token(request.query_params.get("token", ""), _client(request))
    if session is not None and request.method == "GET":
        answer = RedirectResponse(request.url.path, 303)
        answers.keep(site, answer, site.cookie, session.key)
        return answer
    asked = f"?{request.url.query}" if request.url.query else ""
    return answers.sign_in(site, request, request.url.path + asked, 401)


def _signing_in(site: Site) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if request.state.refused:
            return _failed(site, request, 403, request.state.refused)
        try:
            form = await forms.read(request)
            forms.check(
                request, form, request.cookies.get(f"{site.cookie}-form") or token_urlsafe()
            )
        except forms.FormError as error:
            return _failed(site, request, error.status, str(error))
        return await _in_turn(_PAGES, _signed_in, site, request, form)

    return endpoint


def _signed_in(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    name, to = form.get("name", ""), _local(form.get("to", "/"))
    try:
        session = site.access.sign_in(name, form.get("password", ""), _client(request))
    except TriesError as error:
        answer = answers.sign_in(site, request, to, 429, f"There were {error}.")
        answer.headers["retry-after"] = str(error.seconds)
        return answer
    if session is None:
        said = "This name and password do not belong together."
        return answers.sign_in(site, request, to, 401, said)
    answer = RedirectResponse(to, 303)
    answers.keep(site, answer, site.cookie, session.key)
    return answer


def _local(to: str) -> str:
    """The address if it lies on this site, else the first page."""
    plain = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return to if plain and len(to) < 2000 else "/"


async def _in_turn(
    limiter: CapacityLimiter, make: Callable[..., Response], *given: object
) -> Response:
    return await to_thread.run_sync(make, *given, limiter=limiter)


def _answered(site: Site, request: Request, answer: Answer, form: Mapping[str, str]) -> Response:
    try:
        path = {key: str(value) for key, value in request.path_params.items()}
        if any("\x00" in value for value in path.values()):
            raise MissingError("No identifier holds a NUL.")
        with site.ledger.reading() as connection:
            visit = Visit(
                site=site,
                connection=connection,
                writes=queries.writes(connection),
                session=request.state.session,
                client=_client(request),
                path=path,
                asked=request.query_params.multi_items(),
                form=form,
            )
            return answer(visit)
    except MissingError as error:
        return _failed(site, request, 404, str(error))
    except LedgerError as error:
        _LOG.error("%s", error)
        return _failed(site, request, 503, f"The ledger cannot be read now. {_BROKEN}")
    except CounterclaimError as error:  # what was asked cannot be; the error says why
        return _failed(site, request, 400, str(error))


def _failed(site: Site, request: Request, status: int, message: str) -> Response:
    session: Session | None = getattr(request.state, "session", None)
    return answers.failure(site, request, status, message, _menu(session) if session else [])


def _client(request: Request) -> str:
    return request.client.host if request.client else ""
