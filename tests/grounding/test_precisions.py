"""Precision levels in the codes of UCDP and ACLED."""

from __future__ import annotations

import pytest

from counterclaim.grounding.precisions import geo_precision, where_prec
from counterclaim.model import Mention, Place, Span
from counterclaim.model.terms import PlacePrecision

MENTION = Mention("x", Span(0, 1), "test")


def place(
    precision: PlacePrecision | None,
    radius: float = 5.0,
    country: str | None = "SY",
    name: str = "Lantern",
) -> Place:
    return Place(MENTION, name, 35.0, 36.0, radius, precision, country=country)


@pytest.mark.parametrize(
    ("found", "ucdp", "acled"),
    [
        (place("site"), 1, 1),
        (place("city"), 1, 1),
        (place("village"), 1, 1),
        (place("area", 16.0), 2, 2),
        (place("district"), 3, 2),
        (place("province"), 4, 3),
        (place("area", 60.0), 5, 3),
        (place("country"), 6, 3),
        (place("area", 500.0, None, "Red Sea"), 7, 3),
        (place("area", 1500.0, None, "Middle East"), None, None),
        (place(None), None, None),
    ],
)
def test_each_level_has_its_codes(found: Place, ucdp: int | None, acled: int | None) -> None:
    assert (where_prec(found), geo_precision(found)) == (ucdp, acled)
