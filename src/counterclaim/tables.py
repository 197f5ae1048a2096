"""The tables by which corrected words are understood, opened when they are first needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.model import Claim, Document, GroundedClaim, Imported, Location

if TYPE_CHECKING:
    from counterclaim.grounding import Grounder


@dataclass(frozen=True)
class Tables:
    """The shipped tables, and those of a user's own that the ledger was built with, named or
    imported.

    They are read with the first correction: whoever corrects nothing does not wait for them.
    """

    actors: tuple[Path, ...] = ()
    places: tuple[Path, ...] = ()
    imported: tuple[Imported, ...] = ()

    def ground(self, document: Document, claims: Sequence[Claim]) -> Sequence[GroundedClaim]:
        return self._grounder.ground(document, claims)

    def locate(self, geonameid: int) -> Location | None:
        return self._grounder.location(geonameid)

    @cached_property
    def _grounder(self) -> Grounder:
        from counterclaim.grounding import Grounder, Lists

        lists = Lists.of(self.imported)
        return Grounder.load(actors=self.actors, places=self.places, lists=lists)
