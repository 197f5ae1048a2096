"""What the shipped weights find in texts of our own, and that nothing makes them stumble."""

from __future__ import annotations

import hashlib
import json
import shutil
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import ModelError
from counterclaim.extracting.encoder import CARD, FILES, READER, TRUNK, WEIGHTS
from counterclaim.extracting.reader import LearnedReader
from counterclaim.extracting.readings import RawClaim, Reading
from tests.extracting.fake import doc, said

REPORT = (
    "Market bombing in Tell Nour kills 14\n"
    "TELL NOUR, March 3 (Agency) — At least 14 civilians, including five children, were killed "
    "on Sunday when warplanes struck a market in Tell Nour, the Wadi Seif Monitor said. "
    "The defence ministry denied bombing the town.\n"
    "Rebels seized the village of Kafr Awan on Monday, state television reported."
)


@cache
def shipped() -> LearnedReader:
    return LearnedReader.load()


def sound(text: str, value: Reading) -> None:
    """A reading is a span of the text, with whole letters and no white space at its edges."""
    assert 0 <= value.start < value.end <= len(text)
    found = text[value.start : value.end]
    assert found == found.strip()
    assert not unicodedata.combining(text[value.end : value.end + 1] or "x")
    assert 0 <= value.score <= 1


def check(text: str, claims: tuple[RawClaim, ...]) -> None:
    for claim in claims:
        lo, hi = claim.sentence
        assert lo <= claim.trigger.start < hi
        values = (claim.quantity, claim.object, claim.actor, claim.time, claim.speaker)
        for value in (claim.trigger, *filter(None, values), *claim.places, *claim.via):
            sound(text, value)
        assert 0 <= claim.object_class_score <= 1 and 0 <= claim.polarity_score <= 1


def test_a_report_is_read() -> None:
    claims = shipped().claims(doc(REPORT))
    check(REPORT, claims)
    killed = [claim for claim in claims if claim.type == "killed"]
    counted = said(REPORT, *(claim.quantity for claim in killed))
    assert "At least 14" in counted and "five" in counted
    assert any(claim.object_class == "children" for claim in killed)
    (seized,) = (claim for claim in claims if claim.type == "seized")
    assert said(REPORT, seized.actor) == ["Rebels"]
    assert "Kafr Awan" in said(REPORT, *seized.places)
    assert "state television" in said(REPORT, seized.speaker, *seized.via)


def test_claims_do_not_depend_on_company() -> None:
    texts = ["Nothing happened.", REPORT * 6, "", REPORT, REPORT.upper(), REPORT[37:]]
    alone = [shipped().claims(doc(text)) for text in texts]
    assert list(shipped().read(map(doc, texts))) == alone
    assert list(shipped().read(map(doc, reversed(texts[2:])))) == alone[:1:-1]


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
@settings(max_examples=40)
def test_hostile_text_gives_sound_spans(text: str) -> None:
    check(text, shipped().claims(doc(text)))
    for one in shipped().attributions(doc(text)):
        for value in (one.cue, *filter(None, [one.source]), *one.content):
            sound(text, value)


@pytest.mark.parametrize("text", ["killed" * 160_000, "killed 9 " * 600, "空爆で死亡" * 200])
def test_a_huge_line_is_read(text: str) -> None:
    check(text, shipped().claims(doc(text)))


def test_damaged_weights_say_so(tmp_path: Path) -> None:
    for name in (CARD, *FILES):
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


@pytest.mark.parametrize("missing", FILES)
def test_a_card_must_name_all_files(tmp_path: Path, missing: str) -> None:
    files = {name: "" for name in FILES if name != missing}
    (tmp_path / CARD).write_text(json.dumps({"files": files}), encoding="utf-8")
    with pytest.raises(ModelError, match=f"the card names no {missing}"):
        LearnedReader.load(tmp_path)


def test_a_file_that_is_no_network_says_so(tmp_path: Path) -> None:
    """As when the card was made for it: the sums are right, the file is not."""
    for name in FILES:
        shutil.copy(WEIGHTS / name, tmp_path / name)
    (tmp_path / READER).write_bytes(b"no network")
    sums = {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in FILES}
    (tmp_path / CARD).write_text(json.dumps({"files": sums}), encoding="utf-8")
    with pytest.raises(ModelError, match=r"reader\.onnx: onnxruntime cannot load it"):
        LearnedReader.load(tmp_path)
