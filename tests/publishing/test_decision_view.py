from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Decision
from counterclaim.model.decision import Change, Words
from counterclaim.publishing import report
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.decision_view import decision_views
from counterclaim.review import history
from tests.publishing.incident import collection
from tests.publishing.page import Page

HELD = collection()
TOLL, STRIKE = HELD.entries[:2]
CLAIM = TOLL.fact.claims[0]


def decision(id: str, kind: str, about: str, target: str, **fields: object) -> Decision:
    made = Decision(
        id=id, kind="accept", about="claim", targets=(target,), others=(), changes=(),
        user="mira", time="2031-03-09T08:15:00.000001", reason="",
    )  # fmt: skip
    return replace(made, kind=kind, about=about, **fields)  # type: ignore[arg-type]


CHANGES = (Change("lower", 15), Change("speaker", (Words("the network"),)), Change("upper", None))
CORRECTED = decision("d1", "correct", "claim", CLAIM, reason="the text says <15>", changes=CHANGES)
UNDONE = decision("d2", "undo", "decision", "d1", user="joss", time="2031-03-10T09:00:00.000001")
ACCEPTED = decision("d3", "accept", "entry", CLAIM, time="2031-03-11T10:30:00.000001")
DECIDED = replace(HELD, decisions=(CORRECTED, UNDONE, ACCEPTED))


def test_an_entry_has_the_decisions_on_its_claims_with_who_when_what_and_why() -> None:
    first, second = decision_views(TOLL, history(DECIDED))
    assert (first.when, first.who, first.what) == (
        "9 Mar 2031, 08:15 UTC",
        "mira",
        "correct (claim)",
    )
    assert first.changes == ("lower: 15", "speaker: “the network”", "upper: none")
    assert first.why == "the text says <15>"
    assert first.state.startswith("undone: undone by joss")
    assert (second.what, second.state, second.why) == ("accept (entry)", "in force", "")


def test_another_entry_has_none_of_them() -> None:
    assert decision_views(STRIKE, history(DECIDED)) == ()


def test_the_page_tells_them_under_the_entry() -> None:
    page = Page(report(DECIDED, title="", ledger=""))
    assert page.unbalanced == []
    (table,) = page.all("table", "decisions")
    assert "the text says <15>" in table.text
    assert "no reason given" in table.text
    assert table.text in page.by_id(record_anchor("fact", TOLL.fact.id)).text
    assert "Decisions" not in page.by_id(record_anchor("fact", STRIKE.fact.id)).text
