"""How exactly a place is known, in the codes of two event data sets.

UCDP's ``where_prec`` (Georeferenced Event Dataset) and ACLED's ``geo_precision``, each told here in
our words, with the places that get it:

=====  ============================================  =============================================
UCDP   what the code says                            here
=====  ============================================  =============================================
1      the very place is known                       a site, city, town or village
2      near a known place, within about 25 km        an area of at most 25 km ("near X")
3      the second-order division only                a district, county
4      the first-order division only                 a province, governorate
5      a line, or an area without fixed borders      a larger area, a road or border between two
6      the country only                              a country
7      at sea or in the air, outside of countries    a sea, gulf or strait that lies in no country
=====  ============================================  =============================================

=====  ============================================  =============================================
ACLED  what the code says                            here
=====  ============================================  =============================================
1      a particular town or place                    a site, city, town or village
2      a small part of a region, or near a town      a district; an area of at most 25 km
3      a larger region                               a province, a country, a larger area
=====  ============================================  =============================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from counterclaim.model import Place
from counterclaim.model.terms import PlacePrecision

_NEAR: Final = 25.0  # kilometres around a known place that UCDP counts as near it
_WATERS: Final = re.compile(
    r"\b(?:Sea|Ocean|Strait|Channel|Gulf|Bay)\b|\bBab al-Mandab\b", re.IGNORECASE
)
_UCDP: Final[Mapping[PlacePrecision, int]] = {
    "site": 1, "city": 1, "village": 1, "district": 3, "province": 4, "country": 6,
}  # fmt: skip
_ACLED: Final[Mapping[PlacePrecision, int]] = {
    "site": 1, "city": 1, "village": 1, "district": 2, "province": 3, "country": 3,
}  # fmt: skip


def where_prec(place: Place) -> int | None:
    """UCDP's code, 1 to 7; None for a place that is not known, or is more than one country."""
    if place.precision != "area":
        return _UCDP[place.precision] if place.precision is not None else None
    if place.country is None:
        return 7 if _WATERS.search(place.name) else None
    return 2 if (place.radius_km or 0.0) <= _NEAR else 5


def geo_precision(place: Place) -> int | None:
    """ACLED's code, 1 to 3; None for a place that is not known, or is more than one country."""
    if place.precision != "area":
        return _ACLED[place.precision] if place.precision is not None else None
    if place.country is None:
        return 3 if _WATERS.search(place.name) else None
    return 2 if (place.radius_km or 0.0) <= _NEAR else 3
