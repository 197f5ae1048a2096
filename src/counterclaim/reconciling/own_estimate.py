"""A user's own policy, from a small TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeVar, cast, get_args

from counterclaim.errors import PolicyError
from counterclaim.estimates import BEST_RULES, ESTIMATES, BestRule, Estimate
from counterclaim.model.terms import EntityKind
from counterclaim.plugins import Plugin, offered

Kind = TypeVar("Kind")

_TOP = ("name", "best", "note", "voices", "words")
_VOICES = ("kinds", "doubted", "minimum")
_KINDS: Final[tuple[str, ...]] = get_args(EntityKind)


def chosen(policy: str) -> Estimate:
    """The policy of a name, or the one in a file whose name ends in ".toml".

    Raises PolicyError where there is no such policy, or where its file cannot be understood: the
    message names the file, the key and the remedy.
    """
    return own_estimate(Path(policy)) if policy.lower().endswith(".toml") else named(policy)


def named(name: str) -> Estimate:
    """The policy of a name, built in or of a plug-in. Raises PolicyError where there is none."""
    plugins = offered("policies", ESTIMATES)
    if name in plugins:
        return _plugged(plugins[name])
    if name not in ESTIMATES:
        known = ", ".join((*ESTIMATES, *plugins))
        raise PolicyError(
            f"no policy is called {name!r}; take one of {known}, or a file whose name ends in .toml"
        )
    return ESTIMATES[name]


def _plugged(plugin: Plugin) -> Estimate:
    found = plugin.load()
    if not isinstance(found, Estimate):
        raise plugin.error("is no counterclaim.estimates.Estimate")
    if found.name != plugin.point.name:
        raise plugin.error(f"calls itself {found.name!r}")
    return found


def own_estimate(path: Path) -> Estimate:
    """The policy in a file. ``best`` must be given; whatever else is not is taken as it stands in
    docs/methodology.md."""
    found = _File(path, _read(path))
    found.knows("", found.values, _TOP)
    voices, words = found.table("voices"), found.table("words")
    found.knows("voices.", voices, _VOICES)
    return Estimate(
        name=_name(found),
        best=_best(found),
        kinds=_kinds(found, voices),
        doubted=found.of(bool, "voices.doubted", voices.get("doubted", True), "true or false"),
        minimum=_least(found, "voices.minimum", voices.get("minimum", 1), 1),
        words=tuple(
            (word.casefold(), _least(found, f"words.{word}", number, 0))
            for word, number in words.items()
        ),
        note=found.of(str, "note", found.values.get("note", ""), "a text in quotation marks"),
    )


class _File:
    """A file's values, with errors that name the key."""

    def __init__(self, path: Path, values: Mapping[str, Any]) -> None:
        self.path = path
        self.values = values

    def error(self, key: str, what: str) -> PolicyError:
        return PolicyError(f"{self.path}, {key}: {what}")

    def knows(self, within: str, table: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                raise self.error(f"{within}{key}", f"no such key; take any of {', '.join(keys)}")

    def table(self, key: str) -> Mapping[str, Any]:
        value = self.values.get(key, {})
        return cast(Mapping[str, Any], self.of(dict, key, value, f"a table: [{key}]"))

    def of(self, kind: type[Kind], key: str, value: object, remedy: str) -> Kind:
        if not isinstance(value, kind):
            raise self.error(key, f"{value!r} cannot be understood; write {remedy}")
        return value


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolicyError(
            f"{path}: cannot be read ({error.strerror}); name another file"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: no TOML ({error}); mend it there") from error


def _name(found: _File) -> str:
    name = found.values.get("name", found.path.stem)
    text = " ".join(found.of(str, "name", name, "a text in quotation marks").split())
    if not text or text in ESTIMATES:
        raise found.error("name", f"{text!r} is not free; give the policy another name")
    return text


def _best(found: _File) -> BestRule:
    rule = found.values.get("best")
    if not isinstance(rule, str) or rule not in BEST_RULES:
        told = "is missing" if rule is None else f"{rule!r} is no way to choose"
        raise found.error("best", f"{told}; write one of {', '.join(BEST_RULES)}")
    return cast(BestRule, rule)


def _kinds(found: _File, voices: Mapping[str, Any]) -> tuple[str, ...]:
    given = found.of(list, "voices.kinds", voices.get("kinds", []), 'a list: ["monitor", …]')
    for kind in given:
        if kind not in _KINDS:
            known = ", ".join(_KINDS)
            raise found.error("voices.kinds", f"{kind!r} is no kind of voice; take any of {known}")
    return tuple(given)


def _least(found: _File, key: str, value: object, least: int) -> int:
    number = found.of(int, key, value, f"a whole number, {least} or more")
    if isinstance(value, bool) or number < least:
        raise found.error(key, f"{value!r} is too small; write a whole number, {least} or more")
    return number
