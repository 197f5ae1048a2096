"""Records for sharing: no personal names, no exact places, no texts but the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeVar

from counterclaim.model import Copy, Decision, Document, Entity, Mention, Origin, Place, Span
from counterclaim.model.decision import Location
from counterclaim.model.ids import identifier
from counterclaim.model.told import Question, Told
from counterclaim.publishing.exports.held import Held
from counterclaim.publishing.exports.masking import MARK, Names

T = TypeVar("T")

#: Decimals of a degree that coordinates keep: a tenth is 11 km from north to south.
_DECIMALS: Final = 1
#: Kilometres that the centre may have moved by that, at most.
_MOVED: Final = 7.9
_FINE: Final = frozenset(("site", "village", "city"))


class Redacted:
    """What a ledger holds, as it may be shared (docs/formats.md says what that cannot do).

    Personal names are replaced: in texts and words read from them by marks of the same length, so
    that every place in them holds; elsewhere by "person 1", "person 2", the same person by the same
    number. Texts keep the sentences and words that claims were read from, and their titles; the
    rest of them is marks. Coordinates are rounded to 0.1°, radii and precision widened
    accordingly, and what leads to the exact place (GeoNames numbers, other places considered,
    reasons) is left out. So are files' names, addresses, and what reviewers are called and wrote.
    """

    def __init__(self, held: Held) -> None:
        self._held = held
        self._names = Names.of(held.told())
        self._shown: dict[str, list[Span]] = {}
        for told in held.told():
            self._shown.setdefault(told.document.id, []).extend(_evidence(told))
        self._reviewers: dict[str, str] = {}
        self.policy: Mapping[str, str] = held.policy
        self._document = lru_cache(maxsize=64)(self._document)  # type: ignore[method-assign]

    def documents(self) -> Iterator[Document]:
        return map(self._document, self._held.documents())

    def told(self) -> Iterator[Told]:
        return map(self._told, self._held.told())

    def questions(self) -> Iterator[Question]:
        for question in self._held.questions():
            entry = self._of(question.entry, "")
            yield Question(entry, tuple(self._told(told) for told in question.told))

    def copies(self) -> Iterator[Copy]:
        return (self._of(copy, "") for copy in self._held.copies())

    def origins(self) -> Iterator[Origin]:
        return (self._of(origin, "") for origin in self._held.origins())

    def decisions(self) -> Iterator[Decision]:
        for decision in self._held.decisions():
            number = len(self._reviewers) + 1
            user = self._reviewers.setdefault(decision.user, f"reviewer {number}")
            yield replace(self._of(decision, ""), user=user, reason="")

    def _told(self, told: Told) -> Told:
        document = self._document(told.document)
        held = replace(told, document=replace(told.document, text="", notes=()))
        return replace(self._of(held, document.text), document=document)

    def _document(self, document: Document) -> Document:
        text = self._text(document)
        title = document.title_span
        return replace(
            self._of(replace(document, text="", notes=()), ""),
            text=text,
            title=title.of(text) if title else self._names.replaced(document.title),
            url=None,
            source="",
        )

    def _text(self, document: Document) -> str:
        """The text with names covered, and all that is no evidence."""
        covered = self._names.covered(document.text)
        title = [document.title_span] if document.title_span else []
        shown = sorted((*self._shown.get(document.id, ()), *title))
        pieces, last = [], 0
        for span in shown:
            pieces.append(_withheld(covered[last : max(last, span.start)]))
            pieces.append(covered[max(last, span.start) : max(last, span.end)])
            last = max(last, span.end)
        return "".join((*pieces, _withheld(covered[last:])))

    def _of(self, value: T, text: str) -> T:
        """A record without what is to be withheld; ``text`` is the text that its words stand in."""
        return self._any(value, text)  # type: ignore[no-any-return]

    def _any(self, value: Any, text: str) -> Any:
        if isinstance(value, str):
            return self._names.replaced(value)
        if isinstance(value, tuple):
            return tuple(self._any(item, text) for item in value)
        if not is_dataclass(value) or isinstance(value, type | Span):
            return value
        if isinstance(value, Mention) and value.worded and text:
            return replace(value, text=value.span.of(text))
        if isinstance(value, Entity):
            return self._entity(value)
        given = {field.name: getattr(value, field.name) for field in fields(value)}
        if isinstance(value, Place | Location):
            given |= _coarse(value)
        return type(value)(**{name: self._any(each, text) for name, each in given.items()})

    def _entity(self, entity: Entity) -> Entity:
        """Under its number where it is a person: an identifier is made from the name."""
        name = self._names.replaced(entity.name)
        return (
            entity if name == entity.name else Entity(identifier("entity", name), name, entity.kind)
        )


def _evidence(told: Told) -> Iterator[Span]:
    """The characters that a claim was read from."""
    claim = told.grounded.claim
    yield claim.sentence
    quantity = claim.quantity.mention if claim.quantity else None
    mentions = (claim.trigger, quantity, claim.object, claim.actor, claim.time, claim.speaker)
    for mention in (*filter(None, mentions), *claim.places, *claim.via):
        yield mention.span


def _withheld(text: str) -> str:
    return "".join(char if char.isspace() else MARK for char in text)


def _coarse(place: Place | Location) -> dict[str, Any]:
    """What is to be changed of a place: its centre rounded, and what would lead back to it."""
    if place.lat is None or place.lon is None:
        return {}
    found: dict[str, Any] = {
        "lat": round(place.lat, _DECIMALS),
        "lon": round(place.lon, _DECIMALS),
        "radius_km": round((place.radius_km or 0.0) + _MOVED, 1),
        "precision": "district" if place.precision in _FINE else place.precision,
        "geonameid": None,
    }
    return found | ({"reasons": (), "candidates": ()} if isinstance(place, Place) else {})
