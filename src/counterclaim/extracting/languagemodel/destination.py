"""Where the text of the reports goes when a language model reads them, in words."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from counterclaim.errors import ExtractorError

#: Ollama passes models of these names on to its makers' machines.
_CLOUD: Final = re.compile(r"[:-]cloud\Z")


@dataclass(frozen=True, slots=True)
class Destination:
    """An address, and what stands between it and this machine.

    ``local`` is True where the text stays on this machine, as far as the address tells.
    """

    words: str
    local: bool


def destination(address: str, model: str) -> Destination:
    """Where a model at this address has its text sent. Raises ExtractorError for no address."""
    parts = _split(address)
    where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    proxy = _proxy(parts.scheme, parts.netloc.rpartition("@")[2])
    if proxy:
        return Destination(f"are sent to {where} by way of the proxy {proxy}", local=False)
    if not _loopback(parts.hostname or ""):
        return Destination(f"are sent to {where}", local=False)
    if _CLOUD.search(model):
        return Destination(f"are sent to {where}, which passes them on to a cloud", local=False)
    return Destination(f"go to {where} and stay on this machine", local=True)


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return parts
    except ValueError:
        pass  # a port that is no number
    raise ExtractorError(f"{address}: no address of a server; name one as http://HOST:PORT")


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _proxy(scheme: str, host: str) -> str | None:
    """The proxy that the environment sends this address through, without its password."""
    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or proxy_bypass(host):
        return None
    return proxy.rpartition("@")[2]
