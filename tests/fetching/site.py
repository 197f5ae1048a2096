"""A site on this machine that answers as a test says, and a clock that a test turns."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Lock, Thread

from counterclaim.fetching.clock import Clock

START = datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the site answers; ``raw`` is sent as it stands in place of all else."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    raw: Iterator[bytes] | None = None


Page = Reply | Callable[[Mapping[str, str]], Reply]


class Site:
    """Pages by path, and what was asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[Mapping[str, str]] = []
        self.lock = Lock()

    def url(self, path: str, host: str = "norte.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, but for the rules of robots."""
        return [path for _, path in self.asked if path != "/robots.txt"]

    def reply(self, path: str, headers: Mapping[str, str]) -> Reply:
        page = self.pages.get(path, Reply(b"", 404))
        return page(headers) if callable(page) else page


@contextmanager
def serving(tls: SSLContext | None = None) -> Iterator[Site]:
    """A site that is open, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with site.lock:
                site.asked.append((self.headers["Host"].rpartition(":")[0], self.path))
                site.headers.append(dict(self.headers))
                reply = site.reply(self.path, dict(self.headers))
            try:
                self._send(reply)
            except OSError:  # the fetcher has heard enough
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            if reply.raw is not None:
                for piece in reply.raw:
                    self.wfile.write(piece)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Hands(Clock):
    """A clock whose time passes only by sleeping, and by ``step`` seconds each look."""

    def __init__(self, step: float = 0.0) -> None:
        self.passed, self.step = 0.0, step
        self.slept: list[float] = []
        self.lock = Lock()

    def now(self) -> datetime:
        return START + timedelta(seconds=round(self.passed))

    def elapsed(self) -> float:
        with self.lock:
            self.passed += self.step
            return self.passed

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(seconds)
            self.passed += seconds


def names(**machines: str) -> Callable[[str, int], list[str]]:
    """A resolver: names of the form ``a.example`` are this machine, others as given."""

    def resolve(host: str, port: int) -> list[str]:
        if host in machines:
            return machines[host].split()
        if host.endswith(".example"):
            return ["127.0.0.1"]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    return resolve
