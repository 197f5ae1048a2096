"""A site with news, a clock and a fetcher that may fetch from it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterclaim.fetching import Fetcher
from tests.fetching.site import Hands, Site, serving
from tests.watching.desk import Heard, News, fetcher_of


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as open_site:
        yield open_site


@pytest.fixture
def news(site: Site) -> News:
    return News(site)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def fetcher(site: Site, clock: Hands) -> Iterator[Fetcher]:
    with fetcher_of(site.port, clock) as made:
        yield made


@pytest.fixture
def heard() -> Heard:
    return Heard()
