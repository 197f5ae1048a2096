"""One filter: lists of a ledger and exports of it choose the same by the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.ledger import Ledger, queries
from counterclaim.ledger.filter import ADDRESS_KEYS, Filter
from counterclaim.model.where import FIELDS, Where, WhereError
from counterclaim.publishing.exports import Source
from counterclaim.publishing.exports.held import in_memory
from tests.ledger.postgres import server
from tests.publishing.incident import collection
from tests.web.conftest import without_nul
from tests.web.site import store

HELD = without_nul(collection())
CONDITIONS = [
    "type=killed",
    "type!=killed|wounded",
    "polarity=denied",
    "polarity!=asserted",
    "group=people|CIVILIANS",
    "group!=people",
    "place=sarim",
    "place!=Sarim",
    "country=XX",
    "country!=YY",
    "actor!=nobody",
    "speaker!=nobody",
    "outlet=NORTHWIRE|state radio",
    "outlet!=Northwire",
    "language=en",
    "language!=fr",
    "document=R1|r2",
    "document!=r1",
    "status=disputed",
    "status!=single_voice",
    "voices=2",
    "voices>=2",
    "voices!=1",
    "documents>1",
    "low>0",
    "high<=100",
    "published>=2031-03-05",
    "published<2031-03-05",
    "published=2031-03-04",
    "since=2031-03-05",
    "until=2031-03-04",
    "start>=2031-03-03",
    "end<2031-03-05",
    f"claim={HELD.claims[0].claim.id.upper()}",
    f"fact!={HELD.entries[0].fact.id}",
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path | str]:
    with ExitStack() as stack:
        place: Path | str = tmp_path_factory.mktemp("narrowing") / "a.db"
        if request.param == "postgresql":
            place = stack.enter_context(server())
        with Ledger.create(place) as opened:
            store(opened, HELD)
            opened.prepare_lists()
        yield place


def listed(path: Path | str, conditions: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The entries, claims and documents that lists of the ledger show."""
    wanted = Filter(where=Where.of(conditions))
    with Ledger.open(path) as opened, opened.reading() as connection:
        kinds = (
            (queries.ENTRIES, "fact"),
            (queries.CLAIMS, "claim"),
            (queries.DOCUMENTS, "id"),
        )
        entries, claims, documents = (
            sorted(
                str(row[key])
                for row in queries.rows(connection, kind, wanted, next(iter(kind.sorts)), 0, 10_000)
            )
            for kind, key in kinds
        )
    return entries, claims, documents


def exported(conditions: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The same, as exports and the Python interface choose them."""
    source = Source(in_memory(HELD), Where.of(conditions))
    return (
        sorted(entry.fact.id for entry in source.entries()),
        sorted(told.grounded.claim.id for told in source.told()),
        sorted(document.id for document in source.documents()),
    )


@pytest.mark.parametrize("since", range(1, 8))
@pytest.mark.parametrize("days", range(3))
def test_lists_and_exports_choose_the_same_of_a_period(
    ledger: Path | str, since: int, days: int
) -> None:
    period = [f"since=2031-03-0{since}", f"until=2031-03-0{since + days}"]
    assert listed(ledger, period) == exported(period)


@pytest.mark.parametrize("kind", [queries.ENTRIES, queries.CLAIMS, queries.DOCUMENTS])
def test_a_page_is_the_same_however_it_is_found(ledger: Path | str, kind: queries.Listed) -> None:
    with Ledger.open(ledger) as opened, opened.reading() as connection:
        for sort in kind.sorts:
            found, in_order = (
                queries.rows(connection, kind, Filter(q="Sarim"), f"-{sort}", 0, 10, total)
                for total in (0, 1_000_000)
            )
            assert found == in_order != []


@pytest.mark.parametrize("condition", CONDITIONS)
def test_lists_and_exports_choose_the_same(ledger: Path | str, condition: str) -> None:
    assert listed(ledger, [condition]) == exported([condition])


def test_every_field_is_compared_here() -> None:
    asked = {each.field for text in CONDITIONS for each in Where.of([text]).conditions}
    assert asked == {*FIELDS}


def test_conditions_here_choose_some_and_not_all() -> None:
    telling = [c for c in CONDITIONS if 0 < len(exported([c])[1]) < len(HELD.claims)]
    assert len(telling) > len(CONDITIONS) / 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CONDITIONS), min_size=2, max_size=4, unique=True))
def test_several_conditions_must_hold_of_one_claim(
    ledger: Path | str, conditions: list[str]
) -> None:
    assert listed(ledger, conditions) == exported(conditions)


@pytest.mark.parametrize("condition", [c for c in CONDITIONS if ">" not in c.replace(">=", "")])
def test_a_condition_is_written_in_an_address_as_elsewhere(condition: str) -> None:
    if "<" in condition.replace("<=", ""):
        return
    key, _, value = condition.partition("=")
    wanted = Filter.of([(key, value)])
    (meant,) = Where.of([condition]).conditions
    (found,) = wanted.where.conditions
    assert (found.field, found.relation) == (meant.field, meant.relation)
    assert {*found.folded} == {*meant.folded}
    assert Filter.of(wanted.given) == wanted


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("colour", "red", "colour: no such filter here"),
        ("type", "shot", "type: 'shot' is no such value; there are killed"),
        ("voices", "many", "voices: needs a whole number, not 'many'"),
        ("voices>", "9" * 30, "voices: needs a whole number"),
        ("since", "yesterday", "since: needs a day like 2024-01-31"),
        ("outlet", "x" * 301, "outlet: at most 300 characters"),
        ("place", "a\0b", "place: at most 300 characters, none of them NUL"),
        ("place", "|".join(map(str, range(21))), "place: at most 20 values"),
        ("published>", "2031-03-01|2031-03-02", "published>: given 2 times; give it once"),
    ],
)
def test_what_cannot_be_asked_for_is_told(key: str, value: str, words: str) -> None:
    with pytest.raises(WhereError) as raised:
        Filter.of([(key, value)])
    assert str(raised.value).startswith(words)


def test_keys_of_an_address_are_those_of_conditions() -> None:
    for key in ADDRESS_KEYS[3:]:
        field = key.rstrip("!<>")
        assert field in FIELDS
