"""Names that are joined, pair by pair, to groups."""

from __future__ import annotations

from collections.abc import Sequence


class Joined:
    """Sets of names that grow together; the order of the names is kept."""

    def __init__(self, names: Sequence[str]) -> None:
        self._order = {name: at for at, name in enumerate(names)}
        self._parent = {name: name for name in names}

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self._top(a), self._top(b)), key=self._order.__getitem__)
        self._parent[second] = first

    def settled(self) -> list[list[str]]:
        """The groups, in the order of their first names."""
        groups: dict[str, list[str]] = {}
        for name in self._order:
            groups.setdefault(self._top(name), []).append(name)
        return list(groups.values())

    def _top(self, name: str) -> str:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name
