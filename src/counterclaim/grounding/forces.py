"""Forces without a name of their own: a state's, a people's, or armed opponents under a label."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.registry import Sighting, entity
from counterclaim.grounding.scene import WORD, Asked, Found, Scene, without_article
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.wording import (
    ARTICLES,
    ATTACKERS,
    BACKED,
    CAPITALS,
    FORCES,
    OPPONENTS,
    OWNERLESS,
    PEOPLES,
    POSSESSIVES,
    RULE,
    TITLES,
)

_UNIT: Final = re.compile(
    r"(?:[A-Z0-9][\w-]{0,40} ){1,3}(?:Brigade|Division|Battalion|Regiment|Corps|Legion|Guards?)\b"
)
_ARMY: Final = re.compile(
    r"\b(?P<whose>[A-Z][\w-]{1,40})(?:['’]s)? (?:army|military|armed forces|defen[cs]e forces)\b"
)
_FAR: Final = 50_000  # characters of a text in which armies are looked for
_POSSESSIVE: Final = re.compile(r"['’]s\Z")
_PLAIN: Final = words("security armed national units members patrol patrols commanders")
_DEMONYMS: Final = ("ian", "ese", "ish", "ani")  # "Karvian": a name, even at a sentence's head
_TITLED: Final = re.compile(r"(?:[Tt]he )?[A-Z][a-z]+ of (?:the )?[A-Z]")  # "Army of Conquest"
UNNAMED_FORCES: Final = entity("unnamed forces", "other")


def state(scene: Scene, code: str, asked: Asked, reason: str) -> Found:
    """A state's forces where it acts by arms; its government where it speaks."""
    if asked.role in ("actor", "object") or set(asked.words) & FORCES or _is_staff(asked):
        name = f"{scene.gazetteer.adjective(code)} armed forces"
        listed = scene.named(name)
        return Found(listed.entity if listed else entity(name, "state_force"), reason)
    country = scene.gazetteer.countries.get(code)
    name = f"Government of {country.name if country else code}"
    listed = scene.named(name)
    return Found(listed.entity if listed else entity(name, "state"), reason)


def force(scene: Scene, asked: Asked) -> Found | None:
    """ "Syrian warplanes", "the army", "regime forces", "Kurdish fighters", "a helicopter"."""
    said = set(asked.words)
    if said & FORCES and asked.words[0] in POSSESSIVES:
        return Found(UNNAMED_FORCES, f'"{asked.text}" names no owner')
    if said & OPPONENTS or (said & BACKED and not said & (RULE | PEOPLES.keys())):
        return None
    for rule in (_coalition, _of_a_state, _of_others, _of_nobody, _of_the_country):
        found = rule(scene, asked)
        if found is not None:
            return found
    return None


def _coalition(scene: Scene, asked: Asked) -> Found | None:
    said = set(asked.words)
    if not said & {"coalition", "alliance"} or said & PEOPLES.keys():
        return None
    known = scene.nearest(asked.at, lambda known: known.entity.kind == "international_force")
    return Found(known.entity, "the coalition that the text names") if known else None


def _of_a_state(scene: Scene, asked: Asked) -> Found | None:
    """A country or its capital is named: "Syrian warplanes", "Turkey", "Damascus forces"."""
    capital = next((CAPITALS[word] for word in asked.words if word in CAPITALS), None)
    code = scene.code(asked.words) or capital
    if code is None or set(asked.words) & BACKED:
        return None
    said = set(asked.words)
    if not (said & (RULE | FORCES) or _is_staff(asked)) and scene.content(asked.words):
        return None
    return state(scene, code, asked, f'"{asked.text}", as it says')


def _is_staff(asked: Asked) -> bool:
    return {"general", "staff"} <= set(asked.words)


def _of_others(scene: Scene, asked: Asked) -> Found | None:
    """A people or another name: "Kurdish fighters", "Army of Conquest"."""
    said = set(asked.words)
    unit = None if scene.is_shouted else _UNIT.search(asked.text)
    if unit is not None and scene.code(exact_key(unit.group()).split()) is None:
        return Found(entity(unit.group(), "other"), "a unit by its own name")
    if said & FORCES and _TITLED.match(asked.text):
        return Found(entity(without_article(asked.text), "armed_group"), "its own name")
    others = None if said & RULE else _others(scene, asked)
    if others is None:
        return None
    if said & FORCES or set(scene.content(asked.words)) <= PEOPLES.keys():
        named = entity(f"{others} forces", "armed_group")
        return Found(named, f'"{asked.text}", forces by the name the text gives them')
    return None


def _others(scene: Scene, asked: Asked) -> str | None:
    """Whose forces they are, where that is no state: "Kurdish", "Council", "Khalifa Haftar"."""
    people = [PEOPLES[part] for part in exact_key(asked.text).split() if part in PEOPLES]
    if people:
        return people[0]
    said = WORD.findall(asked.text)
    for at, word in enumerate(said):
        if not word[0].isupper() or word.isupper() or _is_plain(scene, word):
            continue
        if at or word.endswith(_DEMONYMS) or scene.is_capital_telling(word, asked.at):
            named = takewhile(lambda w: w[0].isupper() and not _is_plain(scene, w), said[at:])
            return _POSSESSIVE.sub("", " ".join(named))
    return None


