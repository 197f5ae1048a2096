"""The reports that a feed names: RSS, Atom and JSON feeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from counterclaim.fetching.addresses import joined
from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.feeds import feed, is_json_feed, json_feed
from counterclaim.reading.record import Record
from counterclaim.reading.sources import Source


@dataclass(frozen=True, slots=True)
class Item:
    """A report that a feed or sitemap names; ``published`` is a day, or empty."""

    address: str
    title: str = ""
    published: str = ""


def items(data: bytes, address: str, policy: Policy = DEFAULT) -> Iterator[Item | Problem]:
    """The items of the feed that was fetched from an address, in the feed's order.

    Items without an address are told of as problems, as is a feed that cannot be understood.
    """
    source = Source(address, lambda: BytesIO(data))
    value = as_json(data)
    if value is not None:
        found = json_feed(value, source, policy, named=True)
    else:
        found = feed(source, policy, named=True)
    for entry in found:
        if isinstance(entry, Record) and entry.url:
            yield Item(joined(address, entry.url), entry.title, entry.published)
        elif isinstance(entry, Record):
            place = entry.place.partition(", ")[2] or entry.place
            yield source.problem("names no address", "it was skipped", place)
        else:
            yield entry


def as_json(data: bytes) -> Any:
    """The JSON feed that bytes hold; None where they are none."""
    if data.lstrip()[:1] != b"{":
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if is_json_feed(value) else None
