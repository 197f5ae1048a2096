from __future__ import annotations

import json
from dataclasses import replace

from counterclaim.model import Candidate
from counterclaim.publishing import EXPORTS
from tests.publishing.incident import TEXTS, claims, collection

KEYS = [
    "doc", "id", "type", "sentence", "trigger", "quantity", "lower", "upper", "precision",
    "object", "object_class", "actor", "places", "time", "start", "end", "speaker", "via",
    "polarity", "fact", "voice",
]  # fmt: skip


def records() -> list[dict[str, object]]:
    return [json.loads(line) for line in EXPORTS["claims-jsonl"](collection())]


def spans(value: object) -> list[tuple[str, list[int]]]:
    if isinstance(value, list):
        return [found for item in value for found in spans(item)]
    if not isinstance(value, dict):
        return []
    own = [(value["text"], value["span"])] if "span" in value else []
    return own + [found for item in value.values() for found in spans(item)]


def test_each_claim_is_a_line_with_the_documented_keys_in_order() -> None:
    assert [list(record) for record in records()] == [KEYS] * len(claims())


def test_every_span_equals_its_text() -> None:
    for record in records():
        text = TEXTS[str(record["doc"])]
        found = spans(record)
        assert found
        assert [text[start:end] for _, (start, end) in found] == [words for words, _ in found]


def test_bounds_days_places_and_sources_are_as_the_ledger_has_them() -> None:
    record = records()[list(claims()).index("daily19")]
    assert (record["lower"], record["upper"], record["precision"]) == (19, 19, "exact")
    assert (record["start"], record["end"]) == ("2031-03-03", "2031-03-03")
    assert record["places"] == [
        {
            "text": "Karm al-Wadi", "span": [74, 86], "name": "Karm al-Wadi",
            "lat": -35.5, "lon": 36.25, "precision": "city", "geonameid": 99,
        }
    ]  # fmt: skip
    speaker = record["speaker"]
    assert isinstance(speaker, dict)
    assert list(speaker) == ["text", "span", "entity", "name"]
    assert speaker["name"] == "Rural Rescue Network"
    assert [link["text"] for link in record["via"]] == ["Northwire"]  # type: ignore[attr-defined]


def test_fact_and_voice_are_those_of_the_entry() -> None:
    toll = collection().entries[0]
    by_id = {record["id"]: record for record in records()}
    for voice in toll.voices:
        for claim in voice.claims:
            assert (by_id[claim]["fact"], by_id[claim]["voice"]) == (toll.fact.id, voice.id)
    loose = by_id[claims()["loose"].claim.id]
    assert (loose["fact"], loose["voice"]) == (None, None)


def test_letters_stand_as_they_are_and_line_separators_do_not_break_lines() -> None:
    known = collection()
    document = known.documents[0]
    found = known.claims[0].claim
    trigger = replace(found.trigger, text="قتل\u2028\x85\ud800")
    odd = replace(known.claims[0], claim=replace(found, trigger=trigger))
    (line,) = EXPORTS["claims-jsonl"](replace(known, documents=(document,), claims=(odd,)))
    assert "قتل" in line
    assert len(line.splitlines()) == 1
    assert line.encode()
    assert json.loads(line)["trigger"]["text"] == trigger.text


def test_what_else_a_place_may_mean_is_told_only_where_there_is_more() -> None:
    held = collection()
    at = next(at for at, claim in enumerate(held.claims) if claim.places)
    other = Candidate(7, None, "Karm", "XX", None, 1.0, 2.0, 0.25, ("a small place",))
    place = replace(held.claims[at].places[0], candidates=(other,))
    changed = list(held.claims)
    changed[at] = replace(changed[at], places=(place,))
    lines = EXPORTS["claims-jsonl"](replace(held, claims=tuple(changed)))
    told = [json.loads(line)["places"] for line in lines]
    assert told[at][0]["candidates"] == [
        {
            "geonameid": 7, "own_id": None, "name": "Karm", "country": "XX", "admin1": None,
            "lat": 1.0, "lon": 2.0, "score": 0.25, "reasons": ["a small place"],
        }
    ]  # fmt: skip
    assert all(
        "candidates" not in found for n, all_ in enumerate(told) for found in all_ if n != at
    )
