"""Which words each outlet uses for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from counterclaim.ledger import review, said
from counterclaim.model import Entity, Span
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.labels import LabelTable, label_table
from counterclaim.publishing.usage import (
    LABELLED,
    Called,
    Use,
    is_quoted,
    quotations,
    record,
    tabled,
)
from counterclaim.publishing.wording import NO_OUTLET
from counterclaim.web.addresses import entry_address
from counterclaim.web.records import encoded
from counterclaim.web.site import Page, Visit


def page(visit: Visit) -> Page:
    def context() -> Mapping[str, Any]:
        return {"labels": _names(visit).drawn}

    return Page("Names used", "web/labels.html", context, lambda: _names(visit).record)


@dataclass(frozen=True, slots=True)
class _Names:
    """The table as a part of the page, and as JSON."""

    drawn: Markup
    record: bytes


def _names(visit: Visit) -> _Names:
    """Worked out once for each state of the entries, from all claims that name somebody."""
    state = review.listed_at(visit.connection)
    return visit.site.listed.get(state, "names", lambda: _made(visit))


def _made(visit: Visit) -> _Names:
    facts: dict[str, str] = {}
    listed = tabled(_called(visit, facts))
    table = label_table(listed, facts)
    template = visit.site.templates.get_template("labels.html")
    drawn = template.render(labels=table, href=_leading(table, facts))
    return _Names(Markup(drawn), encoded(record(listed, evidence=False)))


def _leading(table: LabelTable, facts: Mapping[str, str]) -> Callable[[str], str]:
    shown = {view.link.anchor for _, rows in table.entities for row in rows for view in row.labels}
    homes = {
        anchor: f"{entry_address(fact)}#{anchor}"
        for claim, fact in facts.items()
        if (anchor := record_anchor("claim", claim)) in shown
    }
    return homes.__getitem__


def _called(visit: Visit, facts: dict[str, str]) -> Iterator[Called]:
    """``facts`` is filled with the fact that each claim tells of."""
    found = ((id, quotations(text)) for id, text in said.texts(visit.connection))
    quoted = {id: spans for id, spans in found if spans}
    entities: dict[str, Entity] = {}
    for (
        document, outlet, claim, first, last, start, end, words, id, name, kind, fact,
    ) in said.namings(visit.connection, LABELLED):  # fmt: skip
        if id not in entities:
            entities[id] = Entity(id, name, kind)
        if fact is not None:
            facts[claim] = fact
        span = Span(start, end)
        use = Use(
            document, claim, Span(first, last), span, words,
            document in quoted and is_quoted(span, quoted[document]),
        )  # fmt: skip
        yield Called(entities[id], outlet or NO_OUTLET, use)
