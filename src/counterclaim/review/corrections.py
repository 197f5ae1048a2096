"""A claim with the values that reviewers gave its fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from counterclaim.model import (
    Change,
    Claim,
    Decision,
    GroundedClaim,
    Mention,
    Period,
    Place,
    Quantity,
    Words,
)
from counterclaim.model.decision import SEVERAL
from counterclaim.model.terms import PeriodPrecision

_COUNTED: Final = frozenset({"lower", "upper", "precision"})
#: Fields whose words mean a place, a day or an entity, and what of a grounded claim they decide.
MEANINGS: Final = {
    "places": ("places",), "time": ("period",), "object": ("object",), "object_class": ("object",),
    "actor": ("actor",), "speaker": ("speaker", "via", "root"), "via": ("speaker", "via", "root"),
}  # fmt: skip


def corrected(claim: Claim | None, decisions: Sequence[Decision]) -> Claim:
    """The claim with the changes of the decisions, one after the other.

    Without a claim, the first decision is one that adds it.
    """
    made = claim or _added(decisions[0])
    for decision in decisions:
        for change in decision.changes:
            made = _changed(made, change, f"reviewer {decision.user}")
        made = _uncrossed(made, {change.field for change in decision.changes})
    return made


def meant(grounded: GroundedClaim, decisions: Iterable[Decision]) -> GroundedClaim:
    """The grounded claim with the places and days that the decisions give outright."""
    changes = [(change, decision) for decision in decisions for change in decision.changes]
    period = grounded.period
    for change, decision in changes:
        if change.field in ("start", "end"):
            period = _dated(period, change, decision)
    given = [(c.value, d) for c, d in changes if c.field == "places" and isinstance(c.value, tuple)]
    if not given:
        return replace(grounded, period=period)
    words, decision = given[-1]
    pairs = zip(grounded.places, words, strict=True)
    places = tuple(_placed(place, said, decision) for place, said in pairs)
    return replace(grounded, places=places, period=period)


def _added(decision: Decision) -> Claim:
    """What every claim has, of a claim that a reviewer adds; its other fields follow as changes."""
    values: dict[str, Any] = {change.field: change.value for change in decision.changes}
    (trigger,), (sentence,) = values["trigger"], values["sentence"]
    return Claim(
        id=decision.claims[0],
        document=decision.targets[0],
        type=values["type"],
        sentence=sentence.span,
        trigger=Mention(trigger.text, trigger.span, f"reviewer {decision.user}"),
        quantity=None,
        object=None,
        object_class=None,
        object_class_score=1.0,
        actor=None,
        places=(),
        time=None,
        speaker=None,
        via=(),
        polarity="asserted",
        polarity_score=1.0,
    )


def _changed(claim: Claim, change: Change, reader: str) -> Claim:
    field, value = change.field, change.value
    if isinstance(value, tuple):
        return _reworded(claim, field, value, reader)
    fields: dict[str, Any] = {field: value}
    if field in _COUNTED:
        if claim.quantity is None and value is None:
            return claim
        counted = claim.quantity or Quantity(_unworded(claim, "count", reader), None, None, None)
        return replace(claim, quantity=replace(counted, **fields))
    if field in ("object_class", "polarity"):
        fields[f"{field}_score"] = 1.0  # a reviewer is sure
        return replace(claim, **fields)
    return replace(claim, **fields) if field == "type" else claim  # days: see ``meant``


def _reworded(claim: Claim, field: str, value: tuple[Words, ...], reader: str) -> Claim:
    mentions = tuple(_mention(claim, words, reader) for words in value)
    one = mentions[0] if mentions else None
    if field == "quantity":
        if one is None:
            return replace(claim, quantity=None)
        counted = claim.quantity or Quantity(one, None, None, None)
        return replace(claim, quantity=replace(counted, mention=one))
    if field == "sentence":
        return replace(claim, sentence=value[0].span or claim.sentence)
    given: dict[str, Any] = {field: mentions if field in SEVERAL else one}
    return replace(claim, **given)


def _mention(claim: Claim, words: Words, reader: str) -> Mention:
    if words.span is None:
        return _unworded(claim, words.text, reader)
    return Mention(words.text, words.span, reader)


def _unworded(claim: Claim, text: str, reader: str) -> Mention:
    return Mention(text, claim.trigger.span, reader, worded=False)


def _uncrossed(claim: Claim, fields: set[str]) -> Claim:
    """Where one bound was corrected past the other, that other goes along with it."""
    count = claim.quantity
    if count is None or count.lower is None or count.upper is None or count.lower <= count.upper:
        return claim
    meeting = count.lower if "lower" in fields else count.upper
    return replace(claim, quantity=replace(count, lower=meeting, upper=meeting))


def _placed(place: Place, words: Words, decision: Decision) -> Place:
    location = words.location
    if location is None:
        return place
    return Place(
        place.mention,
        location.name,
        location.lat,
        location.lon,
        location.radius_km,
        location.precision,
        location.geonameid,
        location.country,
        location.admin1,
        (f"given by {decision.by}",),
    )


def _dated(period: Period | None, change: Change, decision: Decision) -> Period | None:
    day = date.fromisoformat(change.value) if isinstance(change.value, str) else None
    start, end = (period.start, period.end) if period else (None, None)
    start, end = (day, end) if change.field == "start" else (start, day)
    if start and end and start > end:
        start = end = day
    rule = f"given by {decision.by}"
    return Period(period.mention if period else None, start, end, _precision(start, end), rule)


def _precision(start: date | None, end: date | None) -> PeriodPrecision | None:
    if start is None and end is None:
        return None
    if start is None or end is None:
        return "open"
    return "day" if start == end else "days"
