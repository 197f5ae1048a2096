"""Control timelines as JSON lines: one place a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from counterclaim.model import ControlStep, ControlTimeline
from counterclaim.publishing.exports.control_spool import Spool
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day, line, position
from counterclaim.reconciling.spots import CONTROL


def control_jsonl(source: Source) -> Iterator[str]:
    """Each place with who said whose it was, when, and which of it cannot both be so.

    With conditions, only the chosen claims are told. What is said of one place at a time is held in
    memory, the rest in a temporary file.
    """
    with closing(Spool()) as spool:
        for entry in source.entries():
            if entry.fact.type in CONTROL:
                spool.add_entry(entry)
        for told in source.told():
            if told.grounded.claim.type in CONTROL:
                spool.add_claim(told.grounded, told.document)
        yield from spool.told(lambda timeline: line(record(timeline)))


def record(timeline: ControlTimeline) -> dict[str, object]:
    """A timeline as JSON values (docs/formats.md)."""
    return {
        "id": timeline.id,
        "place": position(timeline.place),
        "within": timeline.within,
        "town": timeline.town,
        "contested": timeline.contested,
        "steps": [_step(step) for step in timeline.steps],
    }


def _step(step: ControlStep) -> dict[str, object]:
    return {
        "id": step.id,
        "type": step.type,
        "polarity": step.polarity,
        "side": step.side,
        "part": step.part or None,
        "start": day(step.start),
        "end": day(step.end),
        "reported": day(step.reported),
        "voices": step.voices,
        "accounts": [
            {
                "claim": account.claim,
                "doc": account.document,
                "published": day(account.published),
                "voice": account.voice,
                "via": list(account.via),
            }
            for account in step.accounts
        ],
        "against": [
            {"step": other.step, "kind": other.kind, "reason": other.reason}
            for other in step.against
        ],
        "follows": step.follows,
    }