def _is_plain(scene: Scene, word: str) -> bool:
    """Whether a word says nothing of whose forces they are: "Armed", "Syrian", "Mi-8"."""
    key = exact_key(word)
    plain = FORCES | RULE | ARTICLES | TITLES | BACKED | _PLAIN
    listed = key in plain or not key.isalpha() or bool(set(key.split()) & BACKED)
    return listed or scene.code([key]) is not None


def _of_nobody(scene: Scene, asked: Asked) -> Found | None:
    said = set(asked.words)
    if not said & OWNERLESS or said & (RULE | FORCES - OWNERLESS):
        return None
    return Found(UNNAMED_FORCES, f'"{asked.text}" names no owner')


def _of_the_country(scene: Scene, asked: Asked) -> Found | None:
    """ "the army", "regime forces", "the general staff": of the country of the text."""
    said = set(asked.words)
    if not (said & (RULE | FORCES) or _is_staff(asked)):
        return None
    if scene.country is None:
        more = set(scene.content(asked.words)) - FORCES - RULE - _PLAIN
        if asked.role not in ("actor", "object") or not said & FORCES or more:
            return None
        return Found(entity("state forces", "state_force"), f'"{asked.text}", of no known country')
    police = {"police", "policeman", "policemen"}
    if said & police and not said & (RULE | FORCES - police):
        name = f"{scene.gazetteer.adjective(scene.country)} police"
        return Found(entity(name, "state_force"), f'"{asked.text}", of the country of the text')
    other = _army_named_before(scene, asked)
    if other is not None:
        return state(scene, other, asked, f'"{asked.text}", the only one that the text names')
    reason = f'"{asked.text}", of the country that the text is about'
    return state(scene, scene.country, asked, reason)


def _army_named_before(scene: Scene, asked: Asked) -> str | None:
    """The country whose army was named last, if that of the text's own country never is: "the
    army" after "the Israeli military" in a report from Gaza."""
    if not set(asked.words) <= ARTICLES | {"army", "military"}:
        return None
    armies = _ARMY.finditer(scene.text, 0, _FAR)
    named = [(army.start(), scene.code([exact_key(army["whose"])])) for army in armies]
    before = [code for at, code in named if code is not None and at < asked.at]
    return before[-1] if before and scene.country not in (code for _, code in named) else None


def opponents(scene: Scene, asked: Asked) -> Found | None:
    """Labels for armed opponents: one neutral entity, whatever the outlet calls them."""
    said = set(asked.words)
    armed = "armed" in said and said & {"men", "group", "groups", "individuals"}
    backed = said & BACKED and said & FORCES  # "US-backed fighters" are not the backer's own
    if not (said & OPPONENTS or armed or backed):
        return None
    called = _called_so(scene, asked)
    if called is not None:
        return called
    if said & PEOPLES.keys() and said & {"militia", "militias", "militiamen"}:
        named = entity(f"{_others(scene, asked)} forces", "armed_group")
        return Found(named, f'"{asked.text}", forces by the name the text gives them')
    country = scene.gazetteer.countries.get(scene.country or scene.code(asked.words) or "")
    place = f" in {country.name}" if country is not None else ""
    if said & {"opposition", "opponents"} and asked.role == "speaker":
        return Found(entity(f"opposition{place}", "organisation"), "an opposition, unnamed")
    named = entity(f"unnamed armed groups{place}", "armed_group")
    return Found(named, f'"{asked.text}" is a label; the text names no group here')


def _called_so(scene: Scene, asked: Asked) -> Found | None:
    """ "The rebels", of whom the text calls one group so, and no other: "M23 rebels"."""
    said = [word for word in asked.words if word not in ARTICLES]
    if not asked.is_definite or len(said) != 1:
        return None
    groups = {
        seen.known.entity
        for seen in scene.sightings
        if seen.known.entity.kind == "armed_group" and _is_called(scene, seen, said[0])
    }
    if len(groups) != 1:
        return None
    return Found(groups.pop(), f'"{asked.text}", the only group that the text calls so')


def _is_called(scene: Scene, seen: Sighting, label: str) -> bool:
    """Whether a label ends a name in the text or follows it, in singular or plural."""
    name = exact_key(scene.text[seen.start : seen.end]).split()
    told = exact_key(scene.text[seen.start : seen.end + len(label) + 3]).split()
    return label.removesuffix("s") in {w.removesuffix("s") for w in told[1 : len(name) + 1]}


def attacker(scene: Scene, asked: Asked) -> Found | None:
    """ "a suicide bomber"."""
    if "suicide" not in asked.words and not set(asked.words) & ATTACKERS:
        return None
    return Found(entity("unnamed attacker", "other"), "an attacker without a name")
