"""Places of a user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.overlay import own_spot
from counterclaim.grounding.own_places import OwnPlace, each_place, place_of
from counterclaim.grounding.spot import Spot
from counterclaim.grounding.weighing import apart
from counterclaim.importing.kinds import Kind, others
from counterclaim.ledger import Ledger
from counterclaim.model import Imported

_NEAR: Final = 5.0  # kilometres within which two lists mean the same spot


def _read(path: Path) -> Iterator[Imported | str]:
    found = list(each_place(path))
    placed = [each[1] for each in found if not isinstance(each, str)]
    refused = Gazetteer.load().refused(placed)
    for each in found:
        if isinstance(each, str):
            yield each
            continue
        cells, place = each
        at = place.where.removeprefix(f"{path}, ")
        yield refused.get(place) or Imported("places", path.name, at, cells)


def _conflicts(rows: Sequence[Imported], ledger: Ledger) -> Iterator[str]:
    """Places that other lists have elsewhere, by name or GeoNames number."""
    gazetteer = Gazetteer.load(kept=[_place(row) for row in others(rows, ledger)])
    for row in rows:
        place = _place(row)
        numbered = gazetteer.numbered(place.geonameid) if place.geonameid else None
        if numbered is not None and _apart(place, numbered) > _NEAR:
            yield (
                f"{row.where}: GeoNames has its {place.geonameid} ({numbered.name}) "
                f"{_apart(place, numbered):,.0f} km from there; yours is taken"
            )
        elif (told := _namesakes(place, gazetteer)) is not None:
            yield f"{row.where}: {told}"


def _namesakes(place: OwnPlace, gazetteer: Gazetteer) -> str | None:
    spots = sorted(gazetteer.named(place.name), key=lambda spot: _apart(place, spot))
    elsewhere = [spot for spot in spots if _apart(place, spot) > _NEAR]
    if not elsewhere:
        return None
    first, further = elsewhere[0], len(elsewhere) - 1
    more = f", {further} more elsewhere" if further else ""
    table = first.own or "the list that comes along"
    return (
        f"“{place.name}” is in {table} too, {_apart(place, first):,.0f} km away"
        f"{f' in {first.country}' if first.country else ''}{more}; yours is taken unless a report "
        "speaks for another"
    )


def _place(row: Imported) -> OwnPlace:
    return place_of(row.cells, row.file, row.where)


def _apart(place: OwnPlace, spot: Spot) -> float:
    return apart(own_spot(place, 1, place.country, None), spot)


PLACES = Kind("place", "places", _read, _conflicts)
