"""Which files a user's paths mean."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from counterclaim.model import Problem

Kind = Literal["text", "lines", "json", "table"]
KINDS: Final[dict[str, Kind]] = {
    ".txt": "text", ".text": "text", "": "text", ".md": "text", ".markdown": "text",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json", ".csv": "table", ".tsv": "table",
}  # fmt: skip
#: Kinds that would pass for text, or be told of as binary, where a plainer word helps.
_PAGES: Final = frozenset(
    (".html", ".htm", ".xhtml", ".xml", ".rss", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".parquet")
)
_READABLE: Final = "text, Markdown, JSON lines, JSON or CSV"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: ``real`` is where it truly lies, ``relative`` its place in what was given."""

    path: Path
    real: str
    relative: str
    kind: Kind

    @property
    def name(self) -> str:
        """The path as the user would write it."""
        return str(self.path)


def gather(paths: Iterable[Path]) -> Iterator[Found | Problem]:
    """The files that the paths mean, each once, in the order given, folders in sorted order.

    Folders are read with all folders in them; hidden files and folders, and files named README
    (they tell of the folder), are passed over, links to folders are not followed. Files of a kind
    that cannot be read are told of, once for each folder and kind.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _under(Path(path)):
            if isinstance(found, Problem):
                yield found
            elif found.real not in seen:
                seen.add(found.real)
                yield found


def _under(path: Path) -> Iterator[Found | Problem]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _unreachable(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif stat.S_ISREG(mode):
        suffix = path.suffix.lower()
        if suffix in _PAGES:
            what = f"is of a kind that is not read ({suffix})"
            yield Problem(str(path), "", what, f"save it as {_READABLE}")
            return
        yield Found(path, os.path.realpath(path), path.name, KINDS.get(suffix, "text"))
    else:
        yield Problem(str(path), "", "is no ordinary file", "give a file or a folder")


def _unreachable(path: Path, error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(str(path), "", "does not exist", "check the path")
    return unreadable(str(path), error)


def unreadable(name: str, error: Exception) -> Problem:
    """The problem that a failed reading makes."""
    reason = getattr(error, "strerror", None) or str(error)
    return Problem(name, "", f"cannot be read ({reason})", "check the file and its permissions")


def _folder(root: Path) -> Iterator[Found | Problem]:
    count = 0
    failed: list[OSError] = []
    for folder, inner, names in os.walk(root, onerror=failed.append):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        others: dict[str, int] = {}
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(folder, name)
            kind = KINDS.get(path.suffix.lower())
            if kind is None:
                others[path.suffix.lower()] = others.get(path.suffix.lower(), 0) + 1
            elif path.is_file() and path.stem.casefold() != "readme":
                count += 1
                relative = path.relative_to(root).as_posix()
                yield Found(path, os.path.realpath(path), relative, kind)
        yield from _unread(folder, others)
        yield from (unreadable(str(error.filename), error) for error in failed)
        failed.clear()
    yield from (unreadable(str(error.filename), error) for error in failed)
    if not count and not failed:
        what = "holds no documents"
        yield Problem(str(root), "", what, f"put {_READABLE} files there")


def _unread(folder: str, others: dict[str, int]) -> Iterator[Problem]:
    for suffix, number in sorted(others.items()):
        files = "1 file" if number == 1 else f"{number} files"
        yield Problem(folder, "", f"{files} of kind {suffix} passed over", f"save as {_READABLE}")
