"""Control timelines, made place by place from a temporary file, are those made in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pytest

from counterclaim.model import Collection
from counterclaim.publishing.exports import EXPORTS
from counterclaim.publishing.exports.control_jsonl import record
from counterclaim.publishing.json_lines import line
from counterclaim.reconciling.timelines import after_towns, timelines
from tests.reconciling.test_control import Told, entries, told


def _at(pair: Told, name: str) -> Told:
    """The same claim, on another town."""
    text, said = pair
    (place,) = said.places
    return text, replace(said, places=(replace(place, name=name, geonameid=sum(map(ord, name))),))


def _part(pair: Told, name: str) -> Told:
    """The same claim, on a part of its town that has a name of its own."""
    text, said = pair
    (town,) = said.places
    part = replace(town, name=name, geonameid=None, precision="site")
    return text, replace(said, places=(part, town))


FRONT = told("a", "Northwire", "2031-03-03", "The Front", "seized", day="2031-03-03")
ARMY = told("b", "State Radio", "2031-03-03", "The army", "held", day="2031-03-03")
LEFT = told("c", "Harbour Daily", "2031-03-06", "The army", "withdrew", day="2031-03-06")
OTHER = _at(told("d", "Northwire", "2031-03-07", "The Front", "held", day="2031-03-07"), "Dovra")
PART = _part(
    told("e", "Valley Post", "2031-03-08", "The army", "seized", day="2031-03-08"), "Castle Road"
)


@pytest.mark.parametrize(
    "pairs",
    [(), (FRONT,), (FRONT, ARMY, LEFT), (PART, OTHER, FRONT, ARMY, LEFT), (PART, OTHER)],
)
def test_the_lines_are_the_timelines_in_their_order(pairs: tuple[Told, ...]) -> None:
    documents = tuple(text for text, _ in pairs)
    claims = tuple(said for _, said in pairs)
    held = Collection(documents=documents, claims=claims, entries=entries(*pairs))
    made = [line(record(each)) for each in timelines(documents, claims, held.entries)]
    assert list(EXPORTS["control-jsonl"](held)) == made
    assert len(made) == len({said.places[0].name for said in claims})


def test_contradictions_are_told_on_both_sides() -> None:
    pairs = (FRONT, ARMY)
    held = Collection(
        documents=tuple(text for text, _ in pairs),
        claims=tuple(said for _, said in pairs),
        entries=entries(*pairs),
    )
    (made,) = map(json.loads, EXPORTS["control-jsonl"](held))
    assert made["contested"] is True
    first, second = made["steps"]
    assert [each["step"] for each in first["against"]] == [second["id"]]
    assert [each["step"] for each in second["against"]] == [first["id"]]


@dataclass(frozen=True)
class _Heading:
    id: str
    town: str | None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a: b: c:a d:b", "acbd"),
        ("quarter:town street:quarter town:", "town quarter street"),
        ("a:unknown b:", "ab"),
        ("a:b b:a c:", "cab"),
    ],
)
def test_every_part_comes_after_its_town_and_none_is_lost(given: str, expected: str) -> None:
    headings = []
    for word in given.split():
        id, _, town = word.partition(":")
        headings.append(_Heading(id, town or None))
    told = [heading.id for heading in after_towns(headings)]
    assert told == (expected.split() if " " in expected else list(expected))
