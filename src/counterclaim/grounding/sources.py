"""Sources without a name: of an organisation that is named, else of whoever quotes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.names import is_proper
from counterclaim.grounding.registry import entity
from counterclaim.grounding.scene import WORD, Asked, Found, Scene, own, without_article
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.wording import (
    ARTICLES,
    HEADS,
    OPPONENTS,
    PLAIN,
    REPORTERS,
    SOURCES,
    SPOKEN_FOR,
    WITNESSES,
)
from counterclaim.model import Entity
from counterclaim.model.terms import EntityKind

_AT: Final = re.compile(
    r"\b(?i:at|in|from|of|with|within|for|inside)\s+(?i:the\s+)?(?P<org>[A-Z].*)"
)
_POSTS: Final = words("director head mayor governor commissioner chief spokesman spokeswoman owner")
_TIES: Final = words("at in from of on with for to within")
_STATE_MEDIA: Final = words("television tv media agency radio news press")
_IDLE: Final = words("city citys town towns village villages area main chief senior own")
_MEDIA: Final = words("radio television tv channel newspaper press")
_PLAIN_MEDIA: Final = words("local private independent foreign national international rebel")
_STATE: Final = words("state government official national regimes regime")
_DIVISIONS: Final = words("province city town village district countryside area region hospital")


def broadcaster(scene: Scene, asked: Asked) -> Found | None:
    """ "state television", "Syrian state media", "the state news agency"."""
    said = set(asked.words)
    speaks = asked.role in ("speaker", "via") and said & _STATE_MEDIA and said & _STATE
    code = scene.code(asked.words) or scene.country
    if not speaks or code is None:
        return None
    adjective = scene.gazetteer.adjective(code)
    agency = scene.named(f"{adjective} state news agency") if "agency" in said else None
    if agency is not None:
        return Found(agency.entity, f'"{asked.text}", the state agency of the country')
    medium = "media" if said & {"media", "press"} else "television"
    named = entity(f"{adjective} state {medium}", "outlet")
    return Found(named, f'"{asked.text}", of the country that the text is about')


def source(scene: Scene, asked: Asked) -> Found | None:
    """ "A military source", "activists", "a source at the police command", "SANA reporter"."""
    nouns = [word for word in asked.words if word in SOURCES]
    if asked.role not in ("speaker", "via") or not nouns or is_proper(scene, asked):
        return None
    if _is_named(scene, asked):
        return Found(own(scene.shown(asked.text)), "a name of its own")
    organisation = _organisation(scene, asked)
    if organisation is None or set(asked.words) & OPPONENTS:
        return _unnamed(scene, asked, nouns)
    if set(asked.words) & (REPORTERS | SPOKEN_FOR):
        return Found(organisation, f'"{asked.text}" speaks for it')
    unnamed = entity(f"source at {organisation.name}", "unnamed_source", organisation.id)
    return Found(unnamed, "a source without a name, within an organisation that is named")


def _is_named(scene: Scene, asked: Asked) -> bool:
    """ "Radio Lantern", "the Press Committee": what is said is the name of a medium or body."""
    parts = [word for word in WORD.findall(asked.text) if exact_key(word) not in ARTICLES]
    keys = [exact_key(word) for word in parts]
    capital = [word[0].isupper() for word in parts]
    media = [key in _MEDIA for key in keys]
    others = [
        cap and not medium and key not in _PLAIN_MEDIA and scene.code([key]) is None
        for cap, medium, key in zip(capital, media, keys, strict=True)
    ]
    if any(media) and any(others) and all(k in _MEDIA or k not in SOURCES for k in keys):
        return True
    bodies = [at for at, key in enumerate(keys) if key in HEADS and key not in SOURCES]
    last = max((at for at, key in enumerate(keys) if key in SOURCES), default=-1)
    return bool(bodies) and bodies[-1] > last and all(capital)


def _organisation(scene: Scene, asked: Asked) -> Entity | None:
    """The organisation that a source's mention names: a known one, or after "at", "in"."""
    inside = scene.inside(asked.text)
    if inside:
        return inside[0].known.entity
    named = _AT.search(asked.text)
    if named is None:
        return None
    said = exact_key(named["org"]).split()
    is_place = bool(scene.gazetteer.named(named["org"])) or scene.code(said) is not None
    if is_place or (set(said) & _DIVISIONS and not set(said) & HEADS.keys()):
        return None
    return own(named["org"])


