"""Control timelines: who says whose a place was, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol, TypeVar

from counterclaim.model import (
    Account,
    ControlStep,
    ControlTimeline,
    Document,
    Entity,
    Entry,
    GroundedClaim,
    Opposition,
    Place,
    Voice,
    identifier,
)
from counterclaim.reconciling.roots import UNNAMED
from counterclaim.reconciling.sides import opposed, unnamed
from counterclaim.reconciling.spots import CONTROL, Spot, place_key, spots

# Two claims that cannot both be so: their ids, the kind of relation and the reason.
Opposing = tuple[str, str, str, str]

_TOWNS: Final = frozenset({"city", "village", "area"})
_PARTS: Final = frozenset({"site", "area", None})


@dataclass(frozen=True, slots=True)
class Said:
    """One claim on a place, with the voice and the fact that it belongs to.

    ``document`` is without its text.
    """

    grounded: GroundedClaim
    document: Document
    spot: Spot
    voice: Voice
    fact: str

    @property
    def side(self) -> Entity | None:
        return self.grounded.actor.entity if self.grounded.actor else None

    @property
    def days(self) -> tuple[date | None, date | None]:
        period = self.grounded.period
        return (period.start, period.end) if period else (None, None)

    @property
    def step(self) -> Hashable:
        """Equal for what tells of one step: the same of the same side and part, on the same days;
        or, where no day is given, in answer to one question."""
        claim, days = self.grounded.claim, self.days
        when = self.fact if days == (None, None) else days
        side = self.side.id if self.side else None
        return self.spot.words, claim.type, claim.polarity, side, when


@dataclass(frozen=True, slots=True)
class _Step:
    """A step under way, with the claims that tell of it."""

    step: ControlStep
    said: tuple[Said, ...]


def timelines(
    documents: Sequence[Document], claims: Sequence[GroundedClaim], entries: Sequence[Entry]
) -> tuple[ControlTimeline, ...]:
    """What is said of each place that a claim of control names, those with most steps first.

    ``entries`` are the claims reconciled: they say which claims are one voice, and which cannot
    both be so. A part of a town that has a name of its own is a place of its own, and comes
    right after the town.
    """
    by_place: dict[Hashable, list[Said]] = {}
    for said in _control(documents, claims, entries):
        by_place.setdefault(said.spot.key, []).append(said)
    related = list(dict.fromkeys(pair for entry in entries for pair in opposing(entry)))
    made = (timeline(key, said, related, by_place.keys()) for key, said in by_place.items())
    return tuple(after_towns(sorted(made, key=lambda t: (-len(t.steps), t.place.name, t.id))))


def _control(
    documents: Sequence[Document], claims: Sequence[GroundedClaim], entries: Sequence[Entry]
) -> Iterator[Said]:
    by_id = {document.id: document for document in documents}
    heard = {
        claim: (voice, entry.fact.id)
        for entry in entries
        if entry.fact.type in CONTROL
        for voice in entry.voices
        for claim in voice.claims
    }
    for grounded in claims:
        claim = grounded.claim
        if claim.id in heard and claim.document in by_id:
            yield from said_of(grounded, by_id[claim.document], *heard[claim.id])


def said_of(grounded: GroundedClaim, document: Document, voice: Voice, fact: str) -> Iterator[Said]:
    """What a claim of control says, of each place that it is about."""
    for spot in spots(grounded, document.text):
        yield Said(grounded, replace(document, text=""), spot, voice, fact)


def timeline(
    key: Hashable, said: Sequence[Said], related: Iterable[Opposing], places: Container[Hashable]
) -> ControlTimeline:
    """The timeline of one place, by all that is said of it in the order of the claims.

    ``related`` hold, among others, the pairs of these claims that cannot both be so; ``places``
    are the keys of all places that have a timeline.
    """
    return _placed(_timeline(key, said, related), said, places)


def _timeline(key: Hashable, said: Sequence[Said], related: Iterable[Opposing]) -> ControlTimeline:
    groups: dict[Hashable, list[Said]] = {}
    for one in said:
        groups.setdefault(one.step, []).append(one)
    steps = sorted((_step(key, group) for group in groups.values()), key=_order)
    against = _against(steps, related)
    done = tuple(
        replace(
            at.step,
            against=tuple(against.get(at.step.id, ())),
            follows=_before(at, steps[:number], against),
        )
        for number, at in enumerate(steps)
    )
    place = _settled([one.spot.place for one in said])
    return ControlTimeline(identifier("place", key), place, done)


def _settled(places: Sequence[Place]) -> Place:
    """The place itself rather than its surroundings, where some claim is about it."""
    return next((place for place in places if place.precision != "area"), places[0])


def _step(key: Hashable, said: Sequence[Said]) -> _Step:
    first = said[0]
    claim, (start, end) = first.grounded.claim, first.days
    accounts = tuple(_accounts(said))
    step = ControlStep(
        id=identifier("step", key, claim.id),
        type=claim.type,
        polarity=claim.polarity,
        side=first.side.name if first.side else None,
        part=first.spot.part,
        start=start,
        end=end,
        reported=min((a.published for a in accounts if a.published), default=None),
        voices=len({_same(one.voice) for one in said}),
        accounts=accounts,
    )
    return _Step(step, tuple(said))


def _accounts(said: Sequence[Said]) -> Iterator[Account]:
    """One for each voice of a report, by day of publication."""
    told = {(one.document.id, one.voice.id): one for one in reversed(said)}
    for one in sorted(told.values(), key=lambda one: one.document.published or date.max):
        via = tuple(naming.entity.name for naming in one.grounded.via)
        yield Account(
            claim=one.grounded.claim.id,
            document=one.document.id,
            published=one.document.published,
            voice=one.voice.name,
            kind=one.voice.kind,
            via=via,
        )


def _same(voice: Voice) -> str:
    """A voice across questions: by its name, but for people without one."""
    return voice.id if voice.kind in UNNAMED else voice.name.casefold()


def _order(at: _Step) -> tuple[date, date]:
    return at.step.day or date.max, at.step.reported or date.max


def opposing(entry: Entry) -> Iterator[Opposing]:
    """Pairs of claims of control that cannot both be so, as an entry tells of them."""
    if entry.fact.type in CONTROL:
        voices = {voice.id: voice.claims for voice in entry.voices}
        for relation in entry.relations:
            if relation.kind in ("contests", "denies", "different_actor"):
                for a in voices.get(relation.a, (relation.a,)):
                    for b in voices.get(relation.b, (relation.b,)):
                        yield a, b, relation.kind, relation.reason


def _against(steps: Sequence[_Step], related: Iterable[Opposing]) -> Mapping[str, list[Opposition]]:
    step_of = {one.grounded.claim.id: at.step for at in steps for one in at.said}
    found: dict[str, dict[str, Opposition]] = {}
    for a, b, kind, reason in related:
        one, other = step_of.get(a), step_of.get(b)
        if one and other and one.id != other.id:
            found.setdefault(one.id, {}).setdefault(other.id, Opposition(other.id, kind, reason))
            found.setdefault(other.id, {}).setdefault(one.id, Opposition(one.id, kind, reason))
    return {step: list(others.values()) for step, others in found.items()}


def _before(
    at: _Step, earlier: Sequence[_Step], against: Mapping[str, list[Opposition]]
) -> str | None:
    """The last step before this one, of the same spot, after which the place changed hands."""
    if not _ordered(at):
        return None
    opposing = {opposition.step for opposition in against.get(at.step.id, ())}
    for other in reversed(earlier):
        if other.said[0].spot.words == at.said[0].spot.words and _ordered(other):
            if not _earlier(other.step, at.step):
                continue
            changed = _changed(other, at) and other.step.id not in opposing
            return other.step.id if changed else None
    return None


def _ordered(at: _Step) -> bool:
    """Whether its day is known, and it is not denied."""
    known = at.step.type == "held" or (at.step.start or at.step.end) is not None
    return known and at.step.polarity != "denied" and at.said[0].spot.definite


def _earlier(one: ControlStep, other: ControlStep) -> bool:
    last, first = one.end or one.day, other.start or other.day
    return last is not None and first is not None and last < first


def _changed(one: _Step, other: _Step) -> bool:
    """Whether the second tells of other hands than the first."""
    a, b = one.said[0].side, other.said[0].side
    if a is None or b is None:
        return False
    left = one.step.type == "withdrew", other.step.type == "withdrew"
    if a.id == b.id:
        return left[0] != left[1] and not unnamed(a)
    return opposed(a, b) and left != (True, True)


def _placed(
    timeline: ControlTimeline, said: Sequence[Said], places: Container[Hashable]
) -> ControlTimeline:
    """With the town that it is a part of, where most claims that name one name it."""
    towns: Counter[Hashable] = Counter()
    names: dict[Hashable, str] = {}
    if timeline.place.geonameid is None or timeline.place.precision in _PARTS:
        for one in said:
            town = next(filter(_is_town, one.grounded.places), None)
            if town and place_key(town) != one.spot.key:
                towns[place_key(town)] += 1
                names.setdefault(place_key(town), town.name)
    if not towns:
        return timeline
    key = towns.most_common(1)[0][0]
    own = identifier("place", key) if key in places else None
    return replace(timeline, within=names[key], town=own)


def _is_town(place: Place) -> bool:
    return place.geonameid is not None and place.precision in _TOWNS


class Heading(Protocol):
    """What puts a timeline in its place among others."""

    @property
    def id(self) -> str: ...
    @property
    def town(self) -> str | None: ...


T = TypeVar("T", bound=Heading)


def after_towns(headings: Iterable[T]) -> Iterator[T]:
    """The same, each followed by the parts of its place."""
    parts: dict[str | None, list[T]] = {}
    all_ = list(headings)
    ids = {each.id for each in all_}
    for each in all_:
        parts.setdefault(each.town if each.town in ids else None, []).append(each)
    waiting, told = list(reversed(parts.get(None, []))), set()
    # Places that are told to be parts of each other have no first one; they come last.
    waiting[:0] = reversed(all_)
    while waiting:
        each = waiting.pop()
        if each.id not in told:
            told.add(each.id)
            yield each
            waiting += reversed(parts.get(each.id, []))
