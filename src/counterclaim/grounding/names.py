"""Mentions that name somebody: by name, by a shorter form of it, or by what stands for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.forces import UNNAMED_FORCES, force, state
from counterclaim.grounding.ministries import ministry
from counterclaim.grounding.persons import (
    full_name,
    is_person,
    organisations_of,
    person,
    without_title,
)
from counterclaim.grounding.registry import Known, entity
from counterclaim.grounding.scene import WORD, Asked, Found, Scene, joint, own, without_article
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.wording import (
    ARTICLES,
    BODIES,
    CAPITALS,
    FORCES,
    HEADS,
    OPPONENTS,
    PRONOUNS,
    RULE,
    SOURCES,
    STANDING_FOR,
    STANDING_WITH,
)
from counterclaim.model import Entity
from counterclaim.reading.names import mentions as media


def pronoun(scene: Scene, asked: Asked) -> Found | None:
    """ "he", "it": whoever was named or spoke last."""
    if len(asked.words) != 1 or asked.words[0] not in PRONOUNS:
        return None
    reason = f'"{asked.text}", the last named'
    before = [pair for pair in scene.people if pair[0] < asked.at]
    if before and asked.words[0] in ("he", "she", "him", "her"):
        last = max(before, key=lambda pair: pair[0])[1]
        return Found(last.entity, reason, last.root)
    acts = asked.role in ("actor", "object")
    named = scene.nearest(asked.at, lambda k: not acts or k.entity.kind in ARMED)
    if named is None and acts:
        return Found(UNNAMED_FORCES, f'"{asked.text}" names nobody')
    return Found(named.entity, reason) if named is not None else None


_FAR: Final = 10_000  # characters before a mention in which a body's full name is looked for
ARMED: Final = frozenset({"armed_group", "state_force", "international_force", "state"})


def known(scene: Scene, asked: Asked) -> Found | None:
    """A name that the table of entities has, an agency's or outlet's, or this report's own."""
    reason = f'"{asked.text}" is a name of it'
    found = scene.named(asked.text)
    if found is not None:
        return _as_asked(scene, found, asked, reason)
    outlet = scene.outlet
    if outlet is not None and exact_key(without_article(asked.text)) == exact_key(outlet.name):
        return Found(outlet, reason)
    text = without_article(asked.text)
    medium = next(media(text), None)
    if medium is None or medium.careful or medium.span.of(text) != text:
        return None
    return Found(entity(medium.name, "outlet"), reason)


def capital(scene: Scene, asked: Asked) -> Found | None:
    """ "Moscow", for the government there."""
    code = CAPITALS.get(" ".join(asked.words))
    return state(scene, code, asked, "the capital, for its government") if code else None


def office(scene: Scene, asked: Asked) -> Found | None:
    """ "French FM", "the Russian foreign minister": the person whom the text names as such."""
    text = _ABBREVIATED.sub(lambda found: _OFFICES[found.group()], without_article(asked.text))
    words = text.split()
    held = [at for at, word in enumerate(words) if word.lower() in ("minister", "president")]
    if asked.role != "speaker" or held != [len(words) - 1] or len(words) < 2:
        return None
    if scene.code(exact_key(text).split()) is None or scene.is_shouted:
        return None
    said = r"\s+".join(map(re.escape, words))
    named = re.search(rf"(?i:\b{said}),?\s+{_NAME}", scene.text[:100_000])
    if named is not None and is_person(named["name"]):
        found = somebody(scene, asked.about(named["name"]))
        return found and Found(found.entity, f'"{asked.text}", whom the text names', found.root)
    return ministry(scene, asked.about(text)) if text != without_article(asked.text) else None


_ABBREVIATED: Final = re.compile(r"(?<=\w )(?:FM|PM)\Z")
_OFFICES: Final = {"FM": "foreign minister", "PM": "prime minister"}
_NAME: Final = r"(?P<name>[A-Z][\w’'-]+(?: (?:[a-z]{2}[ -])?[A-Z][\w’'-]+){1,2})"


