"""Who acts and who speaks in one document: mentions to entities under neutral names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.persons import (
    full_name,
    is_person,
    organisation_of,
    person,
    without_title,
)
from counterclaim.grounding.registry import Known, Registry, Sighting, entity
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.wording import (
    ARTICLES,
    ATTACKERS,
    CAPITALS,
    FORCES,
    HEADS,
    MINISTRIES,
    OPPONENTS,
    OWNERLESS,
    PEOPLES,
    PLAIN,
    PRONOUNS,
    REPORTERS,
    RULE,
    SOURCES,
    SPOKEN_FOR,
    STANDING_FOR,
    STANDING_WITH,
    TITLES,
    WITNESSES,
)
from counterclaim.model import Document, Entity, Mention, Naming
from counterclaim.model.terms import EntityKind

Role = Literal["actor", "object", "speaker", "via"]

_LARGE: Final = 200_000  # people from which a place's name before a person's is no forename
_LONGEST: Final = 200  # characters of a mention that are read
_PARTS: Final = re.compile(r"\s+(?:and|or|as well as|&)\s+|\s*[,/;]\s*")
_TIES: Final = frozenset({"at", "in", "from", "of", "on", "with", "for", "to", "within"})
_TITLED: Final = re.compile(r"(?:[Tt]he )?[A-Z][a-z]+ of (?:the )?[A-Z]")
_NAME: Final = re.compile(r"[^\W_][\w’'-]*")
_AT: Final = re.compile(r"\b(?:at|in|from|of|with|within|for|inside)\s+(?:the\s+)?(?P<org>[A-Z].*)")


@dataclass(frozen=True, slots=True)
class Found:
    """An entity, the reason in words, and the root it speaks for where that is another."""

    entity: Entity
    reason: str
    root: Entity | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A mention with what its words are and what it is asked as."""

    text: str
    words: tuple[str, ...]
    at: int
    role: Role
    heard: Entity | None