def unnamed(scene: Scene, asked: Asked) -> Found | None:
    """ "the owner", "two survivors": words without a name are another's in every report."""
    text = without_article(asked.text)
    parts = WORD.findall(text)
    named = any(word[0].isupper() for word in parts[1:]) or (
        text[:1].isupper() and (text != asked.text or len(parts) == 1)
    )
    if asked.role not in ("speaker", "via") or scene.is_shouted or named or not parts:
        return None
    return _unnamed(scene, asked, ())


def _unnamed(scene: Scene, asked: Asked, nouns: Sequence[str]) -> Found:
    """A source without a name, bound to who quotes it: another's activists are others."""
    carrier = asked.heard or scene.outlet
    if set(nouns) & REPORTERS and carrier is not None:
        return Found(carrier, f'"{asked.text}", the reporter of who tells it')
    heard = carrier.name if carrier is not None else "an unknown outlet"
    kind: EntityKind = "eyewitness" if set(nouns) & WITNESSES else "unnamed_source"
    name = f"{_plain(scene, asked)}, as heard by {heard}"
    bound = entity(name, kind, carrier.id if carrier else "")
    found = Found(bound, "a source without a name, of its own for each who quotes one")
    if asked.text.lower().startswith("the ") and set(asked.words) & _POSTS:
        scene.described.append((asked.at, found))
    return found


def _plain(scene: Scene, asked: Asked) -> str:
    """ "A military source", "Military sources" → "military sources"."""
    kept = [word for word in WORD.findall(asked.text) if exact_key(word) not in ARTICLES]
    kept = [
        word
        for word, after in zip(kept, [*kept[1:], ""], strict=False)
        if exact_key(word) not in _IDLE or after.lower() == "of"
    ]
    while len(kept) > 1 and kept[-1].lower() in _TIES:
        kept.pop()
    while len(kept) > 1 and kept[0].lower() in _TIES:
        kept.pop(0)
    nouns = [at for at, word in enumerate(kept) if exact_key(word) in SOURCES]
    if not nouns:
        plain = [_plain_word(scene, word, first=at == 0) for at, word in enumerate(kept)]
        return " ".join(plain) or asked.text
    ties = [at for at, word in enumerate(kept) if word.lower() in _TIES]
    last = max((at for at in nouns if not ties or at < ties[0]), default=nouns[0])
    plain = [_plain_word(scene, word, first=at == 0) for at, word in enumerate(kept)]
    plain[last] = SOURCES[exact_key(kept[last])]
    if len(kept) > last + 2 and kept[last + 1].lower() == "of" and kept[last + 2].islower():
        # "the director of the hospital" is the hospital director
        plain = [*plain[:last], *plain[last + 2 :], plain[last]]
        last = len(plain) - 1
    if (
        last
        and (SOURCES.get(plain[last - 1], plain[last - 1])[:4]).strip()
        == plain[last][: min(4, len(plain[last - 1]))]
    ):
        del plain[last - 1]  # "media reports": both are media
    return " ".join(plain)


def _plain_word(scene: Scene, word: str, *, first: bool) -> str:
    """The word in small letters, unless it is a name; a label by its plain word."""
    key = exact_key(word)
    if key in PLAIN:
        return PLAIN[key]
    named = (word.isupper() or not first) and not scene.is_shouted
    return word if named or scene.code([key]) else word.lower()
