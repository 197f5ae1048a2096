"""Which facts lie within which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.matching.levels import within
from counterclaim.matching.measures import Measure
from counterclaim.matching.scopes import Scope, contained
from counterclaim.model import Fact, Place
from counterclaim.model.ranges import Range
from counterclaim.model.terms import ObjectClass
from tests.making import GAZETTEER, document, place

PARTS = {"people": ("civilians", "children"), "civilians": ("children",)}
MAP = document("map", " ".join(GAZETTEER))
DAY = date(2031, 3, 3)


def scope(
    id: str,
    town: str | None = "Sarim",
    days: tuple[int | None, int | None] = (0, 0),
    group: ObjectClass | None = "people",
    reports: Sequence[str] = (),
    numbers: Range = (None, None),
    sentence: int = 0,
    measure: Measure | None = None,
) -> Scope:
    where: Place | None = place(MAP, town) if town else None
    start, end = (DAY + timedelta(at) if at is not None else None for at in days)
    fact = Fact(id, "How many?", "killed", group, where, start, end, (f"claim-{id}",), (), ())
    sentences = frozenset((report, sentence) for report in reports)
    return Scope(fact, frozenset(reports), measure, sentences, numbers, DAY + timedelta(1))


def outer(*scopes: Scope, most: int = 12) -> dict[str, tuple[str, ...]]:
    return {fact.id: fact.within for fact in contained(scopes, most)}


def test_the_nearest_are_named() -> None:
    found = outer(
        scope("town"), scope("province", "Anvar"), scope("week", "Anvar", (-3, 3)),
        scope("since", "Anvar", (-900, None)),
    )  # fmt: skip
    assert found == {
        "town": ("province",), "province": ("week",), "week": ("since",), "since": (),
    }  # fmt: skip


def test_without_days_one_report_must_tell_of_both() -> None:
    undated = (None, None)
    town = scope("town", "Sarim", undated, reports=("a", "b"))
    assert outer(town, scope("province", "Anvar", undated, reports=("b",)))["town"] == ("province",)
    assert outer(town, scope("province", "Anvar", undated, reports=("c",)))["town"] == ()
    assert outer(town, scope("province", "Anvar", reports=("b",)))["town"] == ()


def test_news_without_a_day_lies_in_the_past_days_that_its_report_tells_of() -> None:
    town = scope("town", "Sarim", (None, None), reports=("a", "b"), numbers=(300, 300))
    week = scope("week", "Anvar", (-6, 0), reports=("b",), numbers=(2000, 2000))
    assert outer(town, week)["town"] == ("week",)
    assert outer(town, scope("other", "Anvar", (-6, 0), reports=("c",)))["town"] == ()
    assert outer(town, scope("past", "Anvar", (-60, -30), reports=("b",)))["town"] == ()


def test_more_than_the_whole_is_no_part_of_it_unless_one_sentence_says_so() -> None:
    undated = (None, None)
    town = scope("town", "Sarim", undated, reports=("a",), numbers=(300, None), sentence=90)
    small = scope("small", "Anvar", undated, reports=("a",), numbers=(None, 120))
    beside = scope("beside", "Anvar", undated, reports=("a",), numbers=(None, 120), sentence=90)
    assert outer(town, small)["town"] == ()
    assert outer(town, beside)["town"] == ("beside",)


def test_those_that_came_anew_hold_no_total() -> None:
    day, more = scope("day"), scope("more", days=(0, 1), measure="new")
    assert outer(day, more) == {"day": (), "more": ()}
    assert outer(scope("few", measure="new"), more)["few"] == ("more",)
    assert outer(scope("few", measure="new"), scope("two days", days=(0, 1)))["few"] == (
        "two days",
    )


def test_few_are_kept_and_the_narrowest() -> None:
    longer = [scope(f"over {more}", "Sarim", (-more, 9 - more)) for more in range(1, 9)]
    assert len(outer(scope("day"), *longer, most=3)["day"]) == 3


def plain(inner: Fact, other: Fact) -> bool:
    """The rule by itself, for facts of known days."""
    same_group = inner.object_class == other.object_class
    part = inner.object_class in PARTS.get(str(other.object_class), ())
    assert inner.place and other.place and inner.start and inner.end and other.start
    same_place = inner.place.name == other.place.name
    days = (inner.start, inner.end), (other.start, other.end)
    held = other.start <= inner.start and (other.end is None or inner.end <= other.end)
    return (
        (same_group or part)
        and (same_place or within(inner.place, other.place))
        and (held or days[0] == days[1])
        and not (same_group and same_place and days[0] == days[1])
    )


PERIODS = st.tuples(st.integers(0, 40), st.sampled_from((0, 1, 6, 30, 31, 32, 400)))
DRAWN = st.tuples(
    st.sampled_from([*GAZETTEER]),
    PERIODS.map(lambda at: (at[0], sum(at))),
    st.sampled_from(("people", "civilians", "children")),
)


@given(st.lists(DRAWN, min_size=1, max_size=14))
def test_found_by_index_as_by_the_plain_rule(
    drawn: list[tuple[str, tuple[int, int], ObjectClass]],
) -> None:
    scopes = [scope(f"f{at:02}", *fields) for at, fields in enumerate(drawn)]
    facts = [scope.fact for scope in scopes]
    around = {a.id: {b.id for b in facts if a.id != b.id and plain(a, b)} for a in facts}
    nearest = {
        id: tuple(sorted(o for o in found if not any(o in around[other] for other in found)))
        for id, found in around.items()
    }
    assert outer(*scopes, most=100) == nearest