class Cast:
    """The entities of one document. ``country`` is the one its events lie in, as far as known."""

    def __init__(
        self, document: Document, registry: Registry, gazetteer: Gazetteer, country: str | None
    ) -> None:
        self._text = document.text
        self._registry = registry
        self._gazetteer = gazetteer
        self._country = country
        self._sightings = registry.sightings(document.text)
        self._ministries: list[tuple[int, Found]] = []
        self._people: list[tuple[int, Found]] = []
        self.outlet = self._outlet(document.outlet)

    def naming(self, mention: Mention, role: Role, heard: Entity | None = None) -> Naming:
        found = self.find(mention, role, heard)
        return Naming(mention, found.entity, found.reason)

    def find(self, mention: Mention, role: Role, heard: Entity | None = None) -> Found:
        """The entity that a mention means.

        ``heard`` is the agency or medium through which an unnamed source spoke: the activists of
        one agency are not those of another.
        """
        text = " ".join(mention.text[:_LONGEST].split())
        text = text.replace("U.S.", "US").replace("U.N.", "UN").replace("U.K.", "UK")
        asked = _Asked(text, _words(text), mention.span.start, role, heard)
        for rule in _RULES:
            found = rule(self, asked)
            if found is not None:
                if found.entity.kind in ("person", "official") or found.root is not None:
                    self._people.append((asked.at, found))
                return found
        return Found(_own(text), "a name that no list knows, kept as it is")

    # The rules, in the order in which they are tried.

    def _pronoun(self, asked: _Asked) -> Found | None:
        """ "he", "it": whoever was named or spoke last."""
        if len(asked.words) != 1 or asked.words[0] not in PRONOUNS:
            return None
        before = [found for at, found in self._people if at < asked.at]
        if before and asked.words[0] in ("he", "she", "him", "her"):
            return Found(before[-1].entity, f'"{asked.text}", the last named', before[-1].root)
        named = self._nearest(asked.at, lambda known: True)
        return Found(named.entity, f'"{asked.text}", the last named') if named else None

    def _known(self, asked: _Asked) -> Found | None:
        known = self._registry.named(asked.text)
        if known is None:
            return None
        return self._as_role(known, asked, f'"{asked.text}" is a name of it')

    def _capital(self, asked: _Asked) -> Found | None:
        code = CAPITALS.get(" ".join(asked.words))
        return self._state(code, asked, "the capital, for its government") if code else None

    def _standing(self, asked: _Asked) -> Found | None:
        """ "the monitor", "a monitoring group": the last such organisation named, else the next."""
        content = self._content(asked)
        kinds = [STANDING_FOR[word] for word in content if word in STANDING_FOR]
        if not kinds or not set(content) <= STANDING_FOR.keys() | STANDING_WITH:
            return None
        known = self._nearest(asked.at, lambda known: known.entity.kind in kinds[0])
        if known is None:
            return None
        return Found(known.entity, f'"{asked.text}", for the one that the text names')

    def _ministry(self, asked: _Asked) -> Found | None:
        """ "the Russian defence ministry", "the ministry": of the country named, else the last."""
        if "ministry" not in asked.words:
            return None
        field = next((MINISTRIES[word] for word in asked.words if word in MINISTRIES), None)
        code = self._code(asked.words) or self._capital_in(asked.words)
        if field is None or code is None:
            named = [found for at, found in self._ministries if at < asked.at]
            if named and (field is None or field in named[-1].entity.name):
                return Found(named[-1].entity, f'"{asked.text}", the last one named')
        code = code or self._country
        if field is None or code is None:
            return None
        full = entity(f"{self._adjective(code)} Ministry of {field}", "state")
        found = Found(full, f'"{asked.text}", of the country that the text says')
        self._ministries.append((asked.at, found))
        return found

    def _capital_in(self, said: Sequence[str]) -> str | None:
        """ "the defence ministry in Moscow"."""
        return next((CAPITALS[word] for word in said if word in CAPITALS), None)

    def _short_form(self, asked: _Asked) -> Found | None:
        """ "the Observatory": words of a longer name that the text gives."""
        content = set(self._content(asked))
        if not content or not any(len(word) >= 5 for word in content) or content <= SOURCES.keys():
            return None
        known = self._nearest(asked.at, lambda k: content <= set(exact_key(k.entity.name).split()))
        if known is None:
            return None
        return self._as_role(known, asked, f'"{asked.text}", short for a name in the text')

    def _source(self, asked: _Asked) -> Found | None:
        """Sources without a name: of an organisation that is named, else of who quotes them."""
        nouns = [word for word in asked.words if word in SOURCES]
        if asked.role not in ("speaker", "via") or not nouns or _is_proper(asked):
            return None
        organisation = self._organisation(asked)
        if organisation is not None and not set(asked.words) & OPPONENTS:
            return self._source_of(asked, organisation)
        return self._unnamed(asked, nouns)

    def _organisation(self, asked: _Asked) -> Entity | None:
        """The organisation that a source's mention names: a known one, or after "at", "in"."""
        inside = self._registry.sightings(asked.text)
        if inside:
            return inside[0].known.entity
        named = _AT.search(asked.text)
        if named is None:
            return None
        said = exact_key(named["org"]).split()
        is_place = bool(self._gazetteer.named(named["org"])) or self._code(said) is not None
        if is_place or (set(said) & _DIVISIONS and not set(said) & HEADS.keys()):
            return None
        return _own(named["org"])

    def _source_of(self, asked: _Asked, organisation: Entity) -> Found:
        if set(asked.words) & (REPORTERS | SPOKEN_FOR):
            return Found(organisation, f'"{asked.text}" speaks for it')
        kind: EntityKind = "unnamed_source"
        unnamed = entity(f"source at {organisation.name}", kind, organisation.id)
        return Found(unnamed, "a source without a name, within an organisation that is named")

    def _unnamed(self, asked: _Asked, nouns: Sequence[str]) -> Found:
        """A source without a name, bound to who quotes it."""
        carrier = asked.heard or self.outlet
        if set(nouns) & REPORTERS and carrier is not None:
            return Found(carrier, f'"{asked.text}", the reporter of who tells it')
        heard = carrier.name if carrier is not None else "an unknown outlet"
        kind: EntityKind = "eyewitness" if set(nouns) & WITNESSES else "unnamed_source"
        name = f"{self._plain_source(asked)}, as heard by {heard}"
        bound = entity(name, kind, carrier.id if carrier else "")
        return Found(bound, "a source without a name, of its own for each who quotes one")

    def _plain_source(self, asked: _Asked) -> str:
        """ "A military source", "Military sources" → "military sources"."""
        kept = [word for word in _NAME.findall(asked.text) if exact_key(word) not in ARTICLES]
        nouns = [at for at, word in enumerate(kept) if exact_key(word) in SOURCES]
        ties = [at for at, word in enumerate(kept) if word in _TIES]
        last = max((at for at in nouns if not ties or at < ties[0]), default=nouns[0])
        plain = [self._plain_word(word, first=at == 0) for at, word in enumerate(kept)]
        plain[last] = SOURCES[exact_key(kept[last])]
        if last and SOURCES.get(plain[last - 1], plain[last - 1])[:4] == plain[last][:4]:
            del plain[last - 1]
        return " ".join(plain)

    def _plain_word(self, word: str, *, first: bool) -> str:
        """The word in small letters, unless it is a name; a label by its plain word."""
        if exact_key(word) in PLAIN:
            return PLAIN[exact_key(word)]
        named = word.isupper() or self._code([exact_key(word)]) is not None or not first
        return word if named else word.lower()

    def _broadcaster(self, asked: _Asked) -> Found | None:
        """ "state television", "Syrian state media", "the state news agency"."""
        said = set(asked.words)
        speaks = asked.role in ("speaker", "via") and said & _STATE_MEDIA
        if not speaks or not said & {"state", "government", "official", "national", "regimes"}:
            return None
        code = self._code(asked.words) or self._country
        if code is None:
            return None
        if said & {"agency"}:
            known = self._registry.named(f"{self._adjective(code)} state news agency")
            if known is not None:
                return Found(known.entity, f'"{asked.text}", the state agency of the country')
        medium = "media" if said & {"media", "press"} else "television"
        named = entity(f"{self._adjective(code)} state {medium}", "outlet")
        return Found(named, f'"{asked.text}", of the country that the text is about')

    def _together(self, asked: _Asked) -> Found | None:
        """ "Russian and Syrian warplanes": each of them, as one entity of both."""
        parts = [part for part in _PARTS.split(asked.text) if part]
        if len(parts) < 2 or len(parts) > 6:
            return None
        if asked.role in ("speaker", "via"):
            return self._first_of(parts, asked)
        found = [self._simple(_part(part, asked)) for part in parts]
        known = {each.entity.id: each for each in found if each is not None}
        if not known:
            return None
        if len(known) == 1:
            only = next(iter(known.values()))
            return Found(only.entity, only.reason)
        return _joint([each.entity for each in known.values()])

    def _first_of(self, parts: Sequence[str], asked: _Asked) -> Found | None:
        """Of several who say it together, the first who is known by name, else the first."""
        asks = [_part(part, asked) for part in parts]
        for rule in (
            Cast._known, Cast._standing, Cast._short_form, Cast._source, Cast._capital, Cast._force,
        ):  # fmt: skip
            for each in asks:
                found = rule(self, each)
                if found is not None:
                    return Found(found.entity, f"{found.reason}; named with others", found.root)
        return None

    def _simple(self, asked: _Asked) -> Found | None:
        """What one part of a joint mention means."""
        for rule in (Cast._known, Cast._contained, Cast._force, Cast._opponents):
            found = rule(self, asked)
            if found is not None:
                return found
        return None

    def _contained(self, asked: _Asked) -> Found | None:
        """ "ISIS fighters", "terrorists from Jaish al-Fateh": the group that is named in it."""
        inside = self._registry.sightings(asked.text)
        if not inside or asked.words[0] in ("opponents", "foes", "enemies"):
            return None
        named = {seen.known.entity.id: seen.known.entity for seen in inside}
        groups = [each for each in named.values() if each.kind == "armed_group"]
        if len(groups) > 1 and asked.role in ("actor", "object"):
            return _joint(groups)
        return self._as_role(inside[0].known, asked, f'"{asked.text}" names it')

    def _force(self, asked: _Asked) -> Found | None:
        """ "Syrian warplanes", "the army", "regime forces": a state's forces, or its government."""
        said = set(asked.words)
        if said & OPPONENTS:
            return None
        if said & {"coalition", "alliance"} and not said & PEOPLES.keys():
            known = self._nearest(asked.at, lambda k: k.entity.kind == "international_force")
            return Found(known.entity, "the coalition that the text names") if known else None
        code = self._code(asked.words)
        if code is not None and (said & RULE or said & FORCES or not self._content(asked)):
            return self._state(code, asked, f'"{asked.text}", as it says')
        if said & FORCES and _TITLED.match(asked.text):
            return Found(entity(without_leading_article(asked.text), "armed_group"), "its own name")
        others = None if said & RULE else self._others(asked)
        if others is not None and (said & FORCES or set(self._content(asked)) <= PEOPLES.keys()):
            named = entity(f"{others} forces", "armed_group")
            return Found(named, f'"{asked.text}", forces by the name the text gives them')
        if said & OWNERLESS and not said & (RULE | FORCES - OWNERLESS):
            return Found(entity("unnamed forces", "other"), f'"{asked.text}" names no owner')
        if said & (RULE | FORCES) and self._country is not None:
            reason = f'"{asked.text}", of the country that the text is about'
            return self._state(self._country, asked, reason)
        return None

    def _others(self, asked: _Asked) -> str | None:
        """Whose forces they are, where that is no state: "Kurdish", "Haftar"."""
        for at, word in enumerate(_NAME.findall(asked.text)):
            key = exact_key(word)
            people = next((PEOPLES[part] for part in key.split() if part in PEOPLES), None)
            if people is not None:
                return people
            plain = key in FORCES or key in RULE or key in ARTICLES or key in TITLES
            if at and word[0].isupper() and not plain and not word.isupper():
                return str(word)
        return None

    def _opponents(self, asked: _Asked) -> Found | None:
        """Labels for armed opponents: one neutral entity, whatever the outlet calls them."""
        said = set(asked.words)
        armed = "armed" in said and said & {"men", "group", "groups", "individuals"}
        if not (said & OPPONENTS or armed):
            return None
        if said & PEOPLES.keys() and said & {"militia", "militias", "militiamen"}:
            return Found(
                entity(f"{self._others(asked)} forces", "armed_group"), "forces of a people"
            )
        code = self._country or self._code(asked.words)
        where = self._gazetteer.countries.get(code or "")
        place = f" in {where.name}" if where is not None else ""
        if "opposition" in said and asked.role == "speaker":
            return Found(entity(f"opposition{place}", "organisation"), "an opposition, unnamed")
        named = entity(f"unnamed armed groups{place}", "armed_group")
        return Found(named, f'"{asked.text}" is a label; the text names no group here')

    def _attacker(self, asked: _Asked) -> Found | None:
        suicide = "suicide" in asked.words
        if not (suicide or set(asked.words) & ATTACKERS):
            return None
        return Found(entity("unnamed attacker", "other"), "an attacker without a name")

    def _proper(self, asked: _Asked) -> Found | None:
        """ "The Central Military Media": a name in capitals throughout is kept whole."""
        if asked.role not in ("speaker", "via") or not _is_proper(asked):
            return None
        own = _own(asked.text)
        return Found(own, "a name of its own") if own.kind != "other" else None

    def _person(self, asked: _Asked) -> Found | None:
        """A person by name; the organisation that the text says they speak for is the root."""
        name = without_title(without_leading_article(asked.text))
        if asked.role == "via" or not is_person(name):
            return None
        name = full_name(name, self._text, self._is_place)
        who = person(name)
        organisation = organisation_of(name, self._text)
        if organisation is None or self._is_place(organisation):
            return Found(who, "a person of that name")
        behind = self._organisation_named(organisation, asked)
        return Found(who, f"speaks for {behind.name}, as the text says", behind)

    def _organisation_named(self, name: str, asked: _Asked) -> Entity:
        """A known organisation in the words, the longest first; else one of its own."""
        parts = name.split()
        for start in range(len(parts)):
            rest = " ".join(parts[start:])
            inner = _Asked(rest, tuple(exact_key(rest).split()), asked.at, "speaker", None)
            for rule in (Cast._known, Cast._ministry, Cast._short_form, Cast._contained):
                found = rule(self, inner)
                if found is not None:
                    return found.entity
        return _own(name)

    def _is_place(self, word: str) -> bool:
        """Whether a word is the name of a large place."""
        return self._code([exact_key(word)]) is not None or any(
            spot.kind in ("admin1", "country") or spot.population >= _LARGE
            for spot in self._gazetteer.named(word)
        )

    # What the rules share.

    def _content(self, asked: _Asked) -> list[str]:
        """The words that say something: no articles, no country."""
        content: list[str] = [word for word in asked.words if word not in ARTICLES]
        found = self._country_at(content)
        while found is not None:
            at, length, _ = found
            content[at : at + length] = []
            found = self._country_at(content)
        return content

    def _code(self, words: Iterable[str]) -> str | None:
        """The first country that the words name, by name or demonym."""
        found = self._country_at(list(words))
        return found[2] if found is not None else None

    def _country_at(self, words: Sequence[str]) -> tuple[int, int, str] | None:
        """Where a country is named, in how many words, and its code."""
        for at, word in enumerate(words):
            if word in ("us", "usa", "uk"):
                return at, 1, "GB" if word == "uk" else "US"
            if word == "u" and words[at + 1 : at + 2] in (["s"], ["k"]):
                return at, 2, "US" if words[at + 1] == "s" else "GB"
            for form in (word, word[:-1] if word.endswith("s") else word):
                for names, code in self._gazetteer.country_words.get(form, ()):
                    if tuple(words[at + 1 : at + len(names)]) == names[1:]:
                        return at, len(names), code
        return None

    def _adjective(self, code: str) -> str:
        return self._gazetteer.adjective(code)

    def _state(self, code: str, asked: _Asked, reason: str) -> Found:
        """A state's forces where it acts by arms; its government where it speaks."""
        acts = asked.role in ("actor", "object") or bool(set(asked.words) & FORCES)
        if acts:
            name = f"{self._adjective(code)} armed forces"
            named = self._registry.named(name)
            return Found(named.entity if named else entity(name, "state_force"), reason)
        country = self._gazetteer.countries.get(code)
        name = f"Government of {country.name if country else code}"
        named = self._registry.named(name)
        return Found(named.entity if named else entity(name, "state"), reason)

    def _as_role(self, known: Known, asked: _Asked, reason: str) -> Found:
        """A government that acts by arms is its forces."""
        government = known.entity.kind == "state" and known.entity.name.startswith("Government of")
        if government and asked.role in ("actor", "object") and known.country:
            return self._state(known.country, asked, reason)
        return Found(known.entity, reason)

    def _nearest(self, at: int, fits: Callable[[Known], bool]) -> Known | None:
        """The last fitting name before a character, else the first after it."""
        fitting = [seen for seen in self._sightings if fits(seen.known)]
        before = [seen for seen in fitting if seen.end <= at]
        after = [seen for seen in fitting if seen.start > at]
        chosen: Sighting | None = before[-1] if before else (after[0] if after else None)
        return chosen.known if chosen is not None else None

    def _outlet(self, name: str | None) -> Entity | None:
        if not name:
            return None
        known = self._registry.named(name)
        return known.entity if known is not None else entity(name, "outlet")


