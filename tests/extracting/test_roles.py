"""What the shipped reader finds in texts of our own, and that nothing makes it stumble."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import ModelError
from counterclaim.extracting.encoder import CARD, READER, TOKENIZER, TRUNK, WEIGHTS
from counterclaim.extracting.reader import LearnedReader
from counterclaim.extracting.readings import DocText, RawClaim, Reading
from counterclaim.extracting.sentences import sentences

REPORT = (
    "Market bombing in Tell Nour kills 14\n"
    "TELL NOUR, March 3 (Agency) — At least 14 civilians, including five children, were killed "
    "on Sunday when warplanes struck a market in Tell Nour, the Wadi Seif Monitor said. "
    "The defence ministry denied bombing the town.\n"
    "Rebels seized the village of Kafr Awan on Monday, state television reported."
)


@pytest.fixture(scope="module")
def reader() -> LearnedReader:
    return LearnedReader.load()


def doc(text: str) -> DocText:
    first = text.partition("\n")
    title = (0, len(first[0])) if first[1] and first[0] else None
    return DocText(text, title, tuple(sentences(text)))


def readings(claim: RawClaim) -> list[Reading]:
    roles = (claim.trigger, claim.quantity, claim.object, claim.actor, claim.time, claim.speaker)
    return [value for value in (*roles, *claim.places, *claim.via) if value is not None]


def check(text: str, claims: tuple[RawClaim, ...]) -> None:
    for claim in claims:
        lo, hi = claim.sentence
        assert lo <= claim.trigger.start < hi
        for value in readings(claim):
            assert 0 <= value.start < value.end <= len(text)
            found = text[value.start : value.end]
            assert found == found.strip()
            assert not unicodedata.combining(text[value.end : value.end + 1] or "x")
            assert 0 <= value.score <= 1
        assert 0 <= claim.object_class_score <= 1 and 0 <= claim.polarity_score <= 1


def test_a_report_is_read(reader: LearnedReader) -> None:
    (claims,) = reader.read([doc(REPORT)])
    check(REPORT, claims)

    def words(value: Reading | None) -> str | None:
        return REPORT[value.start : value.end] if value else None

    killed = [claim for claim in claims if claim.type == "killed"]
    assert "At least 14" in {words(claim.quantity) for claim in killed}
    assert "five" in {words(claim.quantity) for claim in killed}
    assert any(claim.object_class == "children" for claim in killed)
    (seized,) = (claim for claim in claims if claim.type == "seized")
    assert words(seized.actor) == "Rebels"
    assert "Kafr Awan" in [words(place) for place in seized.places]
    assert "state television" in {words(seized.speaker), *map(words, seized.via)}


def test_furniture_makes_no_claims(reader: LearnedReader) -> None:
    seen = doc(REPORT)
    all_of_it = DocText(seen.text, seen.title, seen.sentences, ((0, len(REPORT)),))
    assert list(reader.read([all_of_it])) == [()]


def test_claims_do_not_depend_on_company(reader: LearnedReader) -> None:
    others = ["Nothing happened.", REPORT[37:], REPORT * 12, "", REPORT.upper()]
    alone = next(iter(reader.read([doc(REPORT)])))
    among = list(reader.read([doc(text) for text in [*others, REPORT, *others]]))
    assert among[len(others)] == alone
    assert among == list(reader.read([doc(text) for text in [*others, REPORT, *others]]))


HOSTILE = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            "killed 43 people in Хомс حلب \0 \r\n \u0301 e\u0301 👩‍🚒 \u202e 空爆で死亡 , . ' said "
            "ﷺ bombed 10,000 \ufeff a\u0308\u0323 ½ ＤＥＡＤ".split(" ")
        ),
        max_size=80,
    ).map(" ".join),
)


@given(HOSTILE)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_hostile_text_gives_sound_spans(text: str) -> None:
    reader = LearnedReader.load() if not _LOADED else _LOADED[0]
    _LOADED[:] = [reader]
    (claims,) = reader.read([doc(text)])
    check(text, claims)


_LOADED: list[LearnedReader] = []


@pytest.mark.parametrize("size", [1_000_000])
def test_a_huge_line_without_spaces(reader: LearnedReader, size: int) -> None:
    text = "killed" * (size // 6)
    (claims,) = reader.read([doc(text)])
    check(text, claims)


def test_damaged_weights_say_so(tmp_path: Path) -> None:
    for name in (CARD, TOKENIZER, TRUNK, READER):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    trunk = tmp_path / TRUNK
    trunk.write_bytes(trunk.read_bytes()[:-1])
    with pytest.raises(ModelError, match=r"trunk\.onnx: is not the file"):
        LearnedReader.load(tmp_path)
    trunk.unlink()
    with pytest.raises(ModelError, match=r"trunk\.onnx: cannot be read"):
        LearnedReader.load(tmp_path)
    (tmp_path / CARD).write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="card cannot be read"):
        LearnedReader.load(tmp_path)
    (tmp_path / CARD).unlink()
    with pytest.raises(ModelError, match="card is missing"):
        LearnedReader.load(tmp_path)


def test_a_card_must_name_all_files(tmp_path: Path) -> None:
    (tmp_path / CARD).write_text(json.dumps({"files": {}}), encoding="utf-8")
    with pytest.raises(ModelError, match="names no"):
        LearnedReader.load(tmp_path)
