"""Places: which of several is meant, and how far what is named reaches."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.places import ground_places
from counterclaim.model import Document, Mention, Place, Span

Where = Callable[..., Place]


@pytest.fixture
def where(
    gazetteer: Gazetteer,
    report: Callable[..., Document],
    mention: Callable[..., Mention],
) -> Where:
    """The place that words of a text mean, beside other places of that text."""

    def find(text: str, words: str, *others: str) -> Place:
        mentions = [mention(text, each) for each in (words, *others)]
        return ground_places(report(text), mentions, gazetteer)[0]

    return find


def kilometres(a: Place, lat: float, lon: float) -> float:
    assert a.lat is not None
    assert a.lon is not None
    across = (a.lon - lon) * math.cos(math.radians(lat))
    return 111.2 * math.hypot(a.lat - lat, across)


def test_the_country_of_the_text_decides(where: Where) -> None:
    syria = where("Shells fell on Homs, Syrian officials said.", "Homs")
    libya = where("Shells fell on Homs, Libyan officials in Tripoli said.", "Homs")
    assert (syria.country, libya.country) == ("SY", "LY")
    assert "the text names Syria" in syria.reasons


def test_the_neighbours_decide(where: Where) -> None:
    text = "Clashes in Tripoli and Zahle spread, and a blast in Sidon followed."
    assert where(text, "Tripoli", "Zahle", "Sidon").country == "LB"


def test_the_text_puts_it_there(where: Where) -> None:
    assert where("A blast in Tripoli, Lebanon, shook the port.", "Tripoli").country == "LB"
    assert where("A blast in Tripoli in Libya shook the port.", "Tripoli").country == "LY"


def test_a_bare_name_is_the_city_and_a_division_word_the_province(where: Where) -> None:
    city = where("A strike hit Idlib in Syria.", "Idlib")
    province = where("A strike hit Idlib province in Syria.", "Idlib")
    assert (city.precision, province.precision) == ("city", "province")
    assert (province.radius_km or 0) > (city.radius_km or 0)
    assert 'read as "Idlib province"' in province.reasons


def test_another_spelling_in_the_country_of_the_text(where: Where) -> None:
    place = where("The Syrian army left Khanaser.", "Khanaser")
    assert place.name == "Khanasir"
    assert place.reasons[0] == '"Khanaser" is another spelling of its name'


def test_a_village_abroad_that_shares_the_name_is_not_meant(where: Where) -> None:
    place = where("Syrian jets hit the village of Adra near Damascus, Syria.", "Adra", "Damascus")
    assert place.country in (None, "SY")


def test_part_of_a_country_moves_the_centre(where: Where) -> None:
    whole = where("Rebels advanced in Syria.", "Syria")
    north = where("Rebels advanced in northern Syria.", "Syria")
    south_west = where("Rebels advanced in south-western Syria.", "Syria")
    assert whole.precision == "country"
    assert north.precision == "area"
    assert (north.lat or 0) > (whole.lat or 0) + 0.5
    assert (south_west.lat or 0) < (whole.lat or 0)
    assert (south_west.lon or 0) < (whole.lon or 0)


@pytest.mark.parametrize(
    "phrase",
    [
        "the northern countryside of Hama",
        "northern rural Hama",
        "Hama's northern countryside",
        "the northern countryside of the city of Hama",
    ],
)
def test_countryside_is_an_area_beside_the_city(where: Where, phrase: str) -> None:
    place = where(f"Syrian troops were hit in {phrase} on Monday.", "Hama")
    assert place.precision == "area"
    assert 10 < kilometres(place, 35.13, 36.76) < 60
    assert (place.lat or 0) > 35.2


def test_a_distance_and_a_direction(where: Where) -> None:
    place = where("A convoy was hit 20 kilometres east of Homs in Syria.", "Homs")
    assert 15 < kilometres(place, 34.724, 36.726) < 25
    assert (place.lon or 0) > 36.9


def test_a_site_is_of_a_known_town_only(where: Where) -> None:
    site = where("Syrian rebels shelled Aleppo airport.", "Aleppo airport")
    assert (site.name, site.precision) == ("Aleppo", "site")
    road = where("Syrian rebels took Zzyzx Road.", "Zzyzx Road")
    assert (road.name, road.precision) == ("Zzyzx Road", None)


def test_a_province_named_after_its_city_by_other_words(where: Where) -> None:
    text = (
        "A drone hit Belgorod region, and shells fell on Donetsk Oblast, Russia and Ukraine said."
    )
    assert where(text, "Belgorod").precision == "province"
    assert where(text, "Donetsk").precision == "province"
    assert where("Shells fell on Donetsk in Ukraine.", "Donetsk").precision == "city"


def test_text_in_capitals_throughout(where: Where) -> None:
    text = "GUERRILLAS ATTACKED SOYAPANGO IN SAN SALVADOR DEPARTMENT, EL SALVADOR, ON MONDAY."
    assert where(text, "SOYAPANGO").country == "SV"
    assert where(text, "SAN SALVADOR").precision == "province"


def test_where_a_city_lies_does_not_make_it_a_part(where: Where) -> None:
    place = where("Shells fell on the northern city of Aleppo in Syria.", "Aleppo")
    assert place.precision == "city"


def test_an_unknown_name_is_kept_and_put_where_the_text_puts_it(where: Where) -> None:
    lost = where("Shells fell on Zzyzxwq.", "Zzyzxwq")
    assert (lost.name, lost.lat, lost.precision) == ("Zzyzxwq", None, None)
    held = where("Syrian shells fell on Zzyzxwq in Aleppo.", "Zzyzxwq")
    assert held.precision == "site"
    assert held.geonameid is None
    assert kilometres(held, 36.2, 37.16) < 20
    assert held.reasons[-1] == "the text puts it in Aleppo"


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Russian drones struck Kharkiv in Ukraine.", "Kharkiv", "UA"),
        ("The RSF shelled El Fasher, Sudanese doctors said.", "El Fasher", "SD"),
        ("M23 fighters took Goma, the Congolese army said.", "Goma", "CD"),
        ("Gunmen raided Maiduguri, Nigerian police said.", "Maiduguri", "NG"),
        ("Bombs fell on Rafah and Khan Younis in Gaza.", "Khan Younis", "PS"),
        ("Troops entered Chalatenango, Salvadoran radio said.", "Chalatenango", "SV"),
    ],
)
def test_other_conflicts(where: Where, text: str, words: str, country: str) -> None:
    assert where(text, words).country == country


@given(st.text(min_size=1, max_size=120), st.data())
def test_any_text_gives_a_place_for_every_mention(
    gazetteer: Gazetteer, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = Mention(text[start:end], Span(start, end), "test")
    document = Document(id="r1", text=text)
    places = ground_places(document, [mention, mention], gazetteer)
    assert [place.mention for place in places] == [mention, mention]
    assert places[0] == places[1]
    assert places[0].reasons


@pytest.mark.shared
def test_local_news_is_mostly_placed_right(gazetteer: Gazetteer, shared: Path) -> None:
    right = total = 0
    with (shared / "places" / "lgl.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        gold = [each for each in row["toponyms"] if each.get("geonameid")]
        mentions = [Mention(each["text"], Span(*each["span"]), "gold") for each in gold]
        document = Document(id=row["doc"], text=row["text"])
        for each, place in zip(gold, ground_places(document, mentions, gazetteer), strict=True):
            total += 1
            right += place.lat is not None and kilometres(place, each["lat"], each["lon"]) <= 161
    assert right / total >= 0.8
