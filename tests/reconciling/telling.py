"""Reports that each make one claim, all on one question, and the entry that comes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from counterclaim.estimates import LATEST_PER_VOICE, Estimate
from counterclaim.model import Copy, Document, Entry, Fact, GroundedClaim
from counterclaim.model.terms import EntityKind
from counterclaim.policy import DEFAULT
from counterclaim.reconciling import reconcile
from tests.making import claim, document

Pair = tuple[Document, GroundedClaim]
WHERE = {"places": ("Sarim",), "day": "2031-03-03", "object": "people", "group": "people"}


def says(
    id: str,
    words: str,
    count: str | None = None,
    *,
    outlet: str | None = None,
    day: str = "2031-03-04",
    kind: EntityKind = "monitor",
    type: str = "killed",
    **fields: Any,
) -> Pair:
    """A report of one outlet (its own, unless one is given) with one claim.

    ``kind`` is what its speaker is, where the fields name one.
    """
    text = document(id, words, outlet or f"Paper {id}", day)
    read = claim(text, type, fields.pop("trigger", "killed"), quantity=count, **WHERE | fields)
    if read.speaker is not None:
        who = replace(read.speaker.entity, kind=kind)
        read = replace(read, root=who, speaker=replace(read.speaker, entity=who))
    return text, read


def dead(id: str, count: str, speaker: str | None = None, **more: Any) -> Pair:
    """ "12 people were killed in Sarim, the Rescue said." """
    source = f", {speaker} said" if speaker else ""
    words = f"{count} people were killed in Sarim{source}."
    return says(id, words, count, speaker=speaker, **more)


def fact(*claims: GroundedClaim, name: str = "one", within: tuple[str, ...] = ()) -> Fact:
    """A question that these claims answer, about what the first of them is about."""
    first = claims[0]
    period = first.period
    return Fact(
        id=f"fact-{name}",
        question=f"What of {name}?",
        type=first.claim.type,
        object_class=first.claim.object_class,
        place=first.places[0] if first.places else None,
        start=period.start if period else None,
        end=period.end if period else None,
        claims=tuple(c.claim.id for c in claims),
        joins=(),
        within=within,
    )


def one(
    *pairs: Pair, estimate: Estimate = LATEST_PER_VOICE, copies: tuple[Copy, ...] = ()
) -> Entry:
    """The entry of reports that all answer one question, in order of publication."""
    ordered = sorted(pairs, key=lambda pair: (pair[0].published or date.max, pair[0].id))
    texts = list({text.id: text for text, _ in ordered}.values())
    claims = [found for _, found in ordered]
    policy = replace(DEFAULT, estimate=estimate)
    (entry,) = reconcile(texts, claims, [fact(*claims)], copies, (), policy)
    return entry


def ranges(entry: Entry) -> dict[str, tuple[int | None, int | None]]:
    """What each voice last said, by its name."""
    return {voice.name: (voice.lower, voice.upper) for voice in entry.voices}


def kinds(entry: Entry) -> list[str]:
    return [relation.kind for relation in entry.relations]
