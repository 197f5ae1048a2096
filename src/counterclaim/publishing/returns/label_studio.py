"""Tasks that Label Studio exported (its own JSON), with the claims that people left in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from counterclaim.model import Words
from counterclaim.model.decision import SEVERAL, Field, Value
from counterclaim.model.terms import CLAIM_TYPES
from counterclaim.publishing.exports.label_studio import CHOICES, DAYS, LABELS, NUMBERS, TEXT
from counterclaim.publishing.exports.marked import MARKED, Marked
from counterclaim.publishing.returns.places import words_at
from counterclaim.publishing.returns.returned import NOT_MADE, Returned

_LAST: Final = 10**9  # the position of a region that a person added to a field of several


def label_studio(text: str) -> Iterator[Returned]:
    """Each task with its last annotation that was not cancelled; tasks without one are left out.

    Raises ValueError, in words, for what is no such file.
    """
    try:
        tasks = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON ({error})") from None
    if not isinstance(tasks, list):
        raise ValueError("not a list of tasks; export the project as JSON")
    for number, task in enumerate(tasks, 1):
        name = f"Label Studio task {number}"
        try:
            name = f"Label Studio task {task.get('id', number)}"
            yield from _returned(name, task)
        except NOT_MADE as error:
            raise ValueError(f"{name} was not made from an export ({error!r})") from None
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None


def _returned(name: str, task: Mapping[str, Any]) -> Iterator[Returned]:
    done = [each for each in task.get("annotations", ()) if not each.get("was_cancelled")]
    if done:
        data, last = task["data"], done[-1]
        yield Returned(
            name=name,
            document=data["doc"],
            claims=tuple(marked_in(data, last["result"])),
            shown=tuple(data["claims"]),
            ordered=False,
            user=_user(last.get("completed_by")),
            time=last.get("updated_at") or last.get("created_at"),
        )


def _user(given: Any) -> str | None:
    """The address of who annotated; a number alone says nothing outside of that Label Studio."""
    return given.get("email") if isinstance(given, dict) else None


def marked_in(data: Mapping[str, Any], result: Iterable[Mapping[str, Any]]) -> Iterator[Marked]:
    """The claims of one annotation or prediction: its regions that are labelled with a type.

    A region of a field without a link to a claim is passed over.
    """
    parts = list(result)
    regions = {each["id"]: each for each in parts if each.get("from_name") == LABELS}
    values = {(each["id"], each["from_name"]): each["value"] for each in parts if "value" in each}
    for id, region in regions.items():
        (label,) = region["value"]["labels"]
        if label in CLAIM_TYPES:
            fields = _words(id, regions, parts, data[TEXT]) | _given(id, values) | {"type": label}
            if id in data["claims"]:
                yield Marked(data["doc"], id, fields)
            else:
                filled = {name: fields[name] for name in fields if fields[name] not in (None, ())}
                yield Marked(data["doc"], None, filled)


def _words(
    id: str, regions: Mapping[str, Any], parts: list[Mapping[str, Any]], text: str
) -> dict[Field, Value]:
    found: dict[Field, list[tuple[int, int, Words]]] = {field: [] for field in MARKED}
    found["trigger"].append(_place(id, regions[id], text))
    for part in parts:
        if part["type"] == "relation" and id in (part["from_id"], part["to_id"]):
            other = part["to_id"] if part["from_id"] == id else part["from_id"]
            label = regions[other]["value"]["labels"][0] if other in regions else None
            if label in found and label != "trigger":
                found[label].append(_place(other, regions[other], text))
    return {field: _ordered(field, places) for field, places in found.items()}


def _place(id: str, region: Mapping[str, Any], text: str) -> tuple[int, int, Words]:
    value, last = region["value"], id.rpartition(":")[2]
    words = words_at(text, value["start"], value["end"], value.get("text"))
    return (int(last) if last.isdecimal() else _LAST, value["start"], words)


def _ordered(field: Field, places: list[tuple[int, int, Words]]) -> tuple[Words, ...]:
    """As they were shown, then as they stand in the text; one where a field has one."""
    words = tuple(dict.fromkeys(each for *_, each in sorted(places, key=lambda p: p[:2])))
    return words if field in SEVERAL else words[:1]


def _given(id: str, values: Mapping[tuple[str, str], Any]) -> dict[Field, Value]:
    found: dict[Field, Value] = {}
    for field in CHOICES:
        chosen = values.get((id, field), {}).get("choices") or [None]
        found[field] = chosen[0]
    for field in NUMBERS:
        number = values.get((id, field), {}).get("number")
        found[field] = None if number is None else int(number)
    for field in DAYS:
        written = values.get((id, field), {}).get("text") or [None]
        found[field] = written if isinstance(written, str) else written[0]
    found["polarity"] = found["polarity"] or "asserted"
    return found
