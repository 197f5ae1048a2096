"""Health and metrics, served on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from socket import AF_INET, AF_INET6
from threading import Thread
from typing import Final

from counterclaim.errors import CounterclaimError
from counterclaim.watching.health import reasons
from counterclaim.watching.metrics import Metrics
from counterclaim.watching.status import Status

_WAIT: Final = 10.0  # seconds for a request to arrive
_LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where health is asked after: an address and port to listen on, and the names it goes by.

    Requests under other names are refused, so that no page in a browser can read it.
    """

    host: str
    port: int
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: str, names: tuple[str, ...] = ()) -> Desk:
        """From ``PORT`` or ``HOST:PORT``. Without a host it listens on this machine only.

        Raises CounterclaimError where it is neither, or a host of others lacks a name.
        """
        host, _, port = given.rpartition(":")
        host = host.strip("[]") or "127.0.0.1"
        if not port.isdecimal() or int(port) > 65535:
            raise CounterclaimError(f"--health {given}: write PORT or HOST:PORT")
        try:
            local = host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            local = False
        if not local and not names:
            raise CounterclaimError(
                f"--health {given}: others could ask there; name the host that they ask under "
                "(--health-name HOST), or listen on 127.0.0.1"
            )
        return cls(host, int(port), names)


@contextmanager
def serving(desk: Desk, status: Status) -> Iterator[str]:
    """Answer ``/health`` and ``/metrics``; gives the address.

    Raises CounterclaimError where it cannot listen there.
    """
    metrics = Metrics(status)

    class Handler(BaseHTTPRequestHandler):
        timeout = _WAIT
        server_version, sys_version = "counterclaim", ""

        def do_GET(self) -> None:
            self._send(*_answer(self.path, self.headers.get("Host", ""), desk, status, metrics))

        def _send(self, code: int, kind: str, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged: monitors ask all the time."""

    class Server(ThreadingHTTPServer):
        address_family = AF_INET6 if ":" in desk.host else AF_INET
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Who hangs up is no matter."""

    try:
        server = Server((desk.host, desk.port), Handler)
    except OSError as error:
        raise CounterclaimError(
            f"--health {desk.host}:{desk.port}: {error.strerror or error}; take another port"
        ) from error
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        host = f"[{desk.host}]" if ":" in desk.host else desk.host
        yield f"http://{host}:{server.server_address[1]}/health"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


Answered = tuple[int, str, bytes]


def _answer(path: str, host: str, desk: Desk, status: Status, metrics: Metrics) -> Answered:
    if not _known(host, desk):
        return 421, "text/plain", b"unknown host: name it with --health-name\n"
    pages: dict[str, Callable[[], Answered]] = {
        "/health": lambda: _health(status),
        "/metrics": lambda: (200, "text/plain; version=0.0.4; charset=utf-8", metrics.page()),
    }
    page = pages.get(path.partition("?")[0])
    return page() if page else (404, "text/plain", b"there are /health and /metrics\n")


def _health(status: Status) -> Answered:
    held = status.now()
    why = reasons(held)
    told = {
        "status": "failing" if why else "ok",
        "reasons": why,
        "feeds": len(held.feeds),
        "failing_feeds": sum(bool(feed.failures) for feed in held.feeds.values()),
        "documents": held.documents,
        "unread_bytes": held.unread,
        "waiting_events": {name: one.waiting for name, one in held.receivers.items()},
    }
    body = json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    return 503 if why else 200, "application/json", body


def _known(host: str, desk: Desk) -> bool:
    """Whether a request's Host header is a name that this machine goes by here."""
    name = host.lower()
    if not name.endswith("]"):
        name = name.rpartition(":")[0] if ":" in name else name
    own = f"[{desk.host}]" if ":" in desk.host else desk.host
    return name in (*_LOCAL, own, *(known.lower() for known in desk.names))
