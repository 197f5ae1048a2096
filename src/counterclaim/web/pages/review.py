"""The queue: one entry at a time, with what to press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.ledger import parts
from counterclaim.publishing.claim_view import Saying, sayings
from counterclaim.publishing.highlights import legend
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import STATUSES
from counterclaim.review.queue import Queued
from counterclaim.web.addresses import entry_address
from counterclaim.web.pages.entries import shown as whole_entry
from counterclaim.web.reviewing import (
    Shown,
    choices,
    latest,
    queue_address,
    told,
    waiting,
)
from counterclaim.web.site import Page, Visit, lookup


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the queue one stands: the entries beside, and which is next once this is done."""

    number: int
    total: int
    before: str
    after: str


def page(visit: Visit) -> Page:
    queued = _own_order(visit)
    asked = dict(visit.asked)
    blind = asked.get("blind") == "1"
    at = _number(queued, asked["at"]) if "at" in asked else 0
    beside = [each.waiting.fact for each in queued[max(0, at - 1) : at + 2]]
    here = beside[min(at, 1)] if beside else ""
    place = _Place(
        at + 1, len(queued), beside[0] if at else "", beside[-1] if at + 1 < len(queued) else ""
    )

    def context() -> Mapping[str, Any]:
        common: dict[str, Any] = {
            "blind": blind,
            "place": place,
            "latest": told(latest(visit)),
            "before": queue_address(place.before, blind) if place.before else "",
            "after": queue_address(place.after, blind) if place.after else "",
            "other_mode": queue_address(here, not blind),
        }
        if not queued:
            return common | {"item": None}
        return common | {**_item(visit, queued[at], place, blind)}

    def record() -> Mapping[str, Any]:
        rows = [_row(each, blind) for each in queued[:_LISTED]]
        return {"total": len(queued), "rows": rows}

    return Page("Review", "web/review.html", context, record)


_LISTED = 1000  # entries of the queue in its JSON


def _number(queued: Sequence[Queued], fact: str) -> int:
    """Where an entry stands; where it does not, the first place."""
    return next((n for n, each in enumerate(queued) if each.waiting.fact == fact), 0)


def _own_order(visit: Visit) -> tuple[Queued, ...]:
    """The queue with what this session put off at its end."""
    queued, off = waiting(visit), visit.session.skipped
    return tuple(sorted(queued, key=lambda each: each.waiting.fact in off)) if off else queued


def _item(visit: Visit, queued: Queued, place: _Place, blind: bool) -> Mapping[str, Any]:
    fact = queued.waiting.fact
    part = parts.entry(visit.connection, fact)
    known, entry = lookup(part), part.entries[0]
    claims, more = entry.fact.claims, False
    if blind:
        voice = next(v for v in entry.voices if {*v.claims} & {*queued.open})
        claims, more = voice.claims, not {*queued.open} <= {*voice.claims}
    common = {
        "item": Shown.now(visit, fact, claims),
        "next": fact if more else place.after or place.before,
        "choices": choices(entry, known, claims, voices=not blind),
        "open": queued.open,
        "fields": legend(),
        "href": known.href,
        "address": entry_address(fact),
    }
    if blind:
        return common | {
            "question": entry.fact.question,
            "sayings": _unscored(known, claims),
        }
    return common | {"why": _why(queued), **whole_entry(visit, part)}


def _unscored(known: Lookup, claims: tuple[str, ...]) -> tuple[Saying, ...]:
    """The sentences without how certainly their fields were read."""
    return tuple(
        replace(saying, claims=tuple(replace(claim, doubtful=()) for claim in saying.claims))
        for saying in sayings(known.known_claims(claims), known)
    )


def _why(queued: Queued) -> str:
    words = (STATUSES.get(reason, reason) for reason in queued.reasons)
    return "; ".join(words)


def _row(queued: Queued, blind: bool) -> Mapping[str, Any]:
    entry = queued.waiting
    row = {"fact": entry.fact, "claims": list(entry.claims), "open": list(queued.open)}
    return row if blind else row | {"status": entry.status, "why": list(queued.reasons)}
