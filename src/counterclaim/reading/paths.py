"""Which files a user's paths mean, and what lies in archives among them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from counterclaim.model import Problem
from counterclaim.reading.archives import WITHIN, Archives
from counterclaim.reading.kinds import HEAD, Kind, kind, outright, suffix
from counterclaim.reading.sources import Source

_READABLE: Final = (
    "text, Markdown, HTML, PDF, e-mail, feeds, WARC, JSON lines, JSON, CSV or Parquet"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: ``real`` is where it truly lies, ``relative`` its place in what was given.

    Of a member of an archive, these are the archive and the name within it.
    """

    source: Source
    real: str
    relative: str
    kind: Kind

    @property
    def name(self) -> str:
        """The path as the user would write it."""
        return " ".join(filter(None, (self.source.name, self.source.place)))

    @property
    def stem(self) -> str:
        """The file's own name without its ending."""
        return PurePosixPath(self.relative).stem

    @property
    def folder(self) -> str:
        """The folder that it lies in."""
        return self.real.rpartition("/" if WITHIN in self.real else os.sep)[0]


def gather(paths: Iterable[Path], archives: Archives) -> Iterator[Found | Problem]:
    """The files that the paths mean, each once, in the order given, folders in sorted order.

    Folders are read with all folders in them, and archives like folders; hidden files and folders,
    and files named README (they tell of the folder), are passed over, links to folders are not
    followed. Files of a kind that cannot be read are told of, once for each folder and kind.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _under(Path(path)):
            if isinstance(found, Problem):
                yield found
            elif found.real not in seen:
                seen.add(found.real)
                yield from _opened(found, archives) if found.kind == "archive" else (found,)


def _opened(found: Found, archives: Archives) -> Iterator[Found | Problem]:
    """The members of an archive."""
    try:
        size = os.path.getsize(found.real)  # noqa: PTH202
    except OSError as error:
        yield found.source.unreadable(error)
        return
    for member in archives.members(found.source, size):
        if isinstance(member, Problem):
            yield member
        else:
            real = found.real + WITHIN + member.inner
            yield Found(member.source, real, member.inner, member.kind)


def _under(path: Path) -> Iterator[Found | Problem]:
    source = Source.of(path)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        yield (
            source.problem("does not exist", "check the path")
            if missing
            else source.unreadable(error)
        )
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif stat.S_ISREG(mode):
        found = outright(source.head(HEAD), path.name)
        if found is None:
            what = f"is of a kind that is not read ({suffix(path.name)})"
            yield source.problem(what, f"save it as {_READABLE}")
            return
        yield Found(source, os.path.realpath(path), path.name, found)
    else:
        yield source.problem("is no ordinary file", "give a file or a folder")


def _folder(root: Path) -> Iterator[Found | Problem]:
    count = 0
    failed: list[OSError] = []
    for folder, inner, names in os.walk(root, onerror=failed.append):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        others: dict[str, int] = {}
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(folder, name)
            if not path.is_file():
                continue
            source = Source.of(path)
            found = kind(source.head(HEAD), name)
            if found is None:
                others[suffix(name)] = others.get(suffix(name), 0) + 1
            elif path.stem.casefold() != "readme":
                count += 1
                relative = path.relative_to(root).as_posix()
                yield Found(source, os.path.realpath(path), relative, found)
        yield from _unread(folder, others)
        yield from (Source.of(Path(error.filename)).unreadable(error) for error in failed)
        failed.clear()
    yield from (Source.of(Path(error.filename)).unreadable(error) for error in failed)
    if not count and not failed:
        what = "holds no documents"
        yield Problem(str(root), "", what, f"put {_READABLE} files there")


def _unread(folder: str, others: dict[str, int]) -> Iterator[Problem]:
    for ending, number in sorted(others.items()):
        files = "1 file" if number == 1 else f"{number} files"
        yield Problem(folder, "", f"{files} of kind {ending} passed over", f"save as {_READABLE}")
