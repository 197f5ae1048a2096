"""A site on a port of this machine: where it listens, under which names, and for whom."""

from __future__ import annotations

import getpass
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.publishing.basemap import Basemap
from counterclaim.web.access import Access, Audit
from counterclaim.web.app import application
from counterclaim.web.desk import Desk
from counterclaim.web.users import Users
from counterclaim.web.workers import usual

__all__ = ["Place", "serve"]

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ANY = ("", "0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is reached: ``names`` are further host names by which people come to it.

    ``certificate`` and ``key`` are files for HTTPS; ``behind_https`` says that a proxy on this
    machine speaks it. ``users`` and ``audit`` are files; without users only whoever has the
    address that is printed may come in, which is refused for other machines.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    users: Path | None = None
    audit: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    behind_https: bool = False

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def secure(self) -> bool:
        return self.certificate is not None or self.behind_https

    @property
    def hosts(self) -> tuple[str, ...]:
        own = _LOOPBACK if self.local else ()
        return tuple(host for host in (*own, self.host, *self.names) if host not in _ANY)

    def check(self) -> None:
        """Raises CounterclaimError for a place that would let in whom it should not."""
        if not self.local and self.users is None:
            raise CounterclaimError(
                f"{self.host}: other machines can reach it, so people must sign in; name a users "
                "file with --users (made by: counterclaim users add FILE NAME --role reader)"
            )
        if self.host in _ANY and not self.names:
            raise CounterclaimError(
                f"{self.host}: every address of this machine; say with --name by which name people "
                "come to it"
            )
        if (self.certificate is None) != (self.key is None):
            raise CounterclaimError("--certificate and --key belong together")


def serve(
    ledger: Ledger,
    name: str,
    place: Place,
    told: Callable[[str], None],
    desk: Desk | None = None,
    basemap: Basemap | None = None,
    processes: int | None = None,
) -> None:
    """Serve a ledger until interrupted. ``told`` is given the address once it can be opened;
    ``desk`` has the tables that the ledger was built with, ``basemap`` is the ground of the map.
    So many ``processes`` make pages; without a number, as many as suit this machine.

    Raises CounterclaimError where the place will not do, or its port is taken.
    """
    place.check()
    with _listening(place) as listener:
        port = listener.getsockname()[1]
        access = _access(place)
        app = application(
            ledger,
            access,
            name=name,
            hosts=place.hosts,
            cookie=_cookie(place, port),
            secure=place.secure,
            desk=desk,
            basemap=basemap,
            processes=processes or usual(),
        )
        told(_address(place, port, access.token))
        # Asked to end, uvicorn ends its work and then itself by this signal: not before the
        # processes that make pages are gone.
        signal.signal(signal.SIGTERM, _ended)
        uvicorn.Server(_config(app, place)).run(sockets=[listener])


def _ended(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _config(app: object, place: Place) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=place.behind_https,
        forwarded_allow_ips="127.0.0.1",
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
        timeout_graceful_shutdown=5,
    )


def _access(place: Place) -> Access:
    if place.users is None:
        return Access(local=_who(), audit=Audit(place.audit))
    log = place.audit or place.users.with_name(f"{place.users.name}.log")
    return Access(Users(place.users), audit=Audit(log))


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system user without a name
        return "you"


def _cookie(place: Place, port: int) -> str:
    """Cookies know no ports: two ledgers served at once must not share one."""
    return "__Host-counterclaim" if place.secure else f"counterclaim-{port}"


def _listening(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        return socket.create_server((place.host, place.port), family=family, backlog=128)
    except OSError as error:
        raise CounterclaimError(
            f"{place.host} port {place.port}: {error.strerror or error}; name another with --port"
        ) from error


def _address(place: Place, port: int, token: str) -> str:
    host = place.names[0] if place.names else place.host
    shown = f"[{host}]" if ":" in host else host
    scheme = "https" if place.secure else "http"
    where = f"{scheme}://{shown}" if place.behind_https else f"{scheme}://{shown}:{port}"
    return f"{where}/?token={token}" if token else f"{where}/"
