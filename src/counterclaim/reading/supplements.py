"""What a user's imported metadata say of reports: by their identifier, file, address or site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final
from urllib.parse import urlsplit

from counterclaim.errors import InputError
from counterclaim.model import Imported
from counterclaim.reading.days import parsed
from counterclaim.reading.listings import Row
from counterclaim.reading.record import Record

COLUMNS: Final = ("doc", "file", "url", "site", "outlet", "published", "title", "language")
_KEYS: Final = ("doc", "file", "url", "site")
_SAID: Final = ("outlet", "published", "url", "title", "language")

# What is said, and the row that says it.
Said = tuple[Mapping[str, str], Imported]


@dataclass(frozen=True, slots=True)
class Supplements:
    """Rows of metadata by what they are about."""

    docs: Mapping[str, Said] = field(default_factory=dict)
    files: Mapping[str, tuple[tuple[str, Said], ...]] = field(default_factory=dict)
    urls: Mapping[str, Said] = field(default_factory=dict)
    sites: Mapping[str, Said] = field(default_factory=dict)

    @classmethod
    def of(cls, imported: Iterable[Imported]) -> Supplements:
        """Of two rows about one report, site or address the first holds."""
        made: dict[str, dict[str, Said]] = {key: {} for key in _KEYS}
        for row in imported:
            if row.kind == "metadata":
                key, about, said = split(row.cells)
                made[key].setdefault(about, (said, row))
        files: dict[str, tuple[tuple[str, Said], ...]] = {}
        for path, each in made["file"].items():
            name = PurePath(path).name
            files[name] = (*files.get(name, ()), (path, each))
        return cls(made["doc"], files, made["url"], made["site"])

    def supplied(self, record: Record, doc: str) -> Record:
        """The record under the id ``doc``, with what it lacks. What is said of it by its identifier
        goes before what is said of its file, address and site, in this order."""
        for said, row in self.about(doc, record.file, record.place, record.url):
            record = record.supplied(said, f"the metadata of {row.file}")
        return record

    def about(self, doc: str, file: str, place: str, url: str) -> Iterator[Said]:
        """The rows about a report, the most exact first."""
        if doc in self.docs:
            yield self.docs[doc]
        if self.files:
            yield from self._of_file(file)
            yield from self._of_file(place.removeprefix("member "))
        if url in self.urls:
            yield self.urls[url]
        if self.sites:
            host = site(url)
            while host:
                if host in self.sites:
                    yield self.sites[host]
                host = host.partition(".")[2]

    def _of_file(self, path: str) -> Iterator[Said]:
        parts = PurePath(path).parts
        for named, said in self.files.get(parts[-1], ()) if parts else ():
            wanted = PurePath(named).parts
            if parts[-len(wanted) :] == wanted:
                yield said


NONE: Final = Supplements()


def cells_of(row: Row) -> Mapping[str, str]:
    """What a row of metadata says. Raises InputError, in one line, where it says nothing."""
    cells = {name: word for name in COLUMNS if (word := row.word(name))}
    if not any(key in cells for key in _KEYS):
        raise InputError(f"{row.where}: names no report; fill in one of {', '.join(_KEYS)}")
    if "site" in cells:
        cells["site"] = site(cells["site"])
    key, about, said = split(cells)
    if not about:
        raise InputError(f"{row.where}: names no {key}; write a site as norte.example")
    if not said:
        raise InputError(f"{row.where}: says nothing of {about}; fill in one of {', '.join(_SAID)}")
    if "published" in said and parsed(said["published"]) is None:
        raise InputError(
            f"{row.where}: “{said['published'][:40]}” is no date; write it as 2024-12-05"
        )
    return cells


def split(cells: Mapping[str, str]) -> tuple[str, str, Mapping[str, str]]:
    """Which of its columns says what a row is about, what that is, and what is said of it."""
    key = next(key for key in _KEYS if cells.get(key))
    said = {name: cells[name] for name in _SAID if name != key and cells.get(name)}
    return key, cells[key], said


def site(address: str) -> str:
    """The host of an address, or a host by itself, in small letters and without "www."."""
    whole = address if "//" in address else f"//{address}"
    try:
        return (urlsplit(whole).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