def standing(scene: Scene, asked: Asked) -> Found | None:
    """ "the monitor", "a monitoring group": the last such organisation named, else the next.

    A group that is spoken of as not known yet ("a monitoring group") is the one that is named
    shortly after, if one is.
    """
    content = scene.content(asked.words)
    kinds = [STANDING_FOR[word] for word in content if word in STANDING_FOR]
    if not kinds or not set(content) <= STANDING_FOR.keys() | STANDING_WITH:
        return None
    soon = 0 if asked.is_definite else _INTRODUCED
    bearing = scene.bearing(content)
    found = scene.nearest(
        asked.at,
        lambda known: known.entity.kind in kinds[0] and (not bearing or known in bearing),
        soon=soon,
    )
    if found is None:
        return None
    return Found(found.entity, f'"{asked.text}", for the one that the text names')


def short_form(scene: Scene, asked: Asked) -> Found | None:
    """ "the Observatory": words of a longer name that the text gives."""
    content = set(scene.content(asked.words))
    telling = content - FORCES - RULE - OPPONENTS - SOURCES.keys()
    if not any(len(word) >= 5 for word in telling):
        return None
    found = scene.nearest(asked.at, lambda k: content <= set(exact_key(k.entity.name).split()))
    if found is None:
        return None
    return _as_asked(scene, found, asked, f'"{asked.text}", short for a name in the text')


def in_full(scene: Scene, asked: Asked) -> Found | None:
    """ "the committee": the body that the text last called by a name that ends so, "the Madani
    Resistance Committee"."""
    said = [word for word in asked.words if word not in ARTICLES]
    if len(said) != 1 or said[0] not in BODIES or not asked.is_definite:
        return None
    name = rf"(?:[A-Z][\w’'-]{{1,40}} (?:(?:of|for|and) )?){{1,6}}{said[0].title()}\b"
    named = re.findall(name, scene.text[max(0, asked.at - _FAR) : asked.at])
    if not named:
        return None
    full = without_article(named[-1])
    listed = scene.named(full)
    found = listed.entity if listed is not None else own(full)
    return Found(found, f'"{asked.text}", short for "{full}"')


def contained(scene: Scene, asked: Asked) -> Found | None:
    """ "ISIS fighters", "terrorists from Jaish al-Fateh": the group that is named in it."""
    inside = scene.inside(asked.text)
    if not inside or asked.words[0] in ("opponents", "foes", "enemies"):
        return None
    named = {seen.known.entity.id: seen.known.entity for seen in inside}
    groups = [each for each in named.values() if each.kind == "armed_group"]
    if len(groups) > 1 and asked.role in ("actor", "object"):
        return joint(groups)
    return _as_asked(scene, inside[0].known, asked, f'"{asked.text}" names it')


def proper(scene: Scene, asked: Asked) -> Found | None:
    """ "The Central Military Media": a name in capitals throughout is kept whole."""
    if asked.role not in ("speaker", "via") or not is_proper(scene, asked):
        return None
    named = own(asked.text)
    return Found(named, "a name of its own") if named.kind != "other" else None


_JOINING: Final = words("of for and the")


def is_proper(scene: Scene, asked: Asked) -> bool:
    """ "Damascus Media Office", "Governor Talal Karim", "Government of National Accord": names,
    though a word is a source's or a government's."""
    text = without_article(asked.text)
    parts = WORD.findall(text)
    plain = without_title(text)
    if plain != text and is_person(plain):
        return True
    if scene.is_shouted:
        return False
    capital = [part for part in parts if part[0].isupper()]
    if len(capital) < 3 or any(part not in capital and part not in _JOINING for part in parts):
        return False
    return len(capital) == len(parts) or exact_key(parts[0]) not in SOURCES


def titled(scene: Scene, asked: Asked) -> Found | None:
    """ "President Karim", "activist Ahmad Karim": a name after a title or a calling."""
    text = without_article(asked.text)
    plain = without_title(text)
    if plain.isupper() and len(plain) > 3:
        plain = plain.title()
    if plain.lower() != text.lower() and is_person(plain):
        return somebody(scene, replace(asked.about(plain), is_titled=True))
    called = None if scene.is_shouted else _CALLED.search(text)
    if called is None or exact_key(called["calling"]) not in SOURCES:
        return None
    if not is_person(called["name"]):
        return None
    return somebody(scene, asked.about(called["name"]))


_CALLED: Final = re.compile(
    r"(?:\A|\s)(?P<calling>[a-z]+) (?P<name>[A-Z][\w’'-]+(?: (?:[a-z]{2}-)?[A-Z][\w’'-]+){1,3})\Z"
)


