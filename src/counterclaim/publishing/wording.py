"""Numbers, days and terms of the records in a reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from counterclaim.estimates import recorded
from counterclaim.model import Document, GroundedClaim
from counterclaim.model.ranges import said

NO_OUTLET = "outlet not given"

UNFINISHED = (
    "no claims and entries are worked out from these documents yet: their build did not end, or an "
    "older Counterclaim made the ledger. Documents and decisions are kept; build it again with: "
    "counterclaim build PATH -o LEDGER"
)
"""Of a ledger that waits for a build, on every page."""

_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "trigger": "what is claimed",
        "count": "count",
        "object": "who or what",
        "actor": "by whom",
        "place": "where",
        "time": "when",
        "speaker": "who says so",
        "via": "heard through",
    }
)
"""The fields of a claim that are highlighted, in the legend's order, with what each is."""

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "single_voice": "single voice",
        "corroborated": "corroborated",
        "revised": "revised",
        "disputed": "disputed",
        "denied": "denied",
    }
)

STATUS_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "single_voice": "one independent line of testimony only, however often it is repeated",
        "corroborated": "two or more voices, and none contradicts another",
        "revised": "a voice has changed its own figure in a later report",
        "disputed": "what two voices last said cannot both hold",
        "denied": "a voice denies it and gives no figure of its own",
    }
)

RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "denies": "denies",
        "contests": "contests",
        "different_actor": "names another actor than",
        "different_place": "names another place than",
        "exceeds": "is higher than",
        "falls_short": "is lower than",
        "part_exceeds_whole": "is a part that exceeds the whole",
        "does_not_sum": "does not sum with the other parts to",
        "revises": "revises",
        "refines": "is narrower than",
        "agrees": "agrees with",
        "sums_to": "sums with the other parts to",
        "part_of": "is a part of",
    }
)
"""How claims, voices and facts stand to one another, the gravest first."""

COPY_RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "duplicate": "the same text",
        "derived": "one rewritten from the other",
        "common_source": "both from one source",
        "shared_quote": "share a quotation or stock passage",
    }
)


def policy_words(record: Mapping[str, str]) -> str:
    """A ledger's policy and how it chooses a best value; "" where none is recorded."""
    estimate = recorded(record)
    return estimate.summary if estimate else ""


def number(value: int) -> str:
    return f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """ "1 voice", "3 voices"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def bounds(lower: int | None, upper: int | None) -> str:
    """Both bounds inclusive, None open: "43", "at least 43", "at most 120", "10–15"; "" for none
    at all."""
    return "" if lower is None and upper is None else said(lower, upper).replace(" to ", "–")


def calendar(day: date | None) -> str:
    """ "5 Dec 2024", "undated" for None."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "undated"


def short_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def days(start: date | None, end: date | None) -> str:
    """ "5 Dec 2024", "5 Dec 2024 to 7 Dec 2024", "from …", "until …", "" for neither."""
    if start is None and end is None:
        return ""
    if start is None:
        return f"until {calendar(end)}"
    if end is None:
        return f"from {calendar(start)}"
    return calendar(start) if start == end else f"{calendar(start)} to {calendar(end)}"


def percentage(share: float) -> str:
    return f"{share:.0%}"


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters on one line, an ellipsis where something was cut."""
    line = " ".join(text[: 4 * limit + 40].split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def document_name(document: Document | None) -> str:
    """Outlet and day, the shortest name by which a reader knows a report."""
    if document is None:
        return "a report not in the collection"
    return f"{document.outlet or NO_OUTLET}, {calendar(document.published)}"


def assertion(grounded: GroundedClaim) -> str:
    """What a claim says, in its own words: "killed 43 people", "denied: used chlorine"."""
    claim = grounded.claim
    count = claim.quantity.mention.text if claim.quantity else ""
    words = [claim.trigger.text, count, claim.object.text if claim.object else ""]
    said = " ".join(word for word in words if word)
    return said if claim.polarity == "asserted" else f"{claim.polarity}: {said}"
