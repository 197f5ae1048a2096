"""What a request asks, as it is handed to the process that answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request

from counterclaim.web.access import Session


@dataclass(frozen=True, slots=True)
class Call:
    """One request of somebody who has come in.

    ``to`` is the address as it is listed, ``path`` the parts in its braces, ``asked`` the keys and
    values after the question mark, ``form`` those of a form that was sent. ``held`` are the tags of
    what the asker has already; ``base`` is where the site was reached; ``json`` says that a program
    asks.
    """

    to: str
    session: Session
    client: str
    json: bool
    base: str
    path: Mapping[str, str] = field(default_factory=dict)
    asked: Sequence[tuple[str, str]] = ()
    form: Mapping[str, str] = field(default_factory=dict)
    held: str = ""

    @classmethod
    def of(
        cls, request: Request, to: str, *, json: bool, secure: bool, form: Mapping[str, str]
    ) -> Call:
        scheme = "https" if secure else request.url.scheme
        return cls(
            to=to,
            session=request.state.session,
            client=request.client.host if request.client else "",
            json=json,
            base=f"{scheme}://{request.headers.get('host', '')}",
            path={key: str(value) for key, value in request.path_params.items()},
            asked=request.query_params.multi_items(),
            form=form,
            held=request.headers.get("if-none-match", ""),
        )
