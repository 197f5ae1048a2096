"""The feeds that are watched: addresses, and files that list them, read again when they change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from counterclaim.errors import InputError
from counterclaim.fetching import Allowed, RefusedError
from counterclaim.fetching.addresses import checked
from counterclaim.fetching.lists import named
from counterclaim.model import Problem


class Sources:
    """What a user named. Raises InputError where a file cannot be read, or nothing can be used."""

    def __init__(self, given: Sequence[str], allowed: Allowed) -> None:
        self._given, self._allowed = given, allowed
        self._stamps = self._stamped()
        self.problems: tuple[Problem, ...] = ()
        self.feeds = self._read()

    def changed(self) -> bool:
        """Whether a file changed and was read again. One that cannot be read is left as it was."""
        stamps = self._stamped()
        if stamps == self._stamps:
            return False
        self._stamps = stamps
        try:
            self.feeds = self._read()
        except InputError as error:
            what, _, remedy = str(error).rpartition("; ")
            file, _, what = what.partition(": ")
            self.problems = (Problem(file, "", what, f"{remedy}; watching what it held before"),)
            return False
        return True

    def _read(self) -> tuple[str, ...]:
        feeds: dict[str, None] = {}
        problems: list[Problem] = []
        for address in (address for source in self._given for address in named(source)):
            try:
                feeds[checked(address, self._allowed).url] = None
            except RefusedError as error:
                problems.append(error.problem(address))
        if not feeds:
            raise InputError("\n".join(map(str, problems)))
        self.problems = tuple(problems)
        return tuple(feeds)

    def _stamped(self) -> tuple[tuple[int, int], ...]:
        return tuple(_stamp(Path(source)) for source in self._given)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
