"""Sitemaps and indexes of sitemaps (sitemaps.org)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from counterclaim.fetching.addresses import joined
from counterclaim.fetching.feeds import Item
from counterclaim.fetching.markup import elements

_ROOT: Final = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s/>]")
_HEAD: Final = 4096  # bytes; comments may stand before the first element


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names, the latest first: pages, or where it is an index, other sitemaps."""

    pages: tuple[Item, ...] = ()
    sitemaps: tuple[Item, ...] = ()


def is_sitemap(data: bytes) -> bool:
    """Whether bytes begin as a sitemap or an index of sitemaps does."""
    return bool(_ROOT.search(data[:_HEAD]))


def sitemap(data: bytes, address: str) -> Sitemap:
    """The sitemap that was fetched from an address. Raises RefusedError where it is damaged.

    Places are in the order of their last change, the latest first; those without one stand last, in
    the sitemap's order.
    """
    found: list[tuple[str, str]] = []
    index = False
    place = changed = ""
    for event, name, element in elements(data):
        if event == "start":
            index = index or name == "sitemapindex"
            continue
        if name == "loc" and not place:
            place = (element.text or "").strip()
        elif name in ("lastmod", "publication_date"):
            changed = changed or (element.text or "").strip()
        elif name in ("url", "sitemap"):
            if place:
                found.append((changed, joined(address, place)))
            place = changed = ""
    found.sort(key=lambda one: one[0][:19], reverse=True)
    named = tuple(Item(place, published=day[:10]) for day, place in found)
    return Sitemap(sitemaps=named) if index else Sitemap(pages=named)
