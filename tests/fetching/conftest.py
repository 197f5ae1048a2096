"""A site, a clock and a fetcher that may fetch from the site."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest

from counterclaim.fetching import Allowed, Fetcher
from tests.fetching.site import Hands, Site, names, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as open_site:
        yield open_site


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def fetcher(site: Site, clock: Hands) -> Iterator[Fetcher]:
    with fetcher_of(site, clock) as made:
        yield made


#: Nobody's certificates count. To load the system's takes a while.
NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def fetcher_of(site: Site, clock: Hands, *hosts: str, **options: object) -> Fetcher:
    """A fetcher that may use the site under some names of it."""
    places = [f"{host}:{site.port}" for host in (hosts or ("norte.example", "sur.example"))]
    given: dict[str, object] = {"clock": clock, "resolve": names(), "trust": NOBODY, **options}
    return Fetcher(Allowed.of(places), **given)  # type: ignore[arg-type]
