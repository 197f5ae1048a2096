"""What was read and what came of it, for the head of the report."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Collection
from counterclaim.publishing.wording import (
    STATUS_MEANINGS,
    STATUSES,
    UNFINISHED,
    days,
    policy_words,
)


@dataclass(frozen=True, slots=True)
class StatusCount:
    status: str
    name: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts over the collection. ``published`` is the span of publication days in words;
    ``policy`` how a best value is chosen; ``families`` are origins with two or more documents;
    ``loose`` are claims in no entry; ``unfinished`` says that all waits for a build."""

    documents: int
    outlets: int
    origins: int
    families: int
    claims: int
    facts: int
    disputed: int
    denied: int
    loose: int
    undated: int
    published: str
    policy: str
    statuses: tuple[StatusCount, ...]
    problems: tuple[str, ...]
    unfinished: str = ""


def overview(collection: Collection) -> Overview:
    told = {claim for entry in collection.entries for claim in entry.fact.claims}
    statuses = _statuses(collection)
    counts = {status.status: status.count for status in statuses}
    dates = [d.published for d in collection.documents if d.published]
    return Overview(
        documents=len(collection.documents),
        outlets=len({d.outlet for d in collection.documents if d.outlet}),
        origins=len(collection.origins),
        families=sum(len(origin.documents) > 1 for origin in collection.origins),
        claims=len(collection.claims),
        facts=len(collection.entries),
        disputed=counts["disputed"],
        denied=counts["denied"],
        loose=sum(g.claim.id not in told for g in collection.claims),
        undated=len(collection.documents) - len(dates),
        published=days(min(dates), max(dates)) if dates else "",
        policy=policy_words(collection.policy),
        statuses=statuses,
        problems=tuple(str(problem) for problem in collection.problems),
        unfinished=UNFINISHED if collection.unfinished else "",
    )


def _statuses(collection: Collection) -> tuple[StatusCount, ...]:
    held = [entry.status for entry in collection.entries]
    return tuple(
        StatusCount(status, name, STATUS_MEANINGS[status], sum(h == status for h in held))
        for status, name in STATUSES.items()
    )
