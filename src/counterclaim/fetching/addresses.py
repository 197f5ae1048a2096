"""Addresses of pages: which may be asked for, as far as their words tell.

What a name stands for is known only once it is looked up: ``connecting`` checks that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from typing import Final
from urllib.parse import urljoin

import httpx2

from counterclaim.errors import FetchingError
from counterclaim.fetching.failures import RefusedError

_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 4096  # characters; browsers and servers take hardly more
_NAME: Final = re.compile(r"(?=.{1,253}\.?\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?\Z")
#: The last part of a host that systems read as a number: 127.1, 0x7f.1, 2130706433.
_NUMBER: Final = re.compile(r"\d+\Z|0x[0-9a-f]*\Z")
#: A name before the host. Some programs end the host at a backslash, so it does not end it here.
_USER: Final = re.compile(r"https?://[^/?#]*@", re.I)
_ALLOWANCE: Final = re.compile(r"(?P<host>\[[^\]]+\]|[^:/@\s]+)(?::(?P<port>\d{1,5}))?\Z")
_OTHERS: Final = "fetch takes addresses that begin with http:// or https://"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked for; ``url`` has no fragment."""

    url: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port, as robots.txt holds for them."""
        scheme = self.url.partition(":")[0]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts that the user named, though they lie on a private network or use another port."""

    hosts: frozenset[str] = frozenset()
    places: frozenset[tuple[str, int]] = field(default=frozenset())

    @classmethod
    def of(cls, names: Iterable[str]) -> Allowed:
        """From ``HOST`` or ``HOST:PORT`` each. Raises FetchingError for anything else."""
        hosts, places = set(), set()
        for name in names:
            found = _ALLOWANCE.match(name.lower())
            if not found or int(found["port"] or 80) > 65535:
                raise FetchingError(f"--allow {name}: no host; write HOST or HOST:PORT")
            host = found["host"].strip("[]")
            if found["port"]:
                places.add((host, int(found["port"])))
            else:
                hosts.add(host)
        return cls(frozenset(hosts), frozenset(places))

    def has(self, host: str, port: int) -> bool:
        """Whether the host was named: with this port, or alone and this is HTTP's or HTTPS's."""
        return (host, port) in self.places or (host in self.hosts and port in _PORTS.values())


NOBODY: Final = Allowed()


def checked(address: str, allowed: Allowed = NOBODY) -> Address:
    """The address in its normal form.

    Raises RefusedError where it is not http or https, holds a name or password, uses another port
    than 80 or 443 that was not allowed, or writes its host in an unusual way.
    """
    url = _parsed(address)
    port = url.port or _PORTS[url.scheme]
    host = url.raw_host.decode("ascii").lower()
    _check_host(host)
    if port not in _PORTS.values() and not allowed.has(host, port):
        raise RefusedError(
            f"uses port {port}", f"if you trust that server: --allow {_place(host, port)}"
        )
    return Address(str(url.copy_with(raw_path=url.raw_path, fragment=None)), host, port)


def joined(base: str, link: str) -> str:
    """The address that a link means on the page or in the feed at ``base``."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link.strip()


def _parsed(address: str) -> httpx2.URL:
    text = address.strip()
    if len(text) > _LONGEST:
        raise RefusedError(f"is longer than {_LONGEST:,} characters", "no page has such an address")
    if not re.match(r"https?://", text, re.I):
        raise RefusedError("is no address of a page", _OTHERS)
    if _USER.match(text):
        raise RefusedError("holds a user's name or password", "take it out of the address")
    try:
        return httpx2.URL(text)
    except (httpx2.InvalidURL, ValueError, TypeError):
        raise RefusedError("is no address", "check it for errors of typing") from None


def _check_host(host: str) -> None:
    if ":" in host:
        if "%" in host or not _is(IPv6Address, host):
            raise RefusedError("has no host", "check it for errors of typing")
    elif _NUMBER.match(host.removesuffix(".").rpartition(".")[2]):
        if not _is(IPv4Address, host):
            what = "writes its host as a number in an unusual way"
            raise RefusedError(what, "write the host's name")
    elif not _NAME.match(host):
        raise RefusedError("has no host", "check it for errors of typing")


def _is(kind: type[IPv4Address | IPv6Address], host: str) -> bool:
    try:
        kind(host)
    except ValueError:
        return False
    return True


def _place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
