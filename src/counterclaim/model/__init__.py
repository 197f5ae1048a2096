"""The records that flow from stage to stage: frozen, typed, without behaviour of their own."""

from counterclaim.model.claim import Claim, Mention, Quantity
from counterclaim.model.collection import Collection
from counterclaim.model.control import Account, ControlStep, ControlTimeline, Opposition
from counterclaim.model.copying import Copy, Origin, Passage, Traced
from counterclaim.model.decision import UNBOUND, Bond, Bonds, Change, Decision, Location, Words
from counterclaim.model.document import Credit, Dateline, Document, Furniture
from counterclaim.model.entity import Entity, Naming
from counterclaim.model.entry import Entry, Point, Relation, Voice
from counterclaim.model.fact import Fact, Join, NearMiss
from counterclaim.model.grounded import GroundedClaim
from counterclaim.model.ids import identifier
from counterclaim.model.imported import Imported, ListKind
from counterclaim.model.period import Period
from counterclaim.model.place import Candidate, Place
from counterclaim.model.problem import Problem
from counterclaim.model.span import Span
from counterclaim.model.work import Changes, EntryChange, Work

__all__ = [
    "UNBOUND",
    "Account",
    "Bond",
    "Bonds",
    "Candidate",
    "Change",
    "Changes",
    "Claim",
    "Collection",
    "ControlStep",
    "ControlTimeline",
    "Copy",
    "Credit",
    "Dateline",
    "Decision",
    "Document",
    "Entity",
    "Entry",
    "EntryChange",
    "Fact",
    "Furniture",
    "GroundedClaim",
    "Imported",
    "Join",
    "ListKind",
    "Location",
    "Mention",
    "Naming",
    "NearMiss",
    "Opposition",
    "Origin",
    "Passage",
    "Period",
    "Place",
    "Point",
    "Problem",
    "Quantity",
    "Relation",
    "Span",
    "Traced",
    "Voice",
    "Words",
    "Work",
    "identifier",
]
