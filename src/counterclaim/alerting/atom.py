"""The latest events as an Atom feed, which any feed reader follows."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from counterclaim.alerting.channels import DeliveryError
from counterclaim.alerting.events import Event
from counterclaim.alerting.outbox import Outbox

_ATOM: Final = "http://www.w3.org/2005/Atom"
_LATEST: Final = 100  # events; readers ask more often than that many happen
_UNSPEAKABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

register_namespace("", _ATOM)


class AtomFeed:
    """Keeps a file as a feed of the latest events. ``site`` is where the ledger is served."""

    batch = 1000

    def __init__(self, path: Path, outbox: Outbox, site: str = "") -> None:
        self._path, self._outbox, self._site = path, outbox, site
        self.name = str(path)

    def send(self, events: Sequence[Event]) -> None:
        made = self._path.with_name(f".{self._path.name}.new")
        try:
            with made.open("wb") as file:
                file.write(atom(self._outbox.latest(_LATEST), self._site))
                file.flush()
                os.fsync(file.fileno())
            made.replace(self._path)
        except OSError as error:
            raise DeliveryError(f"cannot be written ({error.strerror or error})") from error


def atom(events: Sequence[Event], site: str = "") -> bytes:
    """A feed of events, the latest first."""
    feed = Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", "urn:counterclaim:events")
    _add(feed, "title", "Counterclaim: what changed")
    _add(feed, "updated", events[0].at.isoformat() if events else "1970-01-01T00:00:00+00:00")
    _add(_add(feed, "author"), "name", "Counterclaim")
    for event in events:
        _entry(feed, event, site)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: Element, event: Event, site: str) -> None:
    answer = event.change.answer
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:counterclaim:{event.id}")
    _add(entry, "title", answer.question)
    _add(entry, "updated", event.at.isoformat())
    for kind in event.change.kinds:
        _add(entry, "category").set("term", kind)
    if site:
        _add(entry, "link").set("href", f"{site.rstrip('/')}/entries/{answer.fact}")
    _add(entry, "content", event.text).set("type", "text")


def _add(parent: Element, name: str, text: str = "") -> Element:
    element = SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = _UNSPEAKABLE.sub("\ufffd", text) or None
    return element
