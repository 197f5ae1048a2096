"""What all pages of one served ledger share, and what one visit to a page has at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import Any, TypeVar, cast
from urllib.parse import quote, urlencode

from jinja2 import Environment
from sqlalchemy import Connection

from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from counterclaim.publishing.basemap import Basemap
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.pages import environment
from counterclaim.web.access import Access, Session
from counterclaim.web.addresses import addresses
from counterclaim.web.desk import Desk
from counterclaim.web.roles import User

Value = TypeVar("Value")


class Remembered:
    """What stays as it is until the ledger is written to; the ``most`` that were asked for last."""

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._writes = -1
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, writes: int, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made if it is not known or from another state of the ledger."""
        with self._lock:
            if writes != self._writes:
                self._values.clear()
                self._writes = writes
            if key in self._values:
                self._values.move_to_end(key)
                return cast(Value, self._values[key])
        made = make()
        with self._lock:
            if writes == self._writes:
                self._values[key] = made
                if len(self._values) > self._most:
                    self._values.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Site:
    """A ledger that is served.

    ``name`` is what pages call it, ``cookie`` the session's, ``desk`` what decisions need beside
    it, ``basemap`` the ground of the map. ``remembered`` is for one state of the ledger, ``drawn``
    for large parts of pages; ``listed`` is for the state of its entries, which stay through
    acceptances and notes. ``run`` tells this run of the program from every other.
    """

    ledger: Ledger
    name: str
    access: Access
    cookie: str
    secure: bool
    desk: Desk
    basemap: Basemap | None = None
    run: str = field(default_factory=token_urlsafe)
    templates: Environment = field(default_factory=lambda: environment("counterclaim.web"))
    remembered: Remembered = field(default_factory=Remembered)
    listed: Remembered = field(default_factory=Remembered)
    drawn: Remembered = field(default_factory=lambda: Remembered(most=20))


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: what it asks for, who asks, and the ledger as it stands at this moment.

    ``writes`` tells one state of the ledger from another; ``client`` is the address that the
    request comes from; ``path`` are the parts in braces of the page's address; ``asked`` the keys
    and values after the question mark; ``form`` those of a form that was sent.
    """

    site: Site
    connection: Connection
    writes: int
    session: Session
    client: str
    path: Mapping[str, str]
    asked: Sequence[tuple[str, str]]
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def user(self) -> User:
        return self.session.user

    def remembered(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """See ``Remembered``."""
        return self.site.remembered.get(self.writes, key, make)


@dataclass(frozen=True, slots=True)
class Page:
    """A page in its two forms, of which the one that is asked for is made.

    ``context`` is what the template shows, ``record`` what stands in the JSON, or that JSON itself.
    """

    title: str
    template: str
    context: Callable[[], Mapping[str, Any]]
    record: Callable[[], Mapping[str, Any] | bytes]


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its name, and what writes it."""

    name: str
    write: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a form: the page that is shown next."""

    to: str


class ConflictError(Exception):
    """What a form is about changed since it was shown; ``page`` tells how."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.title)
        self.page = page


class MissingError(Exception):
    """There is nothing at this address; the message says what there is instead."""


def lookup(part: Collection) -> Lookup:
    """The part's cross references, leading to the pages of this site."""
    return Lookup.over(part, addresses(part))


def address(path: str, pairs: Sequence[tuple[str, object]] = ()) -> str:
    """An address within the site."""
    asked = urlencode([(key, str(value)) for key, value in pairs])
    return f"{quote(path)}?{asked}" if asked else quote(path)
