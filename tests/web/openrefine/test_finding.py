"""Names are found by their letters, and only a name that one thing alone bears is a match."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.web.openrefine.finding import Finder
from counterclaim.web.openrefine.things import Thing


def place(id: str, *names: str, country: str = "UY") -> Thing:
    return Thing(id, "place", names, "city", {"country": (country,)})


MELO = place("geonames-1", "Melo", "the city of Melo")
CORRALES = place("geonames-2", "Minas de Corrales", "Corrales")
OTHER_MELO = place("geonames-3", "Melo", country="BR")
ARMY = Thing("entity-1", "actor", ("Melo Brigade",), "state force", {"kind": ("state force",)})


def test_a_name_that_one_thing_bears_is_a_match_whatever_its_case_and_accents() -> None:
    found = Finder([MELO, CORRALES, ARMY]).find("MÉLO")
    assert (found[0].thing, found[0].score, found[0].match) == (MELO, 100.0, True)


def test_namesakes_are_no_match_and_what_is_known_of_them_tells_them_apart() -> None:
    finder = Finder([MELO, OTHER_MELO])
    assert [each.match for each in finder.find("Melo")] == [False, False]
    found = finder.find("Melo", wanted={"country": ["br"]})
    assert [(each.thing, each.match) for each in found] == [(OTHER_MELO, True), (MELO, False)]


def test_reports_words_lead_to_the_plain_name() -> None:
    found = Finder([MELO, CORRALES]).find("corrales")
    assert found[0].thing is CORRALES and found[0].match


def test_a_slip_of_the_pen_is_found_and_is_no_match() -> None:
    found = Finder([MELO, CORRALES]).find("Minas de Corales")
    assert found[0].thing is CORRALES and 40 < found[0].score < 100 and not found[0].match


def test_another_transliteration_is_found_and_is_no_match() -> None:
    zor = place("geonames-9", "Deir ez-Zor", country="SY")
    found = Finder([zor, MELO]).find("Dayr al-Zawr")
    assert [each.thing for each in found] in ([zor], [])
    assert Finder([zor]).find("Deir el-Zour")[0].score >= 90


def test_types_narrow() -> None:
    finder = Finder([MELO, ARMY])
    assert all(each.thing is MELO for each in finder.find("Melo Brigade", types=["place"]))
    assert finder.find("Melo Brigade", types=["actor"])[0].thing is ARMY


def test_a_prefix_finds_words_within_names() -> None:
    assert Finder([MELO, CORRALES, ARMY]).begin("corr") == [CORRALES]
    assert Finder([MELO, ARMY]).begin("mel") == [MELO, ARMY]
    assert Finder([MELO]).begin(" ") == []


@given(st.text(max_size=40), st.integers(1, 5))
def test_scores_are_within_bounds_and_go_down(name: str, most: int) -> None:
    found = Finder([MELO, CORRALES, OTHER_MELO, ARMY]).find(name, most=most)
    scores = [each.score for each in found]
    assert len(found) <= most
    assert all(0 < score <= 100 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert sum(each.match for each in found) <= 1
