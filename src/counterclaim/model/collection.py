"""Everything that a ledger holds, in memory and in a settled order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.model.copying import Copy, Origin
from counterclaim.model.document import Document
from counterclaim.model.entry import Entry
from counterclaim.model.grounded import GroundedClaim
from counterclaim.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by publication day (undated last) and id; claims as they stand in them.

    ``entries`` come first those with most voices; ``policy`` is every threshold and choice that
    the ledger was built under, by name; ``problems`` are what could not be read.
    """

    documents: tuple[Document, ...] = ()
    copies: tuple[Copy, ...] = ()
    origins: tuple[Origin, ...] = ()
    claims: tuple[GroundedClaim, ...] = ()
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    policy: Mapping[str, str] = field(default_factory=dict)
