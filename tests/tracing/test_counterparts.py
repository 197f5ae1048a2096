"""Looking up where a place of one report stands in another."""

from __future__ import annotations

from counterclaim.model import Copy, Passage, Span
from counterclaim.tracing import CopiedPassages, trace
from tests.tracing.reports import INDEPENDENT, REPRINT, REWRITE, WIRE, document


def test_a_sentence_is_found_where_the_other_report_has_it() -> None:
    copies = trace([document("paper", REPRINT), document("wire", WIRE)]).copies
    found = CopiedPassages(copies)
    sentence = "A second salvo fell as ambulances arrived."
    at = REPRINT.index(sentence)
    ((name, span),) = found.counterparts("paper", Span(at, at + len(sentence)))
    there = WIRE.index(sentence)
    assert name == "wire"
    assert abs(span.start - there) < 10 and abs(span.end - there - len(sentence)) < 10


def test_with_the_documents_a_place_is_carried_over_word_by_word() -> None:
    reports = [document("a", WIRE), document("b", REWRITE)]
    found = CopiedPassages(trace(reports).copies, reports)
    words = "militia position beside the grain silos"
    at, there = REWRITE.index(words), WIRE.index(words)
    ((name, span),) = found.counterparts("b", Span(at, at + len(words)))
    assert (name, span.start) == ("a", there)
    assert abs(span.end - there - len(words)) <= 2


def test_words_of_the_reports_own_have_no_counterpart() -> None:
    found = CopiedPassages(trace([document("paper", REPRINT), document("wire", WIRE)]).copies)
    assert found.counterparts("paper", Span(0, 15)) == ()
    assert found.counterparts("other", Span(0, 15)) == ()


def test_quotations_count_only_when_asked_for() -> None:
    passage = Passage(Span(10, 30), Span(50, 90))
    quote = Copy("a", "b", "shared_quote", "unknown", (passage,), 0.1, ())
    assert CopiedPassages([quote]).counterparts("a", Span(12, 20)) == ()
    asked = CopiedPassages([quote], quotes=True)
    assert asked.counterparts("a", Span(10, 20)) == (("b", Span(50, 70)),)
    assert asked.counterparts("b", Span(70, 200)) == (("a", Span(20, 30)),)


def test_passages_of_a_document_come_in_order() -> None:
    copies = trace([document("a", REPRINT), document("b", WIRE), document("c", INDEPENDENT)]).copies
    rows = CopiedPassages(copies).passages("b")
    assert rows and list(rows) == sorted(rows)
    assert {other for _, other, _ in rows} == {"a"}
