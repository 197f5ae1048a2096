"""How far the files of the archive are whole, as fetching tells and reading asks."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Lock
from typing import Final

_PATTERN: Final = "pages-*.warc.gz"


class Arrivals:
    """Files of the archive by name, in order, with the sizes they had when all in them was whole.

    May be used from two threads.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock, self._news = Lock(), Event()
        self._sizes: dict[str, int] = {}
        self._grown: deque[tuple[str, int, float]] = deque()

    def look(self, now: float) -> None:
        """Take the files as they stand: nobody writes to them at this moment."""
        sizes = {path.name: path.stat().st_size for path in sorted(self._folder.glob(_PATTERN))}
        with self._lock:
            grown = [(file, n, now) for file, n in sizes.items() if self._sizes.get(file) != n]
            self._sizes = sizes
            self._grown.extend(grown)
        if grown:
            self._news.set()

    def sizes(self) -> Mapping[str, int]:
        """The files and their sizes."""
        with self._lock:
            return dict(self._sizes)

    def wait(self, seconds: float) -> None:
        """Wait until there is more, but no longer than this."""
        self._news.wait(seconds)
        self._news.clear()

    def read(self, file: str, offset: int, now: float) -> tuple[float, ...]:
        """A file was read so far; gives for what that completes how long ago it came."""
        delays = []
        with self._lock:
            rest = []
            for one in self._grown:
                if one[0] == file and one[1] <= offset:
                    delays.append(now - one[2])
                else:
                    rest.append(one)
            self._grown = deque(rest)
        return tuple(delays)
