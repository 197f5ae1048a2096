"""An entry: its question, range, status and reasons, each voice with its claims."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.cli.summary import many, policy_line
from counterclaim.cli.texts.decisions import decided
from counterclaim.cli.texts.lines import head, listed, numbers, policy_range, question, words
from counterclaim.cli.texts.lookup import Lookup
from counterclaim.cli.texts.marking import marked
from counterclaim.model import Entry, Voice
from counterclaim.model.ranges import said
from counterclaim.publishing.status_sentence import standing


def entry_text(entry: Entry, lookup: Lookup) -> Iterator[str]:
    fact = entry.fact
    best = f", best {entry.best:,}" if entry.best is not None else ""
    part = policy_range(entry)
    taken = f" ({part} of the voices that the policy takes)" if part else ""
    inner = [other for other in lookup.collection.entries if fact.id in other.fact.within]
    yield f"{fact.id}  {fact.question}"
    yield from listed("range", [f"{numbers(entry)}{best}{taken}"])
    yield from listed("status", [standing(entry)])
    yield from listed("policy", [policy_line(lookup.collection.policy)])
    yield from listed("because", entry.reasons)
    yield from listed("within", (question(lookup.entries[outer]) for outer in fact.within))
    yield from listed("contains", map(question, inner))
    for voice in entry.voices:
        yield ""
        yield from _voice(voice, lookup)
    yield ""
    told = [f"{r.kind.replace('_', ' ')}: {r.reason}" for r in entry.relations]
    yield from listed("relations", told)
    joins = [f"{j.a} with {j.b} ({j.score:.2f}): {', '.join(j.reasons)}" for j in fact.joins]
    yield from listed("joined", joins)
    yield from listed("near miss", _near_misses(entry, lookup))
    if fact.left_out:
        yield f"  up to {many(fact.left_out, 'comparison')} not made: too many claims of its time"
    yield from listed("decisions", decided(fact.claims, lookup))


def _near_misses(entry: Entry, lookup: Lookup) -> Iterator[str]:
    """Other questions that nearly were this one, and what held them apart."""
    for near in entry.fact.near:
        other = lookup.entries.get(near.b)
        told = question(other) if other else near.b
        yield f"{told} ({near.score:.2f}): {', '.join(near.reasons)}"


def _voice(voice: Voice, lookup: Lookup) -> Iterator[str]:
    documents = many(len(voice.documents), "document")
    yield f"  voice {voice.name}: {said(voice.lower, voice.upper)}, in {documents}"
    yield f"    ({'; '.join(voice.reasons)})"
    for key in voice.claims:
        claim = lookup.claims[key].claim
        document = lookup.documents[claim.document]
        yield f"    {key}  {head(document)}: {words(claim)}"
        yield f"      {marked(document, claim)}"
