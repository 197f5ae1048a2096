"""An export format: what makes it, and of what kind its result is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.model import Collection
from counterclaim.publishing.exports.held import in_memory
from counterclaim.publishing.exports.source import Source


@dataclass(frozen=True, slots=True)
class Lines:
    """A format of text. Called with a collection or a source, it gives lines without their end."""

    make: Callable[[Source], Iterator[str]]

    def __call__(self, held: Collection | Source) -> Iterator[str]:
        return self.make(held if isinstance(held, Source) else Source(in_memory(held)))


@dataclass(frozen=True, slots=True)
class File:
    """A format of one binary file. ``beside`` names further text files, by the end of their name:
    each is made from the source and the name of the file without its ending."""

    write: Callable[[Source, Path], None]
    beside: tuple[tuple[str, Callable[[Source, str], str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """A format of several files in a folder."""

    write: Callable[[Source, Path], None]


Format = Lines | File | Folder
