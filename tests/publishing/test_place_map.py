from __future__ import annotations

from dataclasses import replace
from datetime import date

from counterclaim.model import Collection, Entry
from counterclaim.model.terms import PlacePrecision
from counterclaim.publishing import report
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.place_map import PlaceMap, place_map
from tests.publishing.incident import collection
from tests.publishing.page import Page

TOLL, STRIKE, CHILDREN, FIGHTERS = collection().entries


def placed(
    entry: Entry,
    name: str,
    lat: float,
    lon: float,
    radius: float = 5.0,
    precision: PlacePrecision = "city",
) -> Entry:
    """The entry, asked of that place."""
    held = next(e.fact.place for e in collection().entries if e.fact.place)
    spot = replace(held, name=name, lat=lat, lon=lon, radius_km=radius, precision=precision)
    return replace(entry, fact=replace(entry.fact, place=spot))


def unplaced(entry: Entry) -> Entry:
    return replace(entry, fact=replace(entry.fact, place=None))


def known(*entries: Entry) -> Collection:
    return replace(collection(), entries=entries)


def mapped(*entries: Entry) -> PlaceMap:
    return place_map(Lookup.over(known(*entries)))


def test_questions_of_one_place_share_a_circle_of_the_gravest_status() -> None:
    found = mapped(placed(FIGHTERS, "Sarim", 10, 20), placed(TOLL, "Sarim", 10, 20))
    (place,) = found.places
    assert (place.name, place.status, len(place.questions)) == ("Sarim", "disputed", 2)
    assert (TOLL.status, FIGHTERS.status) == ("disputed", "single_voice")


def test_what_is_not_on_the_map_is_counted_and_named() -> None:
    entries = (placed(TOLL, "Sarim", 10, 20), unplaced(CHILDREN), unplaced(FIGHTERS))
    found = mapped(*entries)
    assert found.drawn == 1
    assert [one.link.text for one in found.missing] == [
        CHILDREN.fact.question, FIGHTERS.fact.question,
    ]  # fmt: skip
    page = Page(report(known(*entries), title="", ledger=""))
    assert "2 questions are not on the map" in page.by_id("map").text
    assert CHILDREN.fact.question in page.by_id("not-on-the-map").text


def test_a_circle_reaches_as_far_as_its_place() -> None:
    wide, narrow = mapped(
        placed(TOLL, "Anvar", 0, 20, 100.0, "province"), placed(STRIKE, "Dovra", 0, 21)
    ).places
    degree = abs(wide.x - narrow.x)
    assert abs(wide.radius / degree - 100 / 111.32) < 0.02


def test_the_widest_places_are_drawn_first_and_areas_are_told_apart() -> None:
    places = mapped(
        placed(TOLL, "Sarim", 10, 20), placed(STRIKE, "Anvar", 10, 20, 90.0, "province")
    ).places
    assert [(place.name, place.area) for place in places] == [("Anvar", True), ("Sarim", False)]
    assert places[0].radius > places[1].radius


def test_one_far_place_does_not_shrink_the_view() -> None:
    many = [placed(TOLL, f"Town {n}", 10 + n / 100, 20 + n / 100) for n in range(40)]
    found = mapped(*many, placed(STRIKE, "Far", -30, 150))
    west, south, east, north = map(float, found.view.split())
    assert west > 15
    assert east < 30
    assert float(found.edges.split()[2]) >= 150
    assert (south, north) < (12, 15)


def test_the_brush_spans_the_reports_of_what_is_drawn() -> None:
    found = mapped(placed(TOLL, "Sarim", 10, 20))
    assert (found.first, found.last) == (date(2031, 3, 3), date(2031, 3, 6))
    (question,) = found.places[0].questions
    assert question.days == f"{found.first_day}-{found.last_day}"


def test_without_any_place_there_is_no_map_and_no_library() -> None:
    html = report(known(unplaced(TOLL)), title="", ledger="")
    assert "1 question is not on the map" in Page(html).by_id("map").text
    assert "Leaflet 1" not in html


def test_an_empty_ledger_has_an_empty_map() -> None:
    found = place_map(Lookup.over(Collection()))
    assert (found.places, found.missing, found.drawn) == ((), (), 0)
