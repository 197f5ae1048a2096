from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Collection
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.matrix import MOST_ROWS, Cell, Matrix, matrix
from tests.publishing.incident import claims, collection


def cells(found: Matrix, row: int) -> dict[str, Cell]:
    paired = zip(found.outlets, found.rows[row].cells, strict=True)
    return {outlet: cell for outlet, cell in paired if cell is not None}


def over(known: Collection) -> Matrix:
    return matrix(Lookup.over(known))


def test_each_outlet_has_its_own_bounds_and_silence_is_blank() -> None:
    toll = cells(over(collection()), 0)
    assert {outlet: cell.link.text for outlet, cell in toll.items()} == {
        "Northwire": "at least 12",
        "The Valley Post": "at least 12",
        "Harbour Daily": "19",
        "Sarim <b>Today</b>": "23",
        "outlet not given": "says so",
    }


def test_a_denial_is_a_denial() -> None:
    strike = cells(over(collection()), 1)
    assert strike["State Radio"].denies
    assert strike["State Radio"].link.text == "denies"
    assert strike["State Radio"].link.anchor == record_anchor("claim", claims()["denial"].claim.id)
    assert strike["Northwire"].link.text == "says so"


def test_the_last_figure_stands_with_the_earlier_before_it() -> None:
    known = collection()
    renamed = tuple(replace(d, outlet="One") for d in known.documents)
    cell = cells(over(replace(known, documents=renamed)), 0)["One"]
    assert (cell.earlier, cell.link.text) == (("at least 12", "19"), "23")


def test_facts_told_once_are_counted_as_left_out() -> None:
    assert over(collection()).left_out == 2
    alone = replace(collection(), entries=collection().entries[2:])
    assert (len(over(alone).rows), over(alone).shared_only) == (2, False)


def test_the_rows_are_limited() -> None:
    known = collection()
    many = replace(known, entries=known.entries[:1] * (MOST_ROWS + 5))
    assert (len(over(many).rows), over(many).left_out) == (MOST_ROWS, 5)
