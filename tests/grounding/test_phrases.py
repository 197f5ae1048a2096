"""What the words around a place name make of it: a centre, a radius, a level, and why."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.places import ground_places
from counterclaim.model import Document, Mention, Place

HOMS = (34.724, 36.726)
HAMA = (35.132, 36.758)
ALEPPO = (36.201, 37.161)

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


def offset(place: Place, at: tuple[float, float]) -> tuple[float, float]:
    """Kilometres north and east of a point."""
    assert place.lat is not None
    assert place.lon is not None
    north = 111.2 * (place.lat - at[0])
    return north, 111.2 * (place.lon - at[1]) * math.cos(math.radians(at[0]))


@pytest.mark.parametrize(
    ("words", "north", "east", "radius"),
    [
        ("15 kilometers north of Homs", 15, 0, 7),
        ("15 kilometers (9 miles) to the north of Homs", 15, 0, 7),
        ("about fifteen kilometres northeast of the city of Homs", 10.5, 10.5, 7),
        ("10 miles west of Homs", 0, -16, 7),
        ("15 km from Homs", 0, 0, 15),
        ("a few kilometres from the city of Homs", 0, 0, 3),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_distances(
    where: Where, words: str, north: float, east: float, radius: float, whole: bool
) -> None:
    place = where(f"A Syrian patrol was hit {words} at dawn.", words if whole else "Homs")
    assert place.precision == "area"
    assert offset(place, HOMS) == pytest.approx((north, east), abs=1.0)
    assert place.radius_km == pytest.approx(radius, abs=1.0)


def test_a_moved_centre_says_so(where: Where) -> None:
    place = where("A Syrian patrol was hit 15 kilometers north of Homs.", "Homs")
    assert place.reasons[-1] == "centre set 15 km north of that of Homs, within 6 km"
    near = where("A Syrian patrol was hit near Homs.", "Homs")
    assert near.reasons[-1].startswith("anywhere within ")


def test_inside_and_outside_are_told_apart(where: Where) -> None:
    outside = offset(where("Syrian rebels gathered south of Homs.", "Homs"), HOMS)[0]
    inside = offset(where("Syrian rebels gathered in the south of Homs.", "Homs"), HOMS)[0]
    assert outside < inside < 0


@pytest.mark.parametrize("words", ["the north of Syria", "Syria's north", "northern Syria"])
def test_a_part_of_a_country(where: Where, words: str) -> None:
    place = where(f"Rebels advanced in {words} overnight.", "Syria")
    assert place.precision == "area"
    assert (place.lat or 0) > 35.5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shells hit the Syrian capital at dawn.", "Syrian"),
        ("Shells hit the Syrian capital at dawn.", "the Syrian capital"),
        ("Shells hit the capital of Syria at dawn.", "Syria"),
        ("Syrian rebels said that shells hit the capital at dawn, near Homs.", "the capital"),
    ],
)
def test_a_capital(where: Where, text: str, words: str) -> None:
    place = where(text, words)
    assert (place.name, place.precision) == ("Damascus", "city")


@pytest.mark.parametrize("words", ["Hama", "Homs", "between Hama and Homs"])
def test_between_two_places(where: Where, words: str) -> None:
    place = where("Syrian rebels cut the road between Hama and Homs on Monday.", words)
    assert (place.name, place.precision, place.geonameid) == ("between Hama and Homs", "area", None)
    assert offset(place, HAMA) == pytest.approx((-22.7, -1.5), abs=2.0)
    assert place.radius_km == pytest.approx(22.8, abs=2.0)
    assert place.reasons[-1] == "set between Hama and Homs, half-way, 45 km from end to end"


@pytest.mark.parametrize(
    "words", ["the Aleppo-Hama road", "the Aleppo–Hama international highway", "Aleppo-Hama road"]
)
def test_a_road_between_two_places(where: Where, words: str) -> None:
    place = where(f"Syrian rebels cut {words} on Monday.", "Aleppo")
    assert (place.name, place.precision) == ("Aleppo–Hama road", "area")
    assert offset(place, ALEPPO)[0] == pytest.approx(-59, abs=3.0)


@pytest.mark.parametrize(
    "words",
    [
        "the Lebanon-Syria border",
        "the border between Lebanon and Syria",
        "Lebanon's border with Syria",
    ],
)
def test_a_border_lies_between_the_countries(where: Where, words: str) -> None:
    place = where(f"A drone fell on {words} on Monday.", "Lebanon")
    assert (place.name, place.precision) == ("Lebanon–Syria border", "area")
    assert 33.5 < (place.lat or 0) < 34.6
    assert 35.9 < (place.lon or 0) < 36.8


def test_talks_between_countries_are_no_place_between_them(where: Where) -> None:
    place = where("A deal between Turkey and Syria was announced.", "Syria")
    assert place.precision == "country"


@pytest.mark.parametrize(
    ("words", "name", "precision"),
    [
        ("the province", "Idlib", "province"),
        ("the city", "Saraqib", "city"),
        ("the country", "Syria", "country"),
        ("the province's north", "Idlib", "area"),
        ("northern part of the province", "Idlib", "area"),
    ],
)
def test_what_stands_for_a_place_named_before(
    where: Where, words: str, name: str, precision: str
) -> None:
    text = f"In Syria, shells fell on Saraqib in Idlib province. Later {words} was quiet."
    place = where(text, words, "Idlib", "Saraqib")
    assert (place.name, place.precision) == (name, precision)
    assert place.reasons[0].startswith(f'"{words}" is the last ')


def test_nothing_is_guessed_where_nothing_was_named(where: Where) -> None:
    place = where("They shelled the province all night.", "the province")
    assert (place.lat, place.precision) == (None, None)


def test_a_quarter_lies_in_the_city_named_last(where: Where) -> None:
    text = "Syrian rebels shelled Aleppo. Two died in the western neighbourhood of Zzyzxwq."
    place = where(text, "Zzyzxwq", "Aleppo")
    assert offset(place, ALEPPO) == pytest.approx((0, 0), abs=1.0)
    assert place.precision == "site"
    assert place.reasons[-1] == "a quarter of the city named last, Aleppo"


def test_a_namesake_abroad_is_not_the_quarter(where: Where) -> None:
    place = where("A blast shook the Salah al-Din district of Aleppo, Syria.", "Salah al-Din")
    assert (place.country, place.precision) == ("SY", "site")
    assert offset(place, ALEPPO) == pytest.approx((0, 0), abs=1.0)


def test_a_valley_named_after_a_town(where: Where) -> None:
    place = where("Syrian troops left the Saraqib valley.", "Saraqib valley")
    assert (place.name, place.precision, place.radius_km) == ("Saraqib", "area", 20.0)


def test_an_attack_after_a_comma_is_no_place_that_holds_another(where: Where) -> None:
    text = "In Nuseirat, an Israeli strike killed 17 people, medics in Gaza said. Israel denied it."
    assert where(text, "Nuseirat").country == "PS"
    assert where("He lives in Evanston, a Chicago suburb.", "Evanston").admin1 == "IL"


def test_a_list_of_villages_lies_in_what_follows_it(where: Where) -> None:
    text = "Shells hit Qarwanka, Mykilske and Zmiivka in Kherson region, Ukraine said."
    for village in ("Qarwanka", "Mykilske"):  # the only Mykilske on the map is elsewhere
        place = where(text, village)
        assert (place.country, place.admin1) == ("UA", "08"), village
