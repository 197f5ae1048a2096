"""Connections that go to checked machines only, and that end when their time is over.

A name is looked up once, each machine that it stands for is checked, and the connection goes to
that very machine: a name that would mean another one a moment later gains nothing. The name stays
in the request and in the check of the certificate.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from threading import Thread
from typing import Any, Final

import httpcore2

from counterclaim.fetching.addresses import Allowed
from counterclaim.fetching.clock import Clock
from counterclaim.fetching.failures import (
    PrivateHostError,
    RefusedError,
    SlowError,
    UnknownHostError,
)
from counterclaim.fetching.limits import Limits
from counterclaim.fetching.networks import is_public

#: Gives the addresses of the machines that a host's name stands for; raises socket.gaierror.
Resolver = Callable[[str, int], Iterable[str]]

_MACHINES: Final = 3  # machines of one name that are tried in turn


def looked_up(host: str, port: int) -> Iterable[str]:
    """The machines of a name, as the system's resolver has them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return dict.fromkeys(str(place[0]) for *_, place in found)


class CheckedBackend(httpcore2.NetworkBackend):
    """Opens connections for httpcore."""

    def __init__(self, allowed: Allowed, limits: Limits, clock: Clock, resolve: Resolver) -> None:
        self._allowed, self._limits, self._clock = allowed, limits, clock
        self._resolve = resolve
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to a machine of the host. Raises PrivateHostError, UnknownHostError."""
        deadline = self._clock.elapsed() + self._limits.whole
        failure: Exception | None = None
        for machine in self._machines(host, port)[:_MACHINES]:
            try:
                stream = self._backend.connect_tcp(machine, port, timeout=timeout)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Bounded(stream, deadline, self._limits, self._clock)
        raise failure or httpcore2.ConnectError("no machine answers to this name")

    def _machines(self, host: str, port: int) -> list[str]:
        """Those machines of a host that may be connected to."""
        try:
            found = self._looked_up(host, port)
        except TimeoutError as error:
            what = f"has a name that was not looked up within {self._limits.connect:g} seconds"
            raise SlowError(what, "try again another time") from error
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise httpcore2.ConnectError("its name cannot be looked up now") from error
            raise UnknownHostError(host) from error
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError("its name cannot be looked up") from error
        if self._allowed.has(host, port):
            return found
        public = [machine for machine in found if is_public(machine)]
        if not public:
            raise PrivateHostError(host)
        return public

    def _looked_up(self, host: str, port: int) -> list[str]:
        """The machines of a name. Nothing ends a lookup that is under way: one that takes too long
        is left to itself, on a thread of its own, until the system gives it up."""
        found: Future[list[str]] = Future()

        def look() -> None:
            try:
                found.set_result(list(self._resolve(host, port)))
            except BaseException as error:
                found.set_exception(error)

        Thread(target=look, name=f"lookup of {host}", daemon=True).start()
        return found.result(self._limits.connect)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        raise RefusedError("is a socket of this machine", "name an address of a page")

    def sleep(self, seconds: float) -> None:
        self._clock.sleep(seconds)


class _Bounded(httpcore2.NetworkStream):
    """A connection for one request: after ``deadline`` nothing more is read or written."""

    def __init__(
        self, stream: httpcore2.NetworkStream, deadline: float, limits: Limits, clock: Clock
    ) -> None:
        self._stream, self._deadline, self._limits, self._clock = stream, deadline, limits, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._left(timeout))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Bounded(inner, self._deadline, self._limits, self._clock)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        """Seconds that the next step may take. Raises SlowError where none are left."""
        left = self._deadline - self._clock.elapsed()
        if left <= 0:
            what = f"was not sent whole within {self._limits.whole:.0f} seconds"
            raise SlowError(what, "try again another time")
        return min(left, self._limits.silence if timeout is None else timeout)
