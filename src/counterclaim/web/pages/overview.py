"""The first page: what was read, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.ledger import contents, queries
from counterclaim.model import Collection
from counterclaim.publishing.excerpt import Excerpt
from counterclaim.publishing.overview import Overview, StatusCount
from counterclaim.publishing.wording import STATUS_MEANINGS, STATUSES, days, policy_words
from counterclaim.web.site import Page, Visit


def page(visit: Visit) -> Page:
    counts = visit.remembered("counts", lambda: queries.counts(visit.connection))
    policy = contents.policy(visit.connection)

    def context() -> Mapping[str, Any]:
        return {
            "overview": _overview(visit, counts, policy),
            "shown": Excerpt(Collection(), 0, 0),
            "policy": policy,
        }

    return Page("Overview", "web/overview.html", context, lambda: {**counts, "policy": policy})


def _overview(visit: Visit, counts: Mapping[str, int], policy: Mapping[str, str]) -> Overview:
    statuses = tuple(
        StatusCount(status, name, STATUS_MEANINGS[status], counts.get(status, 0))
        for status, name in STATUSES.items()
    )
    return Overview(
        documents=counts["documents"],
        outlets=counts["outlets"],
        origins=counts["origins"],
        families=counts["families"],
        claims=counts["claims"],
        facts=counts["entries"],
        disputed=counts.get("disputed", 0),
        denied=counts.get("denied", 0),
        loose=counts["claims"] - counts["told"],
        undated=counts["documents"] - counts["dated"],
        published=days(*queries.span(visit.connection)) if counts["dated"] else "",
        policy=policy_words(policy),
        statuses=statuses,
        problems=tuple(str(problem) for problem in contents.problems(visit.connection)),
    )
