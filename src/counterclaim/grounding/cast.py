"""Who acts and who speaks in one document: mentions to entities under neutral names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.countries import countries_in_play, country_of
from counterclaim.grounding.forces import UNNAMED_FORCES, attacker, force, opponents, state
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.ministries import ministry
from counterclaim.grounding.names import (
    ARMED,
    capital,
    contained,
    in_full,
    known,
    office,
    pronoun,
    proper,
    short_form,
    somebody,
    standing,
    titled,
)
from counterclaim.grounding.registry import Registry, entity
from counterclaim.grounding.scene import Asked, Found, Role, Scene, asked, joint, own
from counterclaim.grounding.sources import broadcaster, source, unnamed
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.wording import OPPONENTS, POSSESSIVES, QUALITIES
from counterclaim.model import Document, Entity, Mention

Rule = Callable[[Scene, Asked], Found | None]

_PARTS: Final = re.compile(r"\s{1,40}(?i:and|or|as well as|&)\s{1,40}|\s{0,40}[,/;]\s{0,40}")
_FIRST_PERSON: Final = words("we our ours")
_OWN: Final = _FIRST_PERSON | POSSESSIVES | words("it they")
_MOST: Final = 6  # names in one mention that are taken apart


class Cast:
    """The entities of one document. ``country`` is the one its events lie in, as far as known."""

    def __init__(
        self, document: Document, registry: Registry, gazetteer: Gazetteer, country: str | None
    ) -> None:
        self.outlet = _outlet(document.outlet, registry)
        sightings = registry.sightings(document.text, country)
        home = _home(document, registry, gazetteer)
        self._scene = Scene(
            document.text, registry, gazetteer, country, self.outlet, sightings, home
        )

    def meet(self, speakers: Iterable[tuple[Mention, Sequence[Mention]]]) -> None:
        """Note who is named where, so that "he" and "the ministry" find the last before them.

        Each speaker comes with the agencies or media through which it was heard.
        """
        for mention, via in sorted(speakers, key=lambda pair: pair[0].span):
            self.find(mention, "speaker", self.heard(via))

    def heard(self, via: Sequence[Mention]) -> Entity | None:
        """Through whom a speaker was heard; of a person, the organisation spoken for."""
        if not via:
            return None
        found = self.find(via[0], "via")
        return found.root or found.entity

    def side(self, mention: Mention, role: Role, speaker: Found | None) -> Found:
        """Who acted or was hit; "we", "our troops" and "its forces" are on the speaker's side."""
        question = asked(mention.text, mention.span.start, role, None, mention.span.end)
        said = set(question.words)
        if speaker is None or not said or question.words[0] not in _OWN or said & OPPONENTS:
            return self.find(mention, role)
        whose = speaker.root or speaker.entity
        reason = f'"{mention.text}", on the side of who says so'
        if whose.kind == "state" and (code := self._scene.code(exact_key(whose.name).split())):
            return state(self._scene, code, question, reason)
        if whose.kind in ARMED:
            return Found(whose, reason)
        if question.words[0] not in _FIRST_PERSON:
            return self.find(mention, role)
        return Found(entity(f"the side of {whose.name}", "other"), reason)

    def find(self, mention: Mention, role: Role, heard: Entity | None = None) -> Found:
        """The entity that a mention means.

        ``heard`` is the agency or medium through which an unnamed source spoke: the activists of
        one agency are not those of another.
        """
        question = asked(mention.text, mention.span.start, role, heard, mention.span.end)
        for rule in _RULES:
            found = rule(self._scene, question)
            if found is not None:
                if found.entity.kind == "person":
                    self._scene.people.append((question.at, found))
                return found
        return unnamed(self._scene, question) or Found(
            own(self._scene.shown(question.text)), "a name that no list knows, kept as it is"
        )


def _outlet(name: str | None, registry: Registry) -> Entity | None:
    if not name:
        return None
    listed = registry.named(name)
    return listed.entity if listed is not None else entity(name, "outlet")


def _home(document: Document, registry: Registry, gazetteer: Gazetteer) -> str | None:
    """The outlet's country, if the text names it."""
    listed = registry.named(document.outlet) if document.outlet else None
    code = (listed.country if listed is not None else None) or country_of(document)
    if code is None:
        return None
    return code if code in countries_in_play(document.text, gazetteer) else None


def _together(scene: Scene, question: Asked) -> Found | None:
    """ "Russian and Syrian warplanes": all of them as one; of speakers, the first known by name."""
    parts = [part for part in _PARTS.split(question.text) if part]
    if not 2 <= len(parts) <= _MOST:
        return None
    questions = [question.about(part) for part in parts]
    if question.role in ("speaker", "via"):
        return _first_of(scene, questions)
    each = [_first(scene, part, (known, contained, force, opponents)) for part in questions]
    found = {one.entity.id: one for one in each if one is not None}
    if len(found) > 1:
        found.pop(UNNAMED_FORCES.id, None)  # "Israeli tanks and helicopters" are all Israeli
    if len(found) > 1:
        return joint(one.entity for one in found.values())
    return next(iter(found.values()), None)


def _first(scene: Scene, question: Asked, rules: Sequence[Rule]) -> Found | None:
    for rule in rules:
        found = rule(scene, question)
        if found is not None:
            return found
    return None


def _first_of(scene: Scene, questions: Sequence[Asked]) -> Found | None:
    """States that speak together, else the first who is known by name, else by what stands for
    one. "Local and media sources" are sources of two kinds, and no two speakers."""
    states = [_first(scene, part, (known, capital, force)) for part in questions]
    named = [found.entity for found in states if found is not None and found.entity.kind == "state"]
    if len(named) == len(questions) and len({each.id for each in named}) > 1:
        return joint(named)
    sure = [_first(scene, part, (known, standing, short_form)) for part in questions]
    first = next((found for found in sure if found is not None), None)
    for rule in (contained, source, capital, force, opponents):
        if rule is source and first is None and _is_quality(questions[0]):
            return None
        first = first or next(filter(None, (rule(scene, part) for part in questions)), None)
    if first is None:
        return None
    return Found(first.entity, f"{first.reason}; named with others", first.root)


def _is_quality(question: Asked) -> bool:
    """Whether a word only tells what a source is like: "local" of "local and media sources"."""
    return len(question.words) == 1 and question.words[0] in QUALITIES


# In the order in which they are tried: a name is surer than what stands for one.
_RULES: Final[tuple[Rule, ...]] = (
    pronoun, known, titled, capital, office, ministry, broadcaster, standing, short_form, in_full,
    _together, source, contained, proper, attacker, force, opponents, somebody,
)  # fmt: skip
