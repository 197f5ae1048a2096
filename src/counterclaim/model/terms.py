"""The closed vocabularies of claims, as the annotation guidelines define them.

The shipped weights rely on the order of claim types, object classes and polarities.
"""

from __future__ import annotations

from typing import Final, Literal

ClaimType = Literal[
    "killed", "wounded", "captured", "missing", "displaced", "destroyed", "attacked",
    "seized", "held", "withdrew", "moved", "violated", "disrupted", "supported",
]  # fmt: skip
ObjectClass = Literal[
    "civilians", "combatants", "children", "women", "staff",
    "people", "materiel", "buildings", "place", "other",
]  # fmt: skip
Polarity = Literal["asserted", "denied", "unverified"]
CountPrecision = Literal["exact", "at_least", "at_most", "about", "between", "vague"]
CreditKind = Literal["dateline", "byline", "tail", "inline", "address"]
FurnitureKind = Literal["caption", "heading", "rule", "link", "credit", "agency", "date", "markup"]
PlacePrecision = Literal["site", "city", "village", "district", "province", "area", "country"]
PeriodPrecision = Literal["day", "days", "week", "month", "year", "years", "open"]
CopyRelation = Literal["duplicate", "derived", "common_source", "shared_quote"]
Direction = Literal["a->b", "b->a", "unknown"]
EntityKind = Literal[
    "state_force", "armed_group", "international_force", "state", "organisation", "monitor",
    "agency", "outlet", "official", "person", "eyewitness", "unnamed_source", "other",
]  # fmt: skip
Status = Literal["single_voice", "corroborated", "revised", "disputed", "denied"]

CLAIM_TYPES: Final[tuple[ClaimType, ...]] = (
    "killed", "wounded", "captured", "missing", "displaced", "destroyed", "attacked",
    "seized", "held", "withdrew", "moved", "violated", "disrupted", "supported",
)  # fmt: skip
OBJECT_CLASSES: Final[tuple[ObjectClass, ...]] = (
    "civilians", "combatants", "children", "women", "staff",
    "people", "materiel", "buildings", "place", "other",
)  # fmt: skip
#: Types of what happens to people, and classes of people.
TO_PEOPLE: Final = frozenset({"killed", "wounded", "captured", "missing", "displaced"})
PEOPLE: Final = frozenset({"civilians", "combatants", "children", "women", "staff", "people"})
COUNT_PRECISIONS: Final[tuple[CountPrecision, ...]] = (
    "exact", "at_least", "at_most", "about", "between", "vague",
)  # fmt: skip
POLARITIES: Final[tuple[Polarity, ...]] = ("asserted", "denied", "unverified")
STATUSES: Final[tuple[Status, ...]] = (
    "single_voice", "corroborated", "revised", "disputed", "denied",
)  # fmt: skip