_STATE_MEDIA: Final = frozenset({"television", "tv", "media", "agency", "radio", "news", "press"})
_DIVISIONS: Final = words("province city town village district countryside area region hospital")

_RULES: Final[tuple[Callable[[Cast, _Asked], Found | None], ...]] = (
    Cast._pronoun, Cast._known, Cast._capital, Cast._ministry, Cast._broadcaster, Cast._standing,
    Cast._short_form, Cast._together, Cast._source, Cast._contained, Cast._proper, Cast._attacker,
    Cast._force, Cast._opponents, Cast._person,
)  # fmt: skip


def _joint(entities: Sequence[Entity]) -> Found:
    """Several who act together, as one entity; at most four are named."""
    names = sorted({each.name for each in entities})[:4]
    return Found(entity(" and ".join(names), "other"), "named together")


def _part(text: str, asked: _Asked) -> _Asked:
    return _Asked(text, _words(text), asked.at, asked.role, asked.heard)


def _words(text: str) -> tuple[str, ...]:
    """The words of a mention; a possessive s that lost its apostrophe ("armys") is dropped."""
    return tuple(
        word[:-1] if word.endswith("s") and word[:-1] in _OWNERS else word
        for word in exact_key(text).split()
    )


_OWNERS: Final = words("army military regime government coalition alliance ministry")


def _is_proper(asked: _Asked) -> bool:
    """ "Damascus Media Office", "Governor Talal Karim": names, though a word is a source's."""
    text = without_leading_article(asked.text)
    capitals = [word for word in _NAME.findall(text) if word[0].isupper()]
    plain = without_title(text)
    titled = plain != text and is_person(plain)
    return titled or (len(capitals) >= 3 and len(capitals) == len(_NAME.findall(text)))


def without_leading_article(text: str) -> str:
    return text.split(" ", 1)[1] if " " in text and text.split(" ", 1)[0].lower() in (
        "the", "a", "an",
    ) else text  # fmt: skip


def _own(text: str) -> Entity:
    """An entity of a name's own, its kind by its head word; joined by the name without article."""
    kept = [w for w in without_leading_article(text).split() if exact_key(w) not in PLAIN]
    name = " ".join(kept) or "unnamed group"
    kind: EntityKind = "other"
    for word in exact_key(name).split():
        kind = HEADS.get(word, kind)
    return entity(name, kind)
