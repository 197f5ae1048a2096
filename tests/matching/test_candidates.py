"""Which claims are compared, and which are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.matching.candidates import candidates
from counterclaim.matching.profiles import Profile, profile
from counterclaim.model import Period, Place
from counterclaim.policy import DEFAULT, Policy
from tests.making import claim, document, mention

TEXT = "Shells killed 12 people in Sarim."


def report(
    at: int,
    published: str | None = "2031-03-04",
    place: str | None = "P1",
    days: tuple[str | None, str | None] | None = None,
    type: str = "killed",
) -> Profile:
    """A claim of a report of its own. ``place`` is a province, "country", "unmapped" or None."""
    text = replace(
        document(f"d{at}", TEXT), published=date.fromisoformat(published) if published else None
    )
    made = claim(text, type, "killed", quantity="12", group="people")
    words = mention(text, "Sarim")
    where = {
        None: (),
        "unmapped": (Place(words, "Sarim"),),
        "country": (Place(words, "Landia", 1.0, 1.0, 500.0, "country", 1, "XX", None),),
    }.get(place, (Place(words, f"Sarim {place}", 1.0, 1.0, 5.0, "city", at, "XX", place),))
    start, end = (date.fromisoformat(d) if d else None for d in days or (None, None))
    period = Period(None, start, end, None, "given") if days else None
    return profile(at, replace(made, places=where, period=period), text)


def compared(*held: Profile, policy: Policy = DEFAULT) -> set[tuple[int, int]]:
    near = candidates(held, policy)
    return {*zip(near.a.tolist(), near.b.tolist(), strict=True)}


def meet(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    return compared(report(0, **a), report(1, **b)) == {(0, 1)}  # type: ignore[arg-type]


def test_one_province_and_month_meet() -> None:
    assert meet({}, {"published": "2031-04-03"})
    assert not meet({}, {"published": "2031-04-04"})
    assert not meet({}, {"type": "wounded"})


def test_other_provinces_do_not_meet_unless_one_names_the_country_or_no_place() -> None:
    assert not meet({}, {"place": "P2"})
    for wide in ("country", "unmapped", None):
        assert meet({}, {"place": wide})
        assert meet({"place": wide}, {})


def test_known_days_must_be_near() -> None:
    third = {"days": ("2031-03-03", "2031-03-03")}
    assert meet(third, {"days": ("2031-03-06", "2031-03-06")})
    assert not meet(third, {"days": ("2031-03-07", "2031-03-07")})
    assert meet(third, {})


def test_the_same_days_meet_a_year_later() -> None:
    days = {"days": ("2031-03-03", "2031-03-03")}
    assert meet(days, days | {"published": "2032-03-04"})
    assert not meet(days, {"days": ("2031-03-04", "2031-03-04"), "published": "2032-03-04"})


def test_running_totals_meet_a_year_later() -> None:
    total = {"days": ("2029-01-01", "2031-03-04")}
    later = {"published": "2032-03-04"}
    assert meet(total, later | {"days": ("2029-01-15", "2032-03-04")})
    assert meet(total, later | {"days": ("2029-01-15", None)})
    assert not meet(total, later | {"days": ("2029-03-15", "2032-03-04")})
    assert not meet(total, later | {"days": ("2031-03-01", "2031-04-04")})


def test_reports_without_a_day_meet_all() -> None:
    assert meet({"published": None}, {"published": "2041-03-04"})
    assert meet({"published": None}, {"published": None})
    assert not meet({"published": None}, {"place": "P2"})


def test_claims_of_one_report_meet_wherever_they_are() -> None:
    one, other = report(0), report(1, place="P2")
    inside = replace(other.claim.claim, document=one.document)
    same = replace(other, claim=replace(other.claim, claim=inside))
    assert compared(one, same) == {(0, 1)}


def test_too_many_neighbours_are_left_out_and_told() -> None:
    held = [report(at, f"2031-03-{at + 1:02}") for at in range(9)]
    few = candidates(held, replace(DEFAULT, match_neighbours=2))
    pairs = {*zip(few.a.tolist(), few.b.tolist(), strict=True)}
    assert pairs == {(a, b) for a, b in combinations(range(9), 2) if b - a <= 2}
    assert few.left_out.tolist() == [6, 5, 4, 4, 4, 4, 4, 5, 6]
    assert not candidates(held, DEFAULT).left_out.any()


DATES = st.sampled_from((None, "2031-03-04", "2031-03-20", "2031-05-01", "2032-05-01"))
DAYS = st.sampled_from(
    (None, ("2031-03-03", "2031-03-03"), ("2031-03-05", "2031-03-05"), ("2029-01-01", None),
     ("2029-01-20", "2031-03-03"), ("2031-03-01", "2031-03-31"))
)  # fmt: skip
PLACES = st.sampled_from((None, "unmapped", "country", "P1", "P2"))


@given(st.lists(st.tuples(DATES, PLACES, DAYS), min_size=2, max_size=12))
def test_who_meets_does_not_depend_on_who_else_is_there(
    drawn: list[tuple[str | None, str | None, tuple[str | None, str | None] | None]],
) -> None:
    held = [report(at, *fields) for at, fields in enumerate(drawn)]
    alone = {
        (a.position, b.position)
        for a, b in combinations(held, 2)
        if compared(replace(a, position=0), replace(b, position=1))
    }
    assert compared(*held) == alone