def somebody(scene: Scene, asked: Asked) -> Found | None:
    """A person by name; the organisation that the text says they speak for is the root.

    Of one who is known by one word only, nobody can tell whether "Ahmad" here is "Ahmad" there:
    he is another for each who quotes him.
    """
    name = _whole(scene, asked)
    if name is None:
        return None
    who = person(scene.shown(name))
    root = _spoken_for(scene, name, asked)
    if root is not None:
        return Found(who, f"speaks for {root.name}, as the text says", root)
    if asked.role == "via":
        return None  # a name that is not introduced may be a medium's
    carrier = asked.heard or scene.outlet
    if " " not in name and carrier is not None and not asked.is_titled:
        return Found(person(who.name, carrier.id), "one name alone, of its own for each who quotes")
    return _as_described(scene, who, name) or Found(who, "a person of that name")


def _whole(scene: Scene, asked: Asked) -> str | None:
    """A person's name as the text first has it; None where the words are no person's name."""
    name = without_title(asked.text)
    unsure = scene.is_shouted and asked.role != "speaker"
    if unsure or not is_person(name) or name != without_article(name):
        return None
    if not scene.is_shouted:
        name = full_name(name, scene.text, scene.is_place)
    if " " not in name and asked.role in ("actor", "object"):
        return None  # one word alone, where somebody acts, may be anything
    return name


def _spoken_for(scene: Scene, name: str, asked: Asked) -> Entity | None:
    """The first organisation that the text gives a person and that can be told."""
    for said in organisations_of(name, scene.text):
        if scene.is_place(said) or _is_anothers(scene, said, name):
            continue
        found = _organisation(scene, said, asked)
        if found is not None:
            return found
    return None


def _is_anothers(scene: Scene, said: str, name: str) -> bool:
    """Whether a minister may be another country's: "Karvian radio quoted the defence minister"."""
    if not said.endswith(" ministry") or scene.code(exact_key(said).split()) is not None:
        return False
    before = scene.sentence_before(max(0, scene.text.find(name)))
    named = scene.code(exact_key(before).split())
    return named is not None and named != scene.country


def _as_described(scene: Scene, who: Entity, name: str) -> Found | None:
    """Who is named without a word of introduction is the one whom the text just described.

    "The director of the hospital said … Ana Karim added …".
    """
    at = scene.text.find(name) if " " in name else -1
    before = [pair for pair in scene.described if at - _INTRODUCED < pair[0] < at]
    if at < 0 or not before:
        return None
    root = max(before, key=lambda pair: pair[0])[1].entity
    return Found(who, f"named after {root.name}, and as such", root)


_INTRODUCED: Final = 400  # characters after a description in which the name may follow


def is_known(scene: Scene, name: str) -> bool:
    return scene.named(name) is not None


def _organisation(scene: Scene, name: str, asked: Asked) -> Entity | None:
    """A known organisation in the words, the longest first, or a state's army; else its own.

    None where the words name nobody: "the service", "Health".
    """
    parts = name.split()
    if len(parts) == 1 and len(name) > 4 and name.endswith("s") and not is_known(scene, name):
        parts = [name.removesuffix("s")]  # "the Observatorys director": an apostrophe was lost
    if parts[0].lower() in _WHOSE:
        last = scene.nearest(asked.at, lambda k: k.entity.kind in _BODIES)
        return last.entity if last is not None else None
    if not set(exact_key(name).split()) & (HEADS.keys() - {"army"}):
        army = force(scene, asked.about(name, "speaker"))
        if army is not None and army.entity.kind == "state_force":
            return army.entity
    for start in range(len(parts)):
        inner = asked.about(" ".join(parts[start:]), "speaker")
        for rule in (known, ministry, standing, short_form, contained):
            found = rule(scene, inner)
            if found is not None:
                return found.entity
    telling = len(without_article(name).split()) > 1 or name.isupper()
    return own(name) if telling and any(part[0].isupper() for part in parts[-2:]) else None


_WHOSE: Final = frozenset({"its", "their", "our"})
_BODIES: Final = frozenset({"monitor", "organisation", "agency", "outlet", "international_force"})


def _as_asked(scene: Scene, found: Known, asked: Asked, reason: str) -> Found:
    """A government that acts by arms is its forces."""
    government = found.entity.kind == "state" and found.entity.name.startswith("Government of")
    if government and asked.role in ("actor", "object") and found.country:
        return state(scene, found.country, asked, reason)
    return Found(found.entity, reason)
