"""Which report was there first, and when that cannot be said."""

from __future__ import annotations

from counterclaim.model import Copy, Document
from counterclaim.tracing import trace
from tests.tracing.reports import REPRINT, REWRITE, WIRE, credit, document

# The wire without any agency's name.
PLAIN = WIRE.replace(" (Reuters)", "").replace("told Reuters", "told us")


def copy_of(*reports: Document) -> Copy:
    (copy,) = trace(reports).copies
    return copy


def test_reports_of_one_day_without_credit_have_no_direction() -> None:
    copy = copy_of(document("a", PLAIN), document("b", REWRITE))
    assert copy.direction == "unknown"
    assert copy.reasons[-1] == "Not enough to say which was first."


def test_the_earlier_day_comes_first() -> None:
    assert copy_of(document("a", PLAIN, 4), document("b", REWRITE, 3)).direction == "b->a"
    assert copy_of(document("a", PLAIN, 3), document("b", REWRITE, 4)).direction == "a->b"


def test_an_earlier_day_does_not_decide_where_an_agency_may_be_behind_both() -> None:
    named = credit(REPRINT, "Reuters")
    copy = copy_of(document("a", REPRINT, 3, "a", named), document("b", PLAIN, 4))
    assert copy.direction == "unknown"
    assert any("an agency may be behind both" in reason for reason in copy.reasons)


def test_a_credit_outweighs_the_dates() -> None:
    text = REPRINT + "\nReuters"
    reprint = document("a", text, 2, "paper", credit(text, "Reuters", "tail"))
    copy = copy_of(reprint, document("b", PLAIN, 3, "reuters"))
    assert copy.direction == "b->a"


def test_both_crediting_one_wire_did_not_take_from_each_other() -> None:
    text = REWRITE + "\nAFP"
    one = document("a", text, 3, "one", credit(text, "AFP", "tail"))
    other = document("b", PLAIN + "\nAFP", 4, "two", credit(PLAIN + "\nAFP", "AFP", "tail"))
    copy = copy_of(one, other)
    assert (copy.relation, copy.direction) == ("common_source", "unknown")


def test_an_agency_named_in_the_shared_words_is_a_common_source() -> None:
    one = document("a", REPRINT, 3, "one", credit(REPRINT, "Reuters"))
    text = WIRE.replace(" (Reuters)", "")
    other = document("b", text, 3, "two", credit(text, "Reuters"))
    copy = copy_of(one, other)
    assert (copy.relation, copy.direction) == ("common_source", "unknown")


def test_an_agency_named_elsewhere_is_not() -> None:
    note = " An earlier accident was reported by Reuters."
    one = document("a", REWRITE + note, 3, "one", credit(REWRITE + note, "Reuters"))
    text = WIRE.replace(" (Reuters)", "").replace("told Reuters", "told us")
    text = "Reuters reporters have left the country.\n" + text
    other = document("b", text, 3, "two", credit(text, "Reuters"))
    assert copy_of(one, other).relation == "derived"
