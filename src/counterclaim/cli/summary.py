"""What a build found, in a few lines that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterclaim.estimates import recorded
from counterclaim.ledger import Ledger, contents, queries, slices
from counterclaim.model.terms import STATUSES
from counterclaim.reading import is_english

_WORDS = {
    "single_voice": "of a single voice",
    "corroborated": "corroborated",
    "revised": "revised",
    "disputed": "disputed",
    "denied": "denied",
}


def summary(ledger: Ledger) -> str:
    """Documents, origins, claims, entries by status, and what to do next."""
    with ledger.reading() as connection:
        counts, days = queries.counts(connection), queries.span(connection)
        languages, policy = slices.languages(connection), contents.policy(connection)
    span = f", {days[0]} to {days[1]}" if days[0] else ""
    told = ", ".join(f"{counts[s]:,} {_WORDS[s]}" for s in STATUSES if counts.get(s))
    return "\n".join(
        (
            f"{many(counts['documents'], 'document')} from "
            f"{many(counts['outlets'], 'outlet')}{span}",
            *_not_read(languages),
            f"{many(counts['origins'], 'origin')}; "
            f"{many(counts['families'], 'family', 'families')} of copies",
            f"{many(counts['claims'], 'claim')} on "
            f"{many(counts['entries'], 'question')}: {told or 'none'}",
            f"policy: {policy_line(policy)}",
            f"ledger: {ledger.path}; look at it with: counterclaim show {ledger.path}",
        )
    )


def _not_read(languages: Mapping[str | None, int]) -> Iterator[str]:
    """The line on documents in other languages than English, if there are any."""
    others = {code: number for code, number in languages.items() if not is_english(code)}
    if others:
        told = ", ".join(f"{number:,} {code}" for code, number in sorted(others.items(), key=str))
        total = sum(others.values())
        are = "is" if total == 1 else "are"
        yield (
            f"{many(total, 'document')} {are} not in English ({told}): kept, and traced "
            "for copies; no claims were read there"
        )


def policy_line(record: Mapping[str, str]) -> str:
    """The policy of a ledger and how it chooses a best value, in one line."""
    estimate = recorded(record)
    return estimate.summary if estimate else "none is recorded"


def many(number: int, one: str, more: str = "") -> str:
    """ "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
