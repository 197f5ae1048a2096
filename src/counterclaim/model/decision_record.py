"""A decision as one JSON object, and back, with what must hold of every decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final, cast, get_args

from counterclaim.model.decision import (
    FIELDS,
    NUMBERS,
    SEVERAL,
    SUBJECTS,
    Change,
    Decision,
    Field,
    Location,
    Subject,
    Value,
    Words,
)
from counterclaim.model.ids import identifier
from counterclaim.model.ranges import LARGEST
from counterclaim.model.span import Span
from counterclaim.model.terms import (
    CLAIM_TYPES,
    COUNT_PRECISIONS,
    OBJECT_CLASSES,
    POLARITIES,
    PlacePrecision,
)

_TERMS: Final[Mapping[str, tuple[str | None, ...]]] = {
    "type": CLAIM_TYPES,
    "polarity": POLARITIES,
    "precision": (*COUNT_PRECISIONS, None),
    "object_class": (*OBJECT_CLASSES, None),
}
_DAYS: Final = frozenset({"start", "end"})
_STANDING: Final = frozenset({"sentence", "trigger"})  # always words of the document
_TWO_SIDED: Final = frozenset({"merge", "split", "same_voice", "different_voice"})
_ADDED: Final = frozenset({"type", "sentence", "trigger"})  # without these nothing is claimed
_KEYS: Final = frozenset(
    {"id", "kind", "about", "targets", "others", "changes", "user", "time", "reason"}
)


def record(decision: Decision) -> dict[str, object]:
    """The decision as a JSON object; ``decision_of`` reads it back."""
    return {
        "id": decision.id,
        "kind": decision.kind,
        "about": decision.about,
        "targets": list(decision.targets),
        "others": list(decision.others),
        "changes": changes_record(decision.changes),
        "user": decision.user,
        "time": decision.time,
        "reason": decision.reason,
    }


def changes_record(changes: Sequence[Change]) -> dict[str, object]:
    return {change.field: _value_record(change) for change in changes}


def decision_of(given: Mapping[str, Any]) -> Decision:
    """The decision that a JSON object holds; ``id`` may be left out.

    Raises ValueError, in words, where it is none, or its id is not that of its content.
    """
    unknown = sorted(given.keys() - _KEYS)
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}")
    kind, about = _text(given.get("kind"), "kind"), given.get("about")
    if kind not in SUBJECTS:
        raise ValueError(f"kind must be one of {', '.join(SUBJECTS)}")
    if about is None and len(SUBJECTS[kind]) == 1:
        about = SUBJECTS[kind][0]
    made = settled(
        Decision(
            id="",
            kind=kind,
            about=cast(Subject, about),
            targets=_names(given.get("targets"), "targets"),
            others=_names(given.get("others") or [], "others"),
            changes=changes_of(given.get("changes") or {}),
            user=_text(given.get("user"), "user"),
            time=_text(given.get("time"), "time"),
            reason=_text(given.get("reason", ""), "reason"),
        )
    )
    if given.get("id") not in (None, made.id):
        raise ValueError(f"its id is not that of its content, which is {made.id}")
    return made


def changes_of(given: object) -> tuple[Change, ...]:
    """Changes from an object of fields and values. Raises ValueError for a value of no meaning."""
    if not isinstance(given, Mapping):
        raise ValueError("changes must be an object of fields and values")
    unknown = [name for name in given if name not in FIELDS]
    if unknown:
        raise ValueError(f"no field {unknown[0]!r}; fields are {', '.join(FIELDS)}")
    return tuple(Change(name, _value(name, given[name])) for name in FIELDS if name in given)


def settled(decision: Decision) -> Decision:
    """The decision with its id, a hash of its content and time, and its time in UTC.

    Raises ValueError, in words, where it says nothing that can be carried out.
    """
    _check_form(decision)
    given = replace(decision, id="", time=_moment(decision.time))
    content = record(given)
    return replace(given, id=identifier("decision", *(content[key] for key in sorted(content))))


def _check_form(decision: Decision) -> None:
    kind, targets, others = decision.kind, decision.targets, decision.others
    fields = {change.field for change in decision.changes}
    if decision.about not in SUBJECTS[kind]:
        raise ValueError(f"{kind} must be about: {' or '.join(SUBJECTS[kind])}")
    if not decision.user.strip():
        raise ValueError("user is empty: say who decides")
    if len({*targets, *others}) < len(targets) + len(others) or not targets:
        raise ValueError("targets and others must name something, each once")
    if (kind in _TWO_SIDED) != bool(others):
        raise ValueError(f"{kind} {'needs' if kind in _TWO_SIDED else 'has no'} others")
    if len(targets) > 1 and decision.about in ("claim", "document", "decision"):
        raise ValueError(f"{kind} of a {decision.about} has one target")
    if (kind in ("correct", "add")) != bool(fields):
        raise ValueError(f"{kind} {'needs' if not fields else 'has no'} changes")
    if kind == "add" and not fields >= _ADDED:
        raise ValueError("a claim that is added needs type, sentence and trigger")
    _check_order(decision)


def _check_order(decision: Decision) -> None:
    values = {change.field: change.value for change in decision.changes}
    for low, high in (("lower", "upper"), ("start", "end")):
        first, last = values.get(cast(Field, low)), values.get(cast(Field, high))
        if first is not None and last is not None and first > last:  # type: ignore[operator]
            raise ValueError(f"{low} {first} lies above {high} {last}")


def _moment(time: str) -> str:
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"time {time!r} is no moment; write 2031-03-04T09:30:00+00:00")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _value_record(change: Change) -> object:
    if not isinstance(change.value, tuple):
        return change.value
    words = [_words_record(each) for each in change.value]
    return words if change.field in SEVERAL else next(iter(words), None)


def _words_record(words: Words) -> dict[str, object]:
    made: dict[str, object] = {"text": words.text}
    if words.span:
        made["span"] = [words.span.start, words.span.end]
    return made | (location_record(words.location) if words.location else {})


def location_record(location: Location) -> dict[str, object]:
    return {name: getattr(location, name) for name in Location.__dataclass_fields__}


def _value(field: Field, given: object) -> Value:
    if field in _TERMS:
        if given not in _TERMS[field]:
            raise ValueError(f"{field} must be one of {', '.join(filter(None, _TERMS[field]))}")
        return cast(Value, given)
    if field in NUMBERS:
        if given is not None and (type(given) is not int or not 0 <= given <= LARGEST):
            raise ValueError(f"{field} must be a whole number from 0 to {LARGEST:,}, or null")
        return cast(Value, given)
    if field in _DAYS:
        return None if given is None else _day(field, given)
    several = _list(given, field) if field in SEVERAL else [] if given is None else [given]
    words = tuple(_words(each, field) for each in several)
    if field in _STANDING and not (words and words[0].span):
        raise ValueError(f"{field} needs words with their span in the document")
    return words


def _day(field: str, given: object) -> str:
    try:
        return date.fromisoformat(_text(given, field)).isoformat()
    except ValueError:
        raise ValueError(f"{field} must be a day (YYYY-MM-DD) or null") from None


def _words(given: object, field: str) -> Words:
    if not isinstance(given, Mapping) or not _text(given.get("text"), f"text of {field}").strip():
        raise ValueError(f"{field} must be an object with text, and a span if it stands there")
    located = given.get("lat") is not None
    if located and field != "places":
        raise ValueError(f"{field} lies nowhere: only places have lat and lon")
    if not located and given.get("geonameid") is not None:
        raise ValueError(f"{field}: a place with a geonameid needs name, lat and lon too")
    return Words(
        given["text"], _span(given.get("span"), field), _location(given) if located else None
    )


def _span(given: object, field: str) -> Span | None:
    if given is None:
        return None
    if not isinstance(given, Sequence) or [type(end) for end in given] != [int, int]:
        raise ValueError(f"the span of {field} must be [start, end]")
    return Span(*given)


def _location(given: Mapping[str, Any]) -> Location:
    lat, lon = _number(given, "lat"), _number(given, "lon")
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError("a place needs lat (-90 to 90) and lon (-180 to 180), in degrees")
    precision, number = given.get("precision"), given.get("geonameid")
    if precision not in (None, *get_args(PlacePrecision)):
        raise ValueError(f"precision must be one of {', '.join(get_args(PlacePrecision))}")
    if number is not None and type(number) is not int:
        raise ValueError("geonameid must be a whole number")
    return Location(
        name=_text(given.get("name") or given["text"], "name"),
        lat=lat,
        lon=lon,
        radius_km=_number(given, "radius_km"),
        precision=precision,
        geonameid=number,
        country=_optional(given, "country"),
        admin1=_optional(given, "admin1"),
    )


def _number(given: Mapping[str, Any], name: str) -> float | None:
    value = given.get(name)
    if value is not None and type(value) not in (int, float):
        raise ValueError(f"{name} must be a number")
    return None if value is None else float(value)


def _optional(given: Mapping[str, Any], name: str) -> str | None:
    return None if given.get(name) is None else _text(given[name], name)


def _text(given: object, name: str) -> str:
    if not isinstance(given, str):
        raise ValueError(f"{name} must be text")
    if any("\ud800" <= letter <= "\udfff" for letter in given):
        raise ValueError(f"{name} holds half a letter, which no file can keep")
    return given


def _list(given: object, name: str) -> list[object]:
    if not isinstance(given, list):
        raise ValueError(f"{name} must be a list")
    return given


def _names(given: object, name: str) -> tuple[str, ...]:
    return tuple(_text(each, name) for each in _list(given, name))
