"""The whole of grounding: claims in, grounded claims out, in order and with reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import ModelError
from counterclaim.grounding import Grounder
from counterclaim.model import Claim, Document

TEXT = (
    "Raid kills six in Saraqib\n"
    "BEIRUT (AFP) Syrian jets killed six people in Saraqib, in Idlib province, on Tuesday, the "
    "Syrian Observatory for Human Rights said. A day earlier shelling killed two rebels in the "
    "village of Qwzzle, activists told Reuters. State television said the army had left Homs."
)

Make = Callable[..., Claim]


@pytest.fixture
def claims(claim: Make) -> tuple[Claim, ...]:
    return (
        claim(
            TEXT, "killed six people", id="c1", places=("Saraqib", "Idlib"), time="on Tuesday",
            actor="Syrian jets", speaker="Syrian Observatory for Human Rights",
        ),
        claim(
            TEXT, "killed two", id="c2", places=("Qwzzle", "Idlib"), time="A day earlier",
            object="rebels", object_class="combatants", speaker="activists", via=("Reuters",),
        ),
        claim(TEXT, "had left", id="c3", type="withdrew", places=("Homs",), actor="the army"),
    )  # fmt: skip


def test_every_field_is_understood(
    grounder: Grounder, report: Callable[..., Document], claims: tuple[Claim, ...]
) -> None:
    first, second, third = grounder.ground(report(TEXT), claims)
    assert [place.name for place in first.places] == ["Saraqib", "Idlib"]
    assert [place.precision for place in first.places] == ["city", "province"]
    assert first.period is not None
    assert (first.period.start, first.period.end) == (date(2024, 12, 3), date(2024, 12, 3))
    assert first.actor is not None
    assert first.actor.entity.name == "Syrian armed forces"
    assert first.root is not None
    assert first.root.name == "Syrian Observatory for Human Rights"
    assert second.period is not None
    assert second.period.start == date(2024, 12, 2)
    assert second.object is not None
    assert second.object.entity.kind == "armed_group"
    assert second.root is not None
    assert second.root.name == "activists, as heard by Reuters"
    assert third.period is None
    assert third.root is not None
    assert (third.root.name, third.root.kind) == ("Example Post", "outlet")


def test_an_unknown_place_lies_in_the_next_known_one(
    grounder: Grounder, report: Callable[..., Document], claims: tuple[Claim, ...]
) -> None:
    village = grounder.ground(report(TEXT), claims)[1].places[0]
    assert village.name == "Qwzzle"
    assert village.geonameid is None
    assert village.country == "SY"
    assert "Idlib" in village.reasons[-1]


def test_order_is_kept_and_the_result_is_the_same_again(
    grounder: Grounder, report: Callable[..., Document], claims: tuple[Claim, ...]
) -> None:
    turned = tuple(reversed(claims))
    grounded = grounder.ground(report(TEXT), turned)
    assert [each.claim for each in grounded] == list(turned)
    assert Grounder.load().ground(report(TEXT), turned) == grounded


def test_a_document_without_claims_or_facts_about_itself(grounder: Grounder, claim: Make) -> None:
    assert grounder.ground(Document(id="r1", text=TEXT), ()) == ()
    bare = claim(TEXT, "had left", type="withdrew", time="on Tuesday")
    (alone,) = grounder.ground(Document(id="r1", text=TEXT), (bare,))
    assert alone.root is None
    assert alone.period is not None
    assert alone.period.start is None


@pytest.mark.parametrize(
    ("speaker", "actor", "name"),
    [
        ("the Russian defence ministry", "its jets", "Russian armed forces"),
        ("the Russian defence ministry", "We", "Russian armed forces"),
        ("a Hezbollah spokesman", "our fighters", "Hezbollah"),
        ("the Syrian Observatory for Human Rights", "its jets", "unnamed forces"),
        ("activists", "We", "the side of activists, as heard by Example Post"),
        ("the Russian defence ministry", "US jets", "American armed forces"),
        ("the Russian defence ministry", "its opponents", "unnamed armed groups in Syria"),
    ],
)
def test_we_and_its_forces_are_on_the_speakers_side(
    grounder: Grounder,
    report: Callable[..., Document],
    claim: Make,
    speaker: str,
    actor: str,
    name: str,
) -> None:
    text = f"{actor} struck Homs in Syria on Monday, {speaker} said, after Kurdish fighters left."
    struck = claim(text, "struck", type="attacked", places=("Homs",), actor=actor, speaker=speaker)
    (grounded,) = grounder.ground(report(text), (struck,))
    assert grounded.actor is not None and grounded.actor.entity.name == name


def test_a_name_without_introduction_is_of_the_one_described_before(
    grounder: Grounder, report: Callable[..., Document], claim: Make
) -> None:
    text = "Six died, the hospital director in Homs said. Ten were hurt, Ana Karim added."
    six = claim(text, "died", id="c1", speaker="the hospital director")
    ten = claim(text, "hurt", id="c2", type="wounded", speaker="Ana Karim")
    first, second = grounder.ground(report(text), (six, ten))
    assert second.speaker is not None
    assert second.speaker.entity.name == "Ana Karim"
    assert first.root == second.root


def test_missing_gazetteer_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the gazetteer is missing"):
        Grounder.load(tmp_path / "none.sqlite")


def test_the_name_tells_which_gazetteer_is_in_use(grounder: Grounder) -> None:
    assert grounder.name.startswith("grounding 8, gazetteer ")
    assert grounder.name == Grounder.load().name


@pytest.mark.parametrize(
    "filler", ["Al-'", "Aa ", "Monday ", "\x00", "é\u0301", "ISIS in Aleppo, "]
)
def test_hostile_text_is_grounded_in_bounded_work(
    grounder: Grounder, claim: Make, filler: str
) -> None:
    text = filler * (400_000 // len(filler))
    words = text[:150]
    found = claim(text, words, places=(words,), time=words, actor=words, speaker=words)
    (grounded,) = grounder.ground(Document(id="r1", text=text, outlet="Example Post"), (found,))
    assert grounded.speaker is not None
    assert len(grounded.places) == 1
