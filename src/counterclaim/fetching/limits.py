"""How much, how long and how often: the bounds of fetching, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds that every request is held to. Change them with ``dataclasses.replace``."""

    # Bytes, as sent and as unpacked. A page that is longer would not be read by ``build``.
    longest: int = 8 * 2**20
    # Seconds for a whole answer, for the connection, and between two pieces of the answer. A server
    # that sends a byte now and then is cut off by the first.
    whole: float = 60.0
    connect: float = 10.0
    silence: float = 20.0
    # Seconds between two requests to one host: what crawlers that nobody complains of keep to.
    delay: float = 3.0
    # Redirects in a row. Pages need one to three (https, www, a new name).
    redirects: int = 5
    # Requests for one address, the first included, and seconds before the second; each further one
    # waits twice as long.
    tries: int = 4
    backoff: float = 2.0
    # Seconds. Who asks for a longer pause is left alone until the next run.
    patience: float = 600.0
    # Bytes of a robots.txt that are read, as RFC 9309 has it, and seconds that it holds for.
    robots_longest: int = 512 * 1024
    robots_age: float = 24 * 3600.0
    # Failures in a row after which a host is left alone until the next run.
    failures: int = 3


DEFAULT = Limits()
