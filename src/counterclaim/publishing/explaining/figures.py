"""How the range, the best value and the status of an entry came about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from counterclaim.model import Entry, Voice
from counterclaim.model.ranges import said
from counterclaim.publishing.explaining.naming import ended, report_of, voice_name
from counterclaim.publishing.explaining.paragraphs import (
    Paragraph,
    Piece,
    Sentence,
    listed,
    sentence,
)
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.status_sentence import standing
from counterclaim.publishing.wording import STATUS_MEANINGS, counted, policy_words

_NAMED = 3
# As entries word what a policy decides; the policy itself is told beside it.
_BEST = re.compile(r"policy [^:]+: (?:no best value|best [\d,]+), (.+)")


def ranged(entry: Entry, lookup: Lookup) -> Paragraph:
    return Paragraph("range", "The range", tuple(_range(entry, lookup)))


def _range(entry: Entry, lookup: Lookup) -> Iterator[Sentence]:
    low, high = entry.low, entry.high
    if low is None or high is None:
        yield sentence("No voice gives a number, so there is neither a range nor a best value.")
        return
    if low == high:
        yield sentence("{n} is the one number last given, by {by}.", n=low,
                       by=_givers(entry, low, lookup))  # fmt: skip
    else:
        yield sentence("The range goes from {low} to {high}.", low=low, high=high)
        yield sentence(
            "The low end is what was last said by {lowest}; the high end, by {highest}.",
            lowest=_givers(entry, low, lookup),
            highest=_givers(entry, high, lookup),
        )
    counted_voices = [voice for voice in entry.voices if voice.numbered]
    if all(voice.upper is None for voice in counted_voices):
        yield sentence("No voice gives an upper limit: by what they say, it may be more.")
    silent = len(entry.voices) - len(counted_voices)
    if silent:
        gives = counted(silent, "voice gives", "voices give")
        yield sentence("{gives} no number.", gives=gives)
    if entry.policy_low is not None and (entry.policy_low, entry.policy_high) != (low, high):
        yield sentence(
            "The voices that the policy takes give {numbers}.",
            numbers=said(entry.policy_low, entry.policy_high),
        )


def _givers(entry: Entry, number: int, lookup: Lookup) -> Sentence:
    """The voices with that end, each with the report where it last gave it."""
    giving = [voice for voice in entry.voices if number in (voice.lower, voice.upper)]
    named: list[Piece | Sentence] = [_giver(v, entry, number, lookup) for v in giving[:_NAMED]]
    if len(giving) > _NAMED:
        named.append(Piece(f"{len(giving) - _NAMED:,} more"))
    return listed(named)


def _giver(voice: Voice, entry: Entry, number: int, lookup: Lookup) -> Sentence:
    points = [
        point.claim
        for point in entry.series
        if point.voice == voice.id and number in (point.lower, point.upper)
    ]
    where = lookup.known_claims(points[:1])
    named = sentence(
        "{voice} ({words}", voice=voice_name(voice), words=said(voice.lower, voice.upper)
    )
    if not where:
        return (*named, Piece(")"))
    return (*named, *sentence(", first in {report})", report=report_of(where[0].claim, lookup)))


def chosen(entry: Entry, policy: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """The best value and the policy that decided, or why there is none; nothing where no voice
    gives a number."""
    if not any(voice.numbered for voice in entry.voices):
        return ()
    sentences = [_best(entry)]
    if words := policy_words(policy):
        sentences.append(sentence("The policy that decides is {words}.", words=words))
    others = [r for r in entry.reasons if r.startswith("policy ") and not _BEST.match(r)]
    sentences += [sentence("{reason}", reason=ended(f"P{reason[1:]}")) for reason in others]
    return (Paragraph("best", "The best value", tuple(sentences)),)


def _best(entry: Entry) -> Sentence:
    told = next(filter(None, map(_BEST.match, entry.reasons)), None)
    why = f", {told.group(1)}" if told else ""
    if entry.best is not None:
        return sentence("The best value is {best}{why}.", best=entry.best, why=why)
    return sentence("There is no best value{why}.", why=why)


def stood(entry: Entry) -> Paragraph:
    name = entry.status.replace("_", " ").capitalize()
    meaning = f"“{name}” means: {STATUS_MEANINGS[entry.status]}."
    told = (sentence("{standing}", standing=standing(entry)), sentence("{m}", m=meaning))
    return Paragraph("status", "How the testimony stands", told)
