"""What stands at every address, and its answer to a call: here the ledger is opened and read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from starlette.responses import RedirectResponse, Response

from counterclaim.errors import CounterclaimError, LedgerError
from counterclaim.ledger import queries
from counterclaim.web import answers, openrefine
from counterclaim.web.calls import Call
from counterclaim.web.openapi import document, plainly
from counterclaim.web.pages.map import BASEMAP
from counterclaim.web.site import ConflictError, Download, MissingError, Page, Site, Visit
from counterclaim.web.views import ACTIONS, DOWNLOADS, PAGES, Action, View

_LOG = logging.getLogger(__name__)
BROKEN = "The program made a mistake; whoever runs it finds it in its output."


@dataclass(frozen=True, slots=True)
class Answer:
    """What makes an answer. ``settled``: the same is asked and answered again as long as nobody
    writes to the ledger."""

    make: Callable[[Visit, Call], Response]
    settled: bool = False


def answered(site: Site, call: Call) -> Response:
    """The answer to a call, whatever becomes of it."""
    try:
        if any("\x00" in value for value in call.path.values()):
            raise MissingError("No identifier holds a NUL.")
        with site.ledger.reading() as connection:
            visit = Visit(
                site=site,
                connection=connection,
                writes=queries.writes(connection),
                session=call.session,
                client=call.client,
                path=call.path,
                asked=call.asked,
                form=call.form,
            )
            return _tagged(visit, call, ANSWERS[call.to])
    except MissingError as error:
        return _failed(site, call, 404, str(error))
    except LedgerError as error:
        _LOG.error("%s", error)
        return _failed(site, call, 503, f"The ledger cannot be read now. {BROKEN}")
    except CounterclaimError as error:  # what was asked cannot be; the error says why
        return _failed(site, call, 400, str(error))


def _tagged(visit: Visit, call: Call, answer: Answer) -> Response:
    """The answer, or that the asker has it already."""
    if not answer.settled:
        return answer.make(visit, call)
    tag = _tag(visit, call)
    known = tag in call.held
    made = Response(status_code=304) if known else answer.make(visit, call)
    made.headers["etag"] = tag
    if visit.site.access.users is None:  # the browser's disk is the ledger's
        made.headers["cache-control"] = "private, no-cache"
    return made


def _tag(visit: Visit, call: Call) -> str:
    """Names one answer: to this session, from this state of the ledger, by this run of the
    program."""
    session = visit.session
    told = (
        visit.site.run, visit.writes, session.key, session.user.role, sorted(session.skipped),
        call.to, sorted(call.path.items()), call.asked,
    )  # fmt: skip
    return f'"{sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()[:32]}"'


def _failed(site: Site, call: Call, status: int, message: str) -> Response:
    return answers.failure(site, call.session, status, message, json=call.json)


def _page(view: View[Page]) -> Callable[[Visit, Call], Response]:
    return lambda visit, call: answers.shown(visit, view.make(visit))


def _record(view: View[Page]) -> Callable[[Visit, Call], Response]:
    return lambda visit, call: answers.as_json(view.make(visit).record())


def _file(view: View[Download]) -> Callable[[Visit, Call], Response]:
    return lambda visit, call: answers.file(view.make(visit))


def _service(service: openrefine.Service) -> Callable[[Visit, Call], Response]:
    return lambda visit, call: answers.as_json(service.make(visit, call.form, call.base))


def _done(action: Action) -> Callable[[Visit, Call], Response]:
    def make(visit: Visit, call: Call) -> Response:
        try:
            return RedirectResponse(action.make(visit).to, 303)
        except ConflictError as error:
            return answers.shown(visit, error.page, 409)

    return make


def _described(described: Mapping[str, Any]) -> Page:
    return Page(
        "For programs", "web/api.html", lambda: {"api": plainly(described)}, lambda: described
    )


def _all() -> Iterator[tuple[str, Answer]]:
    described = document()
    yield "/openapi.json", Answer(lambda visit, call: answers.as_json(described))
    yield "/api", Answer(lambda visit, call: answers.shown(visit, _described(described)))
    yield BASEMAP, Answer(lambda visit, call: answers.basemap(visit.site.basemap))
    yield (
        openrefine.PATH,
        Answer(lambda visit, call: RedirectResponse(openrefine.show(visit), 303)),
    )
    for service in openrefine.SERVICES:
        yield service.path, Answer(_service(service))
    for export in DOWNLOADS:
        yield export.path, Answer(_file(export))
    for view in PAGES:
        yield view.json, Answer(_record(view), view.settled)
        yield view.path, Answer(_page(view), view.settled)
    for action in ACTIONS:
        yield action.path, Answer(_done(action))


ANSWERS: Mapping[str, Answer] = dict(_all())
"""By the address as it is listed."""
