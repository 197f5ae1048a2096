"""The names of news agencies and outlets, and where a text mentions them."""

from __future__ import annotations

import csv
import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from counterclaim.model import Span

_WORD: Final = re.compile(r"[^\W_]+")
_POSSESSIVE: Final = re.compile(r"s(?!\w)")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an agency or outlet: where it stands and the name it is known by.

    ``careful`` marks words that often mean something else ("Dawn", "Petra"): they count only
    where the words around them speak of a medium.
    """

    span: Span
    name: str
    careful: bool


@dataclass(frozen=True, slots=True)
class _Form:
    written: str
    name: str
    careful: bool


def mentions(
    text: str, start: int = 0, end: int | None = None, also: Iterable[str] = ()
) -> Iterator[Named]:
    """The listed agencies and outlets named in ``text[start:end]``, in order, longest name first.

    ``also`` are further names to look for, those that ``telling`` would keep. Letters count as
    written: "AP" is an agency, "ap" is not. Time is linear in the text.
    """
    forms, stop, at = _with(_forms(), also), len(text) if end is None else end, start
    for word in _WORD.finditer(text, start, stop):
        if word.start() < at:
            continue
        # "SANAs" has lost its apostrophe.
        for form in forms.get(word[0], ()) or forms.get(word[0].removesuffix("s"), ()):
            close = word.start() + len(form.written)
            if close <= stop and text.startswith(form.written, word.start()):
                if not _closed(text, close, form.written):
                    continue
                yield Named(Span(word.start(), close), form.name, form.careful)
                at = close
                break


def known(written: str) -> str | None:
    """The name that ``written`` stands for, or None where the list does not have it."""
    return _written().get(" ".join(written.split()))


def telling(names: Iterable[str | None]) -> tuple[str, ...]:
    """Those of the names that are not listed and can be told from common words, in order.

    They begin with a capital and have four characters or more.
    """
    fit = {n for n in names if n and 4 <= len(n) <= 60 and n[0].isupper() and not known(n)}
    return tuple(sorted(fit))


def host_name(host: str) -> str | None:
    """The outlet whose pages stand under this host ("www.sana.sy" → SANA), or None."""
    labels = host.lower().split(".")
    hosts = _hosts()
    found = (hosts.get(".".join(labels[at:])) for at in range(len(labels)))
    return next((name for name in found if name), None)


def _closed(text: str, close: int, written: str) -> bool:
    """Whether the name ends at ``close``, be it with an "s" that has lost its apostrophe."""
    following = text[close : close + 1]
    if not (following.isalnum() or following == "_"):
        return True
    return written.isupper() and _POSSESSIVE.match(text, close) is not None


def _with(
    forms: Mapping[str, tuple[_Form, ...]], also: Iterable[str]
) -> Mapping[str, tuple[_Form, ...]]:
    """The forms and further names; one of a single word counts as careful."""
    added: dict[str, tuple[_Form, ...]] = {}
    for name in also:
        first = _WORD.search(name)
        if first and first.start() == 0:
            form = _Form(name, name, " " not in name)
            alike = (form, *added.get(first[0], forms.get(first[0], ())))
            added[first[0]] = tuple(sorted(alike, key=lambda one: -len(one.written)))
    return ChainMap(added, forms) if added else forms  # type: ignore[arg-type]


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Name, written forms (a leading ? marks the careful ones) and hosts, as listed."""
    table = files("counterclaim.reading").joinpath("data/agencies.csv").read_text("utf-8")
    return tuple(
        (
            row["name"].lstrip("?"),
            (row["name"], *filter(None, row["also"].split("|"))),
            tuple(filter(None, row["hosts"].split("|"))),
        )
        for row in csv.DictReader(table.splitlines())
    )


@cache
def _forms() -> Mapping[str, tuple[_Form, ...]]:
    """Written forms by their first word, the longest first."""
    by_word: dict[str, list[_Form]] = {}
    for name, written, _ in _rows():
        for form in written:
            plain = form.lstrip("?")
            first = _WORD.search(plain)
            if first:
                by_word.setdefault(first[0], []).append(_Form(plain, name, form[0] == "?"))
    return MappingProxyType(
        {word: tuple(sorted(f, key=lambda form: -len(form.written))) for word, f in by_word.items()}
    )


@cache
def _written() -> Mapping[str, str]:
    return MappingProxyType(
        {form.written: form.name for forms in _forms().values() for form in forms}
    )


@cache
def _hosts() -> Mapping[str, str]:
    return MappingProxyType({host: name for name, _, hosts in _rows() for host in hosts})
