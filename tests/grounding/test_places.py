"""Places: which of several is meant, and how far what is named reaches."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.grounding import Grounder
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.places import ground_places, places_in
from counterclaim.model import Document, Mention, Place, Span
from counterclaim.reading.annotated import annotated

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


def test_where_no_country_is_named_that_of_most_places_holds(where: Where) -> None:
    text = "Shells fell on Saraqib and Ariha on Monday, a source in Deir Ezzor said."
    assert where(text, "Deir Ezzor", "Saraqib", "Ariha").country == "SY"
    assert where("A source in Deir Ezzor said so.", "Deir Ezzor").country is None


def test_a_village_of_a_country_that_no_other_place_lies_in_is_not_meant(where: Where) -> None:
    text = "Shells fell in Karari and on Nyala, El Fasher and Khartoum, a doctor in Sudan said."
    assert where(text, "Karari", "Nyala", "El Fasher", "Khartoum").country != "IN"


def test_wars_spill_over_borders(where: Where) -> None:
    assert where("Israeli jets bombed Gaza on Tuesday.", "Gaza").country == "PS"
    assert where("Mozambican troops are in Gaza, Maputo said.", "Gaza").country == "MZ"


def test_an_area_is_meant_where_a_small_namesake_cannot_be(where: Where) -> None:
    text = "Drones hit Grozny in Russia and Kharkiv in Ukraine. A soldier died in Sinai."
    assert where(text, "Sinai", "Grozny", "Kharkiv").name == "Sinai Peninsula"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Power failed in Kharkiv, Poltava and Lviv regions of Ukraine.", "Kharkiv"),
        ("Power failed in Kharkiv, Poltava and Lviv regions of Ukraine.", "Poltava"),
        ("Power failed in the provinces of Sumy and Chernihiv, Ukraine said.", "Chernihiv"),
    ],
)
def test_a_list_of_regions_names_regions(where: Where, text: str, words: str) -> None:
    assert where(text, words).precision == "province"


def test_a_list_of_towns_before_a_region_names_towns(where: Where) -> None:
    text = "Ukraine said Sumy, Romny and a village in Lviv region were hit."
    assert where(text, "Sumy").precision == "city"


def test_an_unknown_name_is_where_the_text_puts_it_elsewhere(
    gazetteer: Gazetteer, report: Callable[..., Document], mention: Callable[..., Mention]
) -> None:
    text = "Syrian rebels seized Qarwan in Aleppo. Shells fell on Qarwan."
    first, second = (mention(text, "Qarwan", at) for at in (0, 1))
    places = ground_places(report(text), [first, second], gazetteer)
    assert places[1].lat == places[0].lat is not None
    assert places[1].reasons == places[0].reasons


def test_the_neighbours_decide(where: Where) -> None:
    text = "Clashes in Tripoli and Zahle spread, and a blast in Sidon followed."
    assert where(text, "Tripoli", "Zahle", "Sidon").country == "LB"


def test_what_else_the_text_names_decides_though_it_is_not_asked_for(where: Where) -> None:
    text = "Clashes in Tripoli and Zahle spread, and a blast in Sidon followed."
    assert where(text, "Tripoli").country == "LB"
    town = where(
        "Konstantinovka was shelled, the mayor of Donetsk in Ukraine said.", "Konstantinovka"
    )
    assert (town.name, town.admin1) == ("Kostyantynivka", "05")


@pytest.mark.parametrize(
    ("words", "country", "precision"),
    [
        ("Homs Aleppo", "SY", "city"),
        ("the hills that overlook Homs", "SY", "site"),
        ("a rebel-held pocket near Syria", "SY", "area"),
        ("Lebanon-Syria", None, None),
    ],
)
def test_words_that_name_known_places_lie_there(
    where: Where, words: str, country: str | None, precision: str | None
) -> None:
    place = where(f"A convoy was hit in {words} and burnt out, officials in Syria said.", words)
    assert (place.country, place.precision) == (country, precision)


def test_a_namesake_abroad_of_what_holds_a_town_does_not_hide_it(where: Where) -> None:
    text = "Shells hit Kafr Batna town in Eastern Gouta, Syria's agency said."
    assert where(text, "Kafr Batna").country == "SY"


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


def test_what_else_a_name_may_mean_is_kept(where: Where) -> None:
    place = where("Shells fell on Tripoli, as in Libya and Lebanon before.", "Tripoli")
    first, *others = place.candidates
    assert (first.geonameid, first.country) == (place.geonameid, "LY")
    assert "the text names Libya" in first.reasons
    abroad = next(each for each in others if each.country == "LB")
    assert 1.0 >= first.score > abroad.score > 0.0
    assert "the text names Lebanon" in abroad.reasons
    assert len(place.candidates) <= 5


def test_a_name_of_one_place_has_no_candidates(where: Where) -> None:
    assert where("The Syrian army left Khanaser.", "Khanaser").candidates == ()
    assert where("Shells fell on Zzyzxwq.", "Zzyzxwq").candidates == ()


def test_a_state_that_shares_its_name_with_a_country(where: Where) -> None:
    state = where("Storms crossed Georgia, from Atlanta to Savannah.", "Georgia", "Atlanta")
    country = where("Storms crossed Georgia, from Tbilisi to Gori.", "Georgia", "Tbilisi")
    assert (state.country, country.country) == ("US", "GE")


def test_the_division_after_a_comma_is_the_division(where: Where) -> None:
    place = where("A fire broke out in Albany, New York, on Monday.", "New York", "Albany")
    assert (place.name, place.precision) == ("New York", "province")


def test_what_the_text_once_says_of_a_name_holds_for_all_of_it(
    gazetteer: Gazetteer, report: Callable[..., Document], mention: Callable[..., Mention]
) -> None:
    text = "Floods hit Paris, Texas. In Paris the schools were closed."
    asked = [mention(text, "Paris"), mention(text, "Paris", 1)]
    places = ground_places(report(text), asked, gazetteer)
    assert {(place.country, place.admin1) for place in places} == {("US", "TX")}


def test_the_address_of_the_outlet_tells_its_country(
    gazetteer: Gazetteer, report: Callable[..., Document], mention: Callable[..., Mention]
) -> None:
    text = "The council of Richmond met on Monday."
    found = [
        ground_places(report(text, outlet), [mention(text, "Richmond")], gazetteer)[0].country
        for outlet in ("example.co.uk", "example.ca")
    ]
    assert found == ["GB", "CA"]


def _gold(shared: Path) -> list[tuple[Document, list[dict[str, Any]]]]:
    with (shared / "places" / "lgl.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        (Document(id=row["doc"], text=row["text"], outlet=row["outlet"]), row["toponyms"])
        for row in rows
    ]


def _is_right(place: Place, gold: dict[str, Any]) -> bool:
    return place.lat is not None and kilometres(place, gold["lat"], gold["lon"]) <= 161


@pytest.mark.shared
def test_local_news_is_mostly_placed_right(gazetteer: Gazetteer, shared: Path) -> None:
    right = total = 0
    for document, toponyms in _gold(shared):
        gold = [each for each in toponyms if each.get("geonameid")]
        mentions = [Mention(each["text"], Span(*each["span"]), "gold") for each in gold]
        for each, place in zip(gold, ground_places(document, mentions, gazetteer), strict=True):
            total += 1
            right += _is_right(place, each)
    assert right / total >= 0.82


@pytest.mark.shared
def test_places_of_local_news_are_found_and_placed(gazetteer: Gazetteer, shared: Path) -> None:
    right = found = total = 0
    for document, toponyms in _gold(shared):
        gold = {tuple(each["span"]): each for each in toponyms}
        total += sum(1 for each in toponyms if each.get("geonameid"))
        for place in places_in(document, gazetteer):
            each = gold.get((place.mention.span.start, place.mention.span.end))
            found += each is None or bool(each.get("geonameid"))
            right += each is not None and bool(each.get("geonameid")) and _is_right(place, each)
    assert 2 * right / (found + total) >= 0.72


@pytest.mark.shared
def test_first_places_of_claims_lie_where_they_should(grounder: Grounder, shared: Path) -> None:
    with Path(__file__).with_name("dev_places.csv").open(encoding="utf-8") as lines:
        key = {row["name"]: row for row in csv.DictReader(lines)}
    right = total = 0
    for gold in annotated(shared / "claims" / "dev.jsonl"):
        for claim in grounder.ground(gold.document, gold.claims):
            place = claim.places[0] if claim.places else None
            at = key.get(place.mention.text) if place is not None else None
            if place is not None and at is not None:
                total += 1
                wide = place.precision in ("area", "district", "province", "country")
                reach = max(25.0, (place.radius_km or 0.0) if wide else 0.0)
                known = place.lat is not None
                right += known and kilometres(place, float(at["lat"]), float(at["lon"])) <= reach
    assert right / total >= 0.9
