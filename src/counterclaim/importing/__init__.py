"""Lists of a user's own, read for a ledger to keep: actors, places, metadata of reports.

``LISTS`` names each kind with what reads its files and what tells where a list and another one (the
one that comes along, an earlier one, the reports themselves) say different things.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from counterclaim.importing.actors import ACTORS
from counterclaim.importing.kinds import Kind
from counterclaim.importing.metadata import METADATA
from counterclaim.importing.places import PLACES
from counterclaim.model import ListKind

LISTS: Mapping[ListKind, Kind] = MappingProxyType(
    {"actors": ACTORS, "places": PLACES, "metadata": METADATA}
)

__all__ = ["LISTS", "Kind"]
