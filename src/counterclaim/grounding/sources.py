"""Sources without a name: of an organisation that is named, else of whoever quotes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.forces import force
from counterclaim.grounding.names import is_proper
from counterclaim.grounding.registry import entity
from counterclaim.grounding.scene import WORD, Asked, Found, Scene, own, without_article
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.wording import (
    ARTICLES,
    HEADS,
    OFFICES,
    OPPONENTS,
    PARTS_THAT_SPEAK,
    PLAIN,
    REPORTERS,
    SOLE_OFFICES,
    SOURCES,
    SPOKEN_FOR,
    WITNESSES,
)
from counterclaim.model import Entity
from counterclaim.model.terms import EntityKind

_AT: Final = re.compile(
    r"\b(?i:at|in|from|of|with|within|for|inside)\s+(?i:the\s+)?(?P<org>[A-Z].*)"
)
_OF: Final = re.compile(
    r"\s+(?:at|in|from|of|with|within|for|(?:linked|affiliated) (?:to|with)|belonging to|run by)\s+"
)
_POSTS: Final = words("director head mayor governor commissioner chief spokesman spokeswoman owner")
_TIES: Final = words("at in from of on with for to within")
_MEDIUMS: Final = {
    "media": words("media press"), "news agency": words("agency"), "radio": words("radio")
}  # fmt: skip
# "The kingdom's agency": of a country that is told apart by what it is.
_REALMS: Final = words("kingdom kingdoms emirate emirates republic republics sultanate")
_STATE_MEDIA: Final = words("television tv media agency radio news press")
_GENITIVES: Final = ("'s", "’s", "'", "’")  # "the prosecutor's office" is an office
_NEAR: Final = 30  # characters: "linked to the pro-government Lantern group"
_GROUPS: Final = words("group groups armed")
_IDLE: Final = words(
    "earlier other city citys town towns village villages area main chief senior own"
)
_MEDIA: Final = words("radio television tv channel newspaper press")
_PLAIN_MEDIA: Final = words("local private independent foreign national international rebel")
_STATE: Final = words("state government official national regimes regime")
_DIVISIONS: Final = words("province city town village district countryside area region hospital")


def broadcaster(scene: Scene, asked: Asked) -> Found | None:
    """ "state television", "Syrian state media", "the state news agency"."""
    said = set(asked.words)
    speaks = asked.role in ("speaker", "via") and said & _STATE_MEDIA and said & _STATE
    code = scene.code(asked.words) or (None if said & _REALMS else scene.country)
    if not speaks or code is None:
        return None
    adjective = scene.gazetteer.adjective(code)
    agency = scene.named(f"{adjective} state news agency") if "agency" in said else None
    if agency is not None:
        return Found(agency.entity, f'"{asked.text}", the state agency of the country')
    medium = next((name for name, listed in _MEDIUMS.items() if said & listed), "television")
    named = entity(f"{adjective} state {medium}", "outlet")
    return Found(named, f'"{asked.text}", of the country that the text is about')


def source(scene: Scene, asked: Asked) -> Found | None:
    """ "A military source", "activists", "a source at the police command", "SANA reporter"."""
    nouns = [word for word in asked.words if word in SOURCES]
    if asked.role not in ("speaker", "via") or not nouns or is_proper(scene, asked):
        return None
    if _is_side(scene, asked):
        return None
    if _is_named(scene, asked):
        return Found(own(scene.shown(asked.text)), "a name of its own")
    organisation = _organisation(scene, asked) or _organisation_after(scene, asked, nouns)
    if organisation is None or set(asked.words) & OPPONENTS:
        return (
            _in_office(scene, asked) or _of_a_force(scene, asked) or _unnamed(scene, asked, nouns)
        )
    speaks = set(asked.words) & (REPORTERS | SPOKEN_FOR | PARTS_THAT_SPEAK)
    if speaks and nouns[0] not in _OWN_VOICES:
        return Found(organisation, f'"{asked.text}" speaks for it')
    unnamed = entity(f"source at {organisation.name}", "unnamed_source", organisation.id)
    return Found(unnamed, "a source without a name, within an organisation that is named")


_FORCES_THAT_SPEAK: Final = words("army military police coalition alliance government junta regime")
_OWN_VOICES: Final = WITNESSES | words("activist activists medic medics doctor doctors")


def _of_a_force(scene: Scene, asked: Asked) -> Found | None:
    """ "An army spokesman", "the coalition's spokesperson": speaks for all of it."""
    if not set(asked.words) & (SPOKEN_FOR & SOURCES.keys()):
        return None
    spare = ARTICLES | SOURCES.keys()
    rest = [word for word in WORD.findall(asked.text) if exact_key(word) not in spare]
    if not set(exact_key(" ".join(rest)).split()) & _FORCES_THAT_SPEAK:
        return None
    found = force(scene, asked.about(f"the {' '.join(rest)}"))
    return found and Found(found.entity, f'"{asked.text}" speaks for it')


def _is_side(scene: Scene, asked: Asked) -> bool:
    """ "Syrian authorities", "opposition groups": a side, no source without a name."""
    content = set(scene.content(asked.words))
    if content == {"authorities"}:
        return scene.code(asked.words) is not None
    return bool(content & OPPONENTS) and content <= OPPONENTS | _GROUPS


def _in_office(scene: Scene, asked: Asked) -> Found | None:
    """ "The governor of Idlib", "the Iranian ambassador": one holder, whoever quotes them."""
    office = next((word for word in asked.words if word in SOLE_OFFICES), None)
    kept = [word for word in WORD.findall(asked.text) if exact_key(word) not in ARTICLES]
    at = next((i for i, word in enumerate(kept) if exact_key(word) == office), None)
    if office is None or at is None or scene.is_shouted:
        return None
    before, after = kept[:at], kept[at + 1 :]
    whose = before if before and before[-1][0].isupper() else after[1:2]
    if not whose or not all(word[0].isupper() for word in whose):
        return None
    name = " ".join(kept)
    if before and not after and scene.code(exact_key(" ".join(before)).split()) is None:
        name = f"{office} of {' '.join(before)}"
    return Found(entity(name, "official"), "an office with one holder at a time")


def _organisation_after(scene: Scene, asked: Asked, nouns: Sequence[str]) -> Entity | None:
    """The known organisation that the words after a mention tie it to: "… linked to Hezbollah"."""
    ties = _OF.match(scene.after(asked))
    if ties is None or not set(asked.words) & (OFFICES | SPOKEN_FOR | PARTS_THAT_SPEAK):
        return None
    follows = scene.after(asked)[ties.end() :]
    named = scene.inside(follows)
    if not named or named[0].start > _NEAR or follows[named[0].end :].startswith("-"):
        return None
    return named[0].known.entity


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
    is_country = scene.code(said) is not None and said[-1] not in HEADS
    is_place = bool(scene.gazetteer.named(named["org"])) or is_country
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
    again = _again(scene, asked)
    if again is not None:
        return again
    carrier = asked.heard or scene.outlet
    if set(nouns) & REPORTERS and carrier is not None:
        return Found(carrier, f'"{asked.text}", the reporter of who tells it')
    heard = carrier.name if carrier is not None else "an unknown outlet"
    kind = _kind(asked, nouns)
    name = f"{_plain(scene, asked)}, as heard by {heard}"
    bound = entity(name, kind, carrier.id if carrier else "")
    found = Found(bound, "a source without a name, of its own for each who quotes one")
    if asked.text.lower().startswith("the ") and set(asked.words) & _POSTS:
        scene.described.append((asked.at, found))
    if nouns:
        scene.unnamed.append((asked.at, SOURCES[_head(asked, nouns)], found))
    return found


def _kind(asked: Asked, nouns: Sequence[str]) -> EntityKind:
    if set(nouns) & WITNESSES:
        return "eyewitness"
    return "official" if nouns and _head(asked, nouns) in OFFICES else "unnamed_source"


def _head(asked: Asked, nouns: Sequence[str]) -> str:
    """The noun that the others tell more of: "director" of "director of the city hospital"."""
    ties = (at for at, word in enumerate(asked.words) if word in _TIES)
    stop = next(ties, len(asked.words))
    return next((word for word in reversed(asked.words[:stop]) if word in SOURCES), nouns[-1])


def _again(scene: Scene, asked: Asked) -> Found | None:
    """ "The official": the last one without a name who was quoted before, if through the same."""
    content = scene.content(asked.words)
    if not asked.is_definite or len(content) != 1 or content[0] not in SOURCES:
        return None
    head = SOURCES[content[0]]
    before = [(at, found) for at, noun, found in scene.unnamed if at < asked.at and noun == head]
    if not before:
        return None
    found = max(before, key=lambda pair: pair[0])[1]
    through = asked.heard is None or found.entity.name.endswith(f", as heard by {asked.heard.name}")
    return Found(found.entity, f'"{asked.text}", the last one quoted') if through else None


def _plain(scene: Scene, asked: Asked) -> str:
    """ "A military source", "Military sources" → "military sources"."""
    said = WORD.findall(asked.text)
    first = said[0] if said else ""
    kept = [word for word in said if exact_key(word) not in ARTICLES]
    kept = [
        word
        for word, after in zip(kept, [*kept[1:], ""], strict=False)
        if exact_key(word) not in _IDLE or after.lower() == "of"
    ]
    while len(kept) > 1 and kept[-1].lower() in _TIES:
        kept.pop()
    while len(kept) > 1 and kept[0].lower() in _TIES:
        kept.pop(0)
    ties = [at for at, word in enumerate(kept) if word.lower() in _TIES]
    owners = [at for at, word in enumerate(kept) if word.endswith(_GENITIVES)]
    owned = max((at for at in owners if not ties or at < ties[0]), default=-1)
    nouns = [at for at, word in enumerate(kept) if exact_key(word) in SOURCES and at > owned]
    if not nouns:
        plain = [_plain_word(scene, word, first=word is first) for word in kept]
        return " ".join(plain) or asked.text
    last = max((at for at in nouns if not ties or at < ties[0]), default=nouns[0])
    plain = [_plain_word(scene, word, first=word is first) for word in kept]
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
    first = first and not any(char.isupper() for char in word[1:])
    if key in PLAIN:
        return PLAIN[key]
    named = not first and not scene.is_shouted
    if named or scene.code([key]):
        return word
    return word.lower() if scene.is_shouted else word[:1].lower() + word[1:]
