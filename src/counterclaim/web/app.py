"""The web application: who may ask what, and who answers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from secrets import token_urlsafe

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from counterclaim.ledger import Ledger
from counterclaim.publishing.basemap import Basemap
from counterclaim.tables import Tables
from counterclaim.web import answers, forms, openrefine
from counterclaim.web.access import Access, Session, TriesError
from counterclaim.web.answering import BROKEN, answered
from counterclaim.web.calls import Call
from counterclaim.web.desk import Desk
from counterclaim.web.guard import Guard
from counterclaim.web.pages.map import BASEMAP
from counterclaim.web.roles import Role
from counterclaim.web.site import Site
from counterclaim.web.views import ACTIONS, DOWNLOADS, PAGES, Action
from counterclaim.web.workers import Kind, LostError, Workers, workers

_STATIC: list[str | tuple[str, str]] = [
    ("counterclaim.publishing", "static"),
    ("counterclaim.web", "static"),
]
_SAID = {
    404: "There is no such page. The menu leads to all there are.",
    405: "This address takes no such request.",
}
_LOST = (
    "The program that was to answer has ended; another has begun. Look first whether what you "
    "sent was kept, then try again."
)
# Sign-ins, and what else changes who is in: so many at once.
_ENTRANCE = CapacityLimiter(2)


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
    processes: int = 1,
) -> Starlette:
    """The site of a ledger, under these host names; ``secure`` where it is reached by HTTPS.

    ``desk`` has the tables that the ledger was built with, where these are not only the shipped
    ones; ``basemap`` is the ground of the map; so many ``processes`` make the pages (see
    ``workers``). Makes what lists and searches read, where the ledger has none.
    """
    ledger.prepare_lists()
    site = Site(ledger, name, access, cookie, secure, desk or Tables(), basemap)
    made = workers(site, processes)

    async def unknown(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return _failed(site, request, status, _SAID.get(status, BROKEN))

    async def lost(request: Request, error: Exception) -> Response:
        return _failed(site, request, 503, _LOST)

    @asynccontextmanager
    async def lasting(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            made.close()

    return Starlette(
        routes=list(_routes(site, made)),
        middleware=[Middleware(Guard, access=access, hosts=hosts, cookie=cookie)],
        exception_handlers={HTTPException: unknown, LostError: lost, Exception: unknown},
        lifespan=lasting,
    )


def _routes(site: Site, made: Workers) -> Iterator[BaseRoute]:
    yield Mount("/static", StaticFiles(packages=_STATIC))
    yield Route("/sign-in", _signing_in(site), methods=["POST"])
    for path in ("/openapi.json", "/api", BASEMAP, openrefine.PATH):
        yield _get(site, made, path, "reader")
    for service in openrefine.SERVICES:
        yield Route(service.path, _serving(site, made, service.path), methods=["GET", "POST"])
    for export in DOWNLOADS:
        yield _get(site, made, export.path, export.role, "file")
    for view in PAGES:
        yield _get(site, made, view.json, view.role)
        yield _get(site, made, view.path, view.role)
    for action in ACTIONS:
        yield Route(action.path, _acting(site, made, action), methods=["POST"])


def _get(site: Site, made: Workers, path: str, role: Role, kind: Kind = "page") -> Route:
    async def endpoint(request: Request) -> Response:
        if denied := _denied(site, request, role):
            return denied
        return await made.answer(_call(site, request, path), kind)

    return Route(path, endpoint, methods=["GET"])


def _acting(site: Site, made: Workers, action: Action) -> Callable[[Request], Awaitable[Response]]:
    """What takes a form: only with a session, its token and the role. What changes a session is
    done here, where sessions are known."""

    async def endpoint(request: Request) -> Response:
        if denied := _denied(site, request, action.role):
            return denied
        try:
            form = await forms.read(request)
            forms.check(request, form, request.state.session.form)
        except forms.FormError as error:
            return _failed(site, request, error.status, str(error))
        call = _call(site, request, action.path, form)
        if action.decides:
            return await made.answer(call, "decision")
        return await to_thread.run_sync(answered, site, call, limiter=_ENTRANCE)

    return endpoint


def _serving(site: Site, made: Workers, path: str) -> Callable[[Request], Awaitable[Response]]:
    """What answers programs, from whatever site: who asks is told by the key in the address."""

    async def replied(request: Request) -> Response:
        request.scope["service"] = path
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
        return await made.answer(_call(site, request, path, sent), "page")

    async def endpoint(request: Request) -> Response:
        answer = await replied(request)
        answer.headers["access-control-allow-origin"] = "*"
        return answer

    return endpoint


def _call(site: Site, request: Request, to: str, form: Mapping[str, str] | None = None) -> Call:
    json = answers.wants_json(request)
    return Call.of(request, to, json=json, secure=site.secure, form=form or {})


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
        return await to_thread.run_sync(_signed_in, site, request, form, limiter=_ENTRANCE)

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


def _failed(site: Site, request: Request, status: int, message: str) -> Response:
    session: Session | None = getattr(request.state, "session", None)
    return answers.failure(site, session, status, message, json=answers.wants_json(request))


def _client(request: Request) -> str:
    return request.client.host if request.client else ""
