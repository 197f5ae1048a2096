"""Readers, extractors, exporters and policies that other installed packages bring along.

A package names them as entry points of the groups ``counterclaim.readers``,
``counterclaim.extractors``, ``counterclaim.exporters`` and ``counterclaim.policies``
(docs/python.md says what each must be). None is imported before it is asked for by its name.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any, Final, Literal

from counterclaim.errors import PluginError

Kind = Literal["readers", "extractors", "exporters", "policies"]

_ONE: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "readers": "reader",
        "extractors": "extractor",
        "exporters": "exporter",
        "policies": "policy",
    }
)
# Without any set-up of logging by the program around it, a warning is a line on standard error.
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plugin:
    """Something that a package offers under a name."""

    kind: Kind
    point: EntryPoint

    @property
    def package(self) -> str:
        return self.point.dist.name if self.point.dist else "an unnamed package"

    def load(self) -> Any:
        """What the package offers. Raises PluginError, in one line, where it cannot be loaded."""
        try:
            return self.point.load()
        except (Exception, SystemExit) as error:
            told = " ".join(f"{type(error).__name__}: {error}".split())
            raise self.error(f"cannot be loaded ({told})") from error

    def error(self, what: str) -> PluginError:
        """That it is of no use, and why."""
        return PluginError(f"{self}: {what}; upgrade the package, or uninstall it")

    def __str__(self) -> str:
        return f"{_ONE[self.kind]} {self.point.name!r} of the package {self.package}"


def offered(kind: Kind, built_in: Collection[str]) -> Mapping[str, Plugin]:
    """What installed packages offer of a kind, by name.

    A name that is built in, or that two packages give, names no plug-in: each is told of in one
    line, once, as a warning of this module's logger.
    """
    return _offered(kind, frozenset(built_in))


@cache
def _offered(kind: Kind, built_in: frozenset[str]) -> Mapping[str, Plugin]:
    found: dict[str, list[Plugin]] = {}
    for point in entry_points(group=f"counterclaim.{kind}"):
        found.setdefault(point.name, []).append(Plugin(kind, point))
    usable = {}
    for name, plugins in sorted(found.items()):
        if name in built_in:
            for plugin in plugins:
                _log.warning("counterclaim: %s is not used: that name is built in", plugin)
        elif len(plugins) > 1:
            packages = " and ".join(sorted(plugin.package for plugin in plugins))
            _log.warning(
                "counterclaim: %s %r is not used: %s offer it; uninstall all but one",
                _ONE[kind], name, packages,
            )  # fmt: skip
        else:
            usable[name] = plugins[0]
    return MappingProxyType(usable)
