"""What every request passes on its way in, and every answer on its way out."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.web.access import Access

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # without one, browsers send forms from "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = ("GET", "HEAD", "OPTIONS")
_SERVICES = "/reconcile/"  # they know who asks by their address alone, and change nothing


class Guard:
    """Refuses other hosts' names and other sites' forms, knows who asks, closes every answer.

    A page of another site may have its own name point here (DNS rebinding); the name then stands
    in the Host header. The session, or None, is left in the scope's ``state``.
    """

    def __init__(self, app: ASGIApp, access: Access, hosts: Collection[str], cookie: str) -> None:
        self.app = app
        self.access = access
        self.hosts = frozenset(host.lower() for host in hosts)
        self.cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        headers = Headers(scope=scope)
        state: MutableMapping[str, Any] = scope.setdefault("state", {})
        state["session"] = self.access.session(_cookie(headers, self.cookie))
        state["refused"] = self._refused(scope, headers)
        await self.app(scope, receive, closed)

    def _refused(self, scope: Scope, headers: Headers) -> str:
        """Why a request is not answered; empty where it is."""
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return (
                "This name is not known here. Whoever runs the program can allow it: "
                "counterclaim serve --name NAME"
            )
        if scope["method"] in _SAFE or scope["path"].startswith(_SERVICES):
            return ""
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return "This form was sent by another site."
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "This form was sent by another site."
        return ""


def _name(host: str) -> str:
    """The name without the port; an IPv6 address without its brackets."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _cookie(headers: Headers, name: str) -> str:
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return held.value if held else ""
