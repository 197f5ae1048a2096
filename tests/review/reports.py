"""Four invented reports on one strike and one on a raid, with a claim each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from counterclaim.matching import match
from counterclaim.model import (
    Claim,
    Collection,
    Decision,
    Document,
    Entity,
    Entry,
    GroundedClaim,
    Mention,
    Naming,
    Period,
    Place,
    identifier,
)
from counterclaim.model.collection import in_order
from counterclaim.model.decision_record import changes_of, settled
from counterclaim.reconciling import reconcile
from counterclaim.review import Decider, Review, reviewed
from tests.making import claim, document

START = datetime(2031, 3, 10, 9, tzinfo=UTC)

POST = document("post", "Shells killed 12 people in Sarim, the mayor said. Rescuers lost a truck.")
DAILY = document(
    "daily", "In Sarim, 14 people were killed by shells, a medic said.", "Harbour Daily"
)
WIRE = document("wire", "Shells killed 19 people in Sarim, the mayor said.", "Northwire")
RADIO = document("radio", "State radio: 3 people were killed in Sarim by shells.", "State Radio")
RAID = document("raid", "A raid on Dovra killed 7 people.", "Northwire", "2031-03-20")
DOCUMENTS = (DAILY, POST, RADIO, WIRE, RAID)  # by day and id, as a ledger has them


def _killed(report: Document, count: str, where: str = "Sarim", **more: Any) -> GroundedClaim:
    day = "2031-03-03" if where == "Sarim" else "2031-03-19"
    return claim(
        report, "killed", "killed", quantity=count, object="people", group="people",
        places=(where,), day=day, **more,
    )  # fmt: skip


CLAIMS = in_order(
    DOCUMENTS,
    (
        _killed(POST, "12", speaker="the mayor"),
        _killed(DAILY, "14", speaker="a medic"),
        _killed(WIRE, "19", speaker="the mayor"),
        _killed(RADIO, "3"),
        _killed(RAID, "7", "Dovra"),
    ),
)
DAILY_14, POST_12, RADIO_3, WIRE_19, RAID_7 = (grounded.claim.id for grounded in CLAIMS)


def decision(kind: str, *targets: str, at: int = 0, user: str = "Ana", **given: Any) -> Decision:
    """A decision made ``at`` so many minutes after the first could be."""
    about = {"add": "document", "undo": "decision", "merge": "entry", "split": "entry",
             "same_voice": "voice", "different_voice": "voice"}.get(kind, "claim")  # fmt: skip
    return settled(
        Decision(
            id="",
            kind=kind,  # type: ignore[arg-type]
            about=given.get("about", about),
            targets=targets,
            others=tuple(given.get("others", ())),
            changes=changes_of(given.get("changes", {})),
            user=user,
            time=(START + timedelta(minutes=at)).isoformat(),
            reason=given.get("reason", "as read"),
        )
    )


def understand(_document: Document, claims: Sequence[Claim]) -> list[GroundedClaim]:
    """Grounding that takes words for what they are: names without coordinates, no days."""
    return [
        GroundedClaim(
            claim=each,
            places=tuple(Place(words, words.text) for words in each.places),
            period=Period(each.time, None, None, None, "not looked at") if each.time else None,
            object=None,
            actor=_named(each.actor),
            speaker=_named(each.speaker),
            via=tuple(naming for words in each.via if (naming := _named(words))),
            root=_entity(each.speaker) if each.speaker else None,
        )
        for each in claims
    ]


def _named(words: Mention | None) -> Naming | None:
    return Naming(words, _entity(words), "named so") if words else None


def _entity(words: Mention) -> Entity:
    return Entity(identifier("entity", words.text.casefold()), words.text, "other")


def review(*decisions: Decision, found: Sequence[GroundedClaim] = CLAIMS) -> Review:
    return reviewed(decisions, DOCUMENTS, found, understand)


def held(*decisions: Decision, found: Sequence[GroundedClaim] = CLAIMS) -> Collection:
    """What a ledger of these reports holds after the decisions."""
    made = review(*decisions, found=found)
    facts = match(DOCUMENTS, made.claims, bonds=made.facts)
    entries = reconcile(DOCUMENTS, made.claims, facts, (), (), bonds=made.voices)
    ordered = tuple(sorted(decisions, key=lambda each: (each.time, each.id)))
    return Collection(
        DOCUMENTS, claims=made.claims, entries=entries, decisions=ordered, originals=made.originals
    )


def decider(*decisions: Decision, user: str = "Ana", reason: str = "as read") -> Decider:
    return Decider(held(*decisions), user, reason, START)


def groups(collection: Collection) -> set[frozenset[str]]:
    return {frozenset(entry.fact.claims) for entry in collection.entries}


def entry_of(collection: Collection, claim: str) -> Entry:
    return next(entry for entry in collection.entries if claim in entry.fact.claims)


def read(collection: Collection | Review, claim: str) -> GroundedClaim:
    return next(each for each in collection.claims if each.claim.id == claim)
