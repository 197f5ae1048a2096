"""Ministries: of the country that is named with them, or that the text lets one guess."""

from __future__ import annotations

import re
from typing import Final

from counterclaim.grounding.registry import entity
from counterclaim.grounding.scene import WORD, Asked, Found, Scene, own
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.wording import ARTICLES, CAPITALS, MINISTRIES

_IN_BEFORE: Final = re.compile(
    r"\bIn\s+(?:the\s+)?(?P<where>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?),?(?:\s+(?:a|the))?\s*\Z"
)
_IN: Final = re.compile(r"\s+(?:in|of)\s+(?:the\s+)?(?P<where>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)")
_RUN: Final = re.compile(r"\b[A-Z][\w’']{1,40}-(?:run|held|controlled|appointed)\b")


def ministry(scene: Scene, asked: Asked) -> Found | None:
    """ "the Russian defence ministry", "the ministry": of the country named, else the last one
    named, else of the outlet's country where the text names that, else of the text's."""
    if not set(asked.words) & {"ministry", "minister"}:
        return None
    field = next((MINISTRIES[word] for word in asked.words if word in MINISTRIES), None)
    code = scene.code(asked.words) or next(
        (CAPITALS[word] for word in asked.words if word in CAPITALS), None
    )
    if "minister" in asked.words and (field is None or _names_somebody(asked)):
        return None
    run = _RUN.search(asked.text)
    if code is None and field is not None and run is not None:
        named = entity(f"{run.group()} Ministry of {field}", "organisation")
        return _noted(scene, asked, Found(named, f'"{asked.text}", of who runs it'))
    if code is None and "ministry" in asked.words and _of_no_country(asked):
        return Found(own(asked.text), f'"{asked.text}", of what is no country')
    beside = _IN.match(scene.after(asked)) or _IN_BEFORE.search(scene.before(asked))
    if code is None and beside is not None:
        said = exact_key(beside["where"])
        code = CAPITALS.get(said) or CAPITALS.get(said.split()[0]) or scene.code(said.split())
    before = [pair for pair in scene.ministries if pair[0] < asked.at]
    if (field is None or code is None) and before:
        last = max(before, key=lambda pair: pair[0])[1]
        if field is None or field in last.entity.name:
            return Found(last.entity, f'"{asked.text}", the last one named')
    whose = "named with it" if code is not None else "that the text is about"
    if code is None and scene.home is not None and scene.home != scene.country:
        code, whose = scene.home, "of the outlet, which the text names"
    code = code or scene.country
    if field is None or code is None:
        return None
    name = f"{scene.gazetteer.adjective(code)} Ministry of {field}"
    return _noted(
        scene, asked, Found(entity(name, "state"), f'"{asked.text}", of the country {whose}')
    )


def _noted(scene: Scene, asked: Asked, found: Found) -> Found:
    """The ministry, noted for a later "the ministry"."""
    scene.ministries.append((asked.at, found))
    return found


def _of_no_country(asked: Asked) -> bool:
    """Whether a name stands in it that is none of a ministry's: "the Karabakh defence ministry"."""
    parts = [word for word in WORD.findall(asked.text) if "-" not in word]
    named = {exact_key(word) for word in parts[1:] if word[0].isupper() and not word.isupper()}
    return bool(named) and not named & {"ministry"} and not named <= MINISTRIES.keys() | ARTICLES


def _names_somebody(asked: Asked) -> bool:
    """Whether a minister is named: "Health Minister Ahmad Karim" is a person."""
    parts = WORD.findall(asked.text)
    at = max(i for i, word in enumerate(parts) if exact_key(word) == "minister")
    return len(parts) > at + 1 and parts[at + 1][0].isupper()
