"""The actors and places that a user imported into a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from counterclaim.grounding.entity_tables import EntityRow, row_of
from counterclaim.grounding.own_places import OwnPlace, place_of
from counterclaim.model import Imported


@dataclass(frozen=True, slots=True)
class Lists:
    """Rows of actors and places; of a name that two give, the first holds."""

    actors: tuple[EntityRow, ...] = ()
    places: tuple[OwnPlace, ...] = ()

    @classmethod
    def of(cls, imported: Iterable[Imported]) -> Lists:
        """Raises InputError where this version of the program cannot understand a row."""
        rows = tuple(imported)
        return cls(
            tuple(row_of(row.cells, row.where) for row in rows if row.kind == "actors"),
            tuple(place_of(row.cells, row.file, row.where) for row in rows if row.kind == "places"),
        )


NONE: Final = Lists()
