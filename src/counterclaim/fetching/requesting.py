"""One request and its answer, within bounds of size and time."""

from __future__ import annotations

from dataclasses import replace
from ssl import SSLContext
from typing import Final

import httpcore2
import httpx2

from counterclaim import __version__
from counterclaim.errors import FetchingError
from counterclaim.fetching.addresses import Address, Allowed
from counterclaim.fetching.answers import Answer, too_long
from counterclaim.fetching.clock import SYSTEM, Clock
from counterclaim.fetching.connecting import CheckedBackend, Resolver, looked_up
from counterclaim.fetching.failures import FailedError
from counterclaim.fetching.limits import DEFAULT, Limits

#: The name by which robots.txt may address us.
NAME: Final = "counterclaim"
_ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/feed+json,application/xml;q=0.9,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.1"
)
_AGAIN: Final = "try again another time"


def user_agent(contact: str = "") -> str:
    """What we call ourselves; ``contact`` is where the host's people may write to."""
    if not contact:
        return f"{NAME}/{__version__}"
    if not contact.isascii() or not contact.isprintable() or set("()") & set(contact):
        raise FetchingError("--contact: write a mail address or the address of a page, in ASCII")
    return f"{NAME}/{__version__} (+{contact})"


class Requester:
    """Sends requests. It keeps no cookies, follows no redirects and uses no proxy."""

    def __init__(
        self,
        allowed: Allowed,
        *,
        contact: str = "",
        limits: Limits = DEFAULT,
        clock: Clock = SYSTEM,
        resolve: Resolver = looked_up,
        trust: SSLContext | None = None,
    ) -> None:
        self._limits, self._clock = limits, clock
        self._headers = {
            "User-Agent": user_agent(contact),
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        self._pool = httpcore2.ConnectionPool(
            ssl_context=trust or httpx2.create_ssl_context(),
            network_backend=CheckedBackend(allowed, limits, clock, resolve),
            max_connections=None,
            # Each connection has one deadline, and so serves one request.
            max_keepalive_connections=0,
        )

    def send(self, address: Address, headers: dict[str, str], longest: int) -> Answer:
        """The answer to one request. Raises FetchError."""
        url = httpx2.URL(address.url)
        target = httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        limits = self._limits
        waits = {"connect": limits.connect, "read": limits.silence, "write": limits.silence}
        try:
            with self._pool.stream(
                "GET",
                target,
                headers=list({**self._headers, **headers}.items()),
                extensions={"timeout": waits},
            ) as response:
                return self._answer(address, response, longest)
        except httpcore2.TimeoutException as error:
            raise FailedError("does not answer in time", _AGAIN) from error
        except httpcore2.ProtocolError as error:
            raise FailedError(f"answers with no sound HTTP ({_plain(error)})", _AGAIN) from error
        except httpcore2.NetworkError as error:
            raise FailedError(f"cannot be reached ({_plain(error)})", _AGAIN) from error

    def _answer(self, address: Address, response: httpcore2.Response, longest: int) -> Answer:
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers
        )
        answer = Answer(
            address.url,
            address.url,
            response.status,
            response.extensions.get("reason_phrase", b"").decode("latin-1"),
            headers,
            b"",
            self._clock.now(),
            _machine(response),
        )
        if answer.status in (200, 203):
            return _filled(answer, response, longest)
        # What comes with an error or a redirect is nobody's report.
        return answer

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


def _filled(answer: Answer, response: httpcore2.Response, longest: int) -> Answer:
    said = answer.fields.get("content-length", "")
    if said.isdecimal() and len(said) < 19 and int(said) > longest:
        raise too_long(longest)
    pieces, size = [], 0
    for piece in response.iter_stream():
        size += len(piece)
        if size > longest:
            raise too_long(longest)
        pieces.append(piece)
    return replace(answer, body=b"".join(pieces))


def _machine(response: httpcore2.Response) -> str:
    stream = response.extensions.get("network_stream")
    place = stream.get_extra_info("server_addr") if stream is not None else None
    return str(place[0]) if place else ""


def _plain(error: Exception) -> str:
    return " ".join(str(error)[:100].split()) or type(error).__name__
