"""Lists: narrowed, sorted and paged by what stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from markupsafe import Markup

from counterclaim.ledger import queries
from counterclaim.ledger.filter import ADDRESS_KEYS, KEYS, Filter
from counterclaim.ledger.queries import Listed, Row
from counterclaim.model.where import CHOICES, WhereError
from counterclaim.publishing.plain import plain as plain_text
from counterclaim.publishing.wording import STATUSES
from counterclaim.web.site import Visit, address

ROWS = 50  # of one page
_DEEPEST = 1_000_000  # pages
_OFFERED = 50  # names that a field offers while one types; any other may be typed too
_LABELS = {
    "q": "Words", "type": "Type", "status": "Status", "polarity": "The text", "place": "Place",
    "outlet": "Outlet", "actor": "Actor", "voices>": "Voices, at least",
    "documents>": "Documents, at least", "since": "Reported since",
    "until": "Reported until",
}  # fmt: skip
_KINDS = {
    "q": "search", "type": "choice", "status": "choice", "polarity": "choice", "voices>": "number",
    "documents>": "number", "since": "date", "until": "date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form above a list. ``choices`` are values with their words; ``offered`` are
    the options of a text that may be any other."""

    key: str
    label: str
    hint: str
    kind: str
    values: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    offered: Markup


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column by which a list can be sorted: the address that does so, and how it is
    sorted by it now ("ascending", "descending", "")."""

    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list's address asks for."""

    wanted: Filter
    sort: str
    page: int

    @classmethod
    def of(cls, visit: Visit, listed: Listed) -> Asked:
        """Raises WhereError, naming the key, where the address asks for what cannot be."""
        rest = [(key, value) for key, value in visit.asked if key not in ("sort", "page")]
        for key, _ in rest:
            if key not in ADDRESS_KEYS:
                known = ", ".join((*listed.keys, "sort", "page"))
                raise WhereError(f"{key[:40]}: no such key here; there are {known}")
        return cls(Filter.of(rest), _sort(visit, listed), page_number(visit))

    def pairs(self, listed: Listed, **other: object) -> list[tuple[str, object]]:
        """The keys and values of the address, some of them others."""
        sort, page = other.get("sort", self.sort), other.get("page", self.page)
        pairs: list[tuple[str, object]] = [*self.wanted.given]
        pairs += [("sort", sort)] if sort != next(iter(listed.sorts)) else []
        return pairs + ([("page", page)] if page != 1 else [])


@dataclass(frozen=True, slots=True)
class List:
    """One page of a list. ``before`` and ``after`` lead to the pages beside it."""

    path: str
    rows: Sequence[Row]
    total: int
    page: int
    pages: int
    before: str
    after: str
    json: str
    query: str
    heads: Mapping[str, Head]
    narrowed: bool

    def record(self, rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
        """The list as JSON, its rows as they are given."""
        return {
            "total": self.total,
            "page": self.page,
            "pages": self.pages,
            "next": self.after or None,
            "rows": list(rows),
        }


def listed(visit: Visit, path: str, kind: Listed, most: int = ROWS) -> tuple[Asked, List]:
    """The page of a list that the visit asks for, with at most so many rows."""
    asked = Asked.of(visit, kind)
    total = counted(visit, kind, asked.wanted)
    pages = max(1, ceil(total / most))
    start = (asked.page - 1) * most
    rows: list[Row] = []
    if start < total:
        rows = queries.rows(visit.connection, kind, asked.wanted, asked.sort, start, most, total)

    def beside(page: int) -> str:
        return address(path, asked.pairs(kind, page=page)) if 1 <= page <= pages else ""

    return asked, List(
        path=path,
        rows=rows,
        total=total,
        page=asked.page,
        pages=pages,
        before=beside(asked.page - 1),
        after=beside(asked.page + 1),
        json=address(f"{path}.json", asked.pairs(kind)),
        query=address("", asked.wanted.given),
        heads={name: _head(path, kind, asked, name) for name in kind.sorts},
        narrowed=bool(asked.wanted.given),
    )


def counted(visit: Visit, kind: Listed, wanted: Filter) -> int:
    """How many rows a list has."""
    return visit.remembered(
        (kind.name, "total", wanted), lambda: queries.total(visit.connection, kind, wanted)
    )


def form(visit: Visit, kind: Listed, wanted: Filter) -> tuple[Field, ...]:
    """The fields above a list, filled in as the address says."""
    given: dict[str, list[str]] = {}
    for key, value in wanted.given:
        given.setdefault(key, []).append(value)
    return tuple(
        Field(
            key,
            _LABELS[key],
            KEYS[key],
            _KINDS.get(key, "name"),
            tuple(given.get(key, ())),
            _choices(key),
            _offered(visit, key),
        )
        for key in kind.keys
    )


def plain(row: Row) -> dict[str, Any]:
    """A row as JSON."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in row.items()
        if key != "number"
    }


def _choices(key: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (value, STATUSES[value] if key == "status" else value) for value in CHOICES.get(key, ())
    )


def _offered(visit: Visit, key: str) -> Markup:
    """Made once for each state of the ledger: they are longer than many a list."""
    if key not in ("place", "outlet", "actor"):
        return Markup()
    return visit.remembered(("offered", key), lambda: _options(visit, key))


def _options(visit: Visit, key: str) -> Markup:
    option = Markup('<option value="{}"></option>')
    most = queries.most(visit.connection, key, _OFFERED)
    return Markup().join(option.format(plain_text(value)) for value, _ in most)


def _head(path: str, kind: Listed, asked: Asked, name: str) -> Head:
    """Numbers and days are first sorted downwards, words upwards."""
    first = name if name in ("question", "title", "outlet", "number") else f"-{name}"
    other = name if first.startswith("-") else f"-{name}"
    now = {name: "ascending", f"-{name}": "descending"}.get(asked.sort, "")
    to = other if asked.sort == first else first
    return Head(address(path, asked.pairs(kind, sort=to, page=1)), now)


def _sort(visit: Visit, listed: Listed) -> str:
    given = [value for key, value in visit.asked if key == "sort" and value]
    sort = given[-1] if given else next(iter(listed.sorts))
    if sort.removeprefix("-") not in listed.sorts:
        known = ", ".join(listed.sorts)
        raise WhereError(f"sort: no such order; there are {known}, each also with - before it")
    return sort


def page_number(visit: Visit) -> int:
    """The page of a list that is asked for, from 1. Raises WhereError."""
    value = next((value for key, value in reversed(visit.asked) if key == "page" and value), "1")
    if not (value.isascii() and value.isdecimal() and len(value) < 8) or int(value) < 1:
        raise WhereError("page: a whole number from 1 on")
    return min(int(value), _DEEPEST)
