"""Decisions as JSON lines: one decision a line, to be taken into another ledger, or kept."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model.decision_record import record
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import line


def decisions_jsonl(source: Source) -> Iterator[str]:
    """Every decision that was ever made, undone ones too, in order of time."""
    for decision in source.decisions():
        yield line(record(decision))
