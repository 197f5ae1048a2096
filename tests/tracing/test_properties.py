"""What holds of every trace, whatever the texts."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Document, Span
from counterclaim.tracing import CopiedPassages, trace
from counterclaim.tracing.words import words_of
from tests.tracing.reports import REPRINT, REWRITE, WIRE, document

WORDS = [f"{front}{back}" for front in ("ba", "ke", "lo", "mi") for back in ("r", "st", "nd", "g")]
PASSAGE = st.lists(st.sampled_from(WORDS), min_size=20, max_size=60).map(" ".join)
NOISE = st.text(max_size=80)
DAYS = st.one_of(st.none(), st.integers(1, 31))


@st.composite
def collections(draw: st.DrawFn) -> list[Document]:
    """A few reports put together from common passages, edits and arbitrary characters."""
    passages = draw(st.lists(PASSAGE, min_size=1, max_size=3))
    reports = []
    for number in range(draw(st.integers(2, 4))):
        parts = draw(st.lists(st.one_of(st.sampled_from(passages), NOISE), max_size=4))
        reports.append(document(f"d{number}", "\n".join(parts), draw(DAYS)))
    return reports


def words(text: str) -> list[int]:
    hashes: list[int] = words_of(text).hashes.tolist()
    return hashes


@settings(max_examples=60, deadline=None)
@given(collections())
def test_copies_are_well_formed(reports: list[Document]) -> None:
    texts = {report.id: report.text for report in reports}
    traces = trace(reports)
    for copy in traces.copies:
        assert copy.a < copy.b
        assert copy.reasons
        assert 0 < copy.score <= 1
        assert list(copy.shared) == sorted(copy.shared, key=lambda p: p.a)
        for passage in copy.shared:
            left, right = passage.a.of(texts[copy.a]), passage.b.of(texts[copy.b])
            assert len(left) == len(passage.a) and len(right) == len(passage.b)
            a, b = words(left), words(right)
            assert a[0] == b[0] and a[-1] == b[-1]
            same = sum(m.size for m in SequenceMatcher(None, a, b, False).get_matching_blocks())
            assert 2 * same >= min(len(a), len(b))
        for one, other in zip(copy.shared, copy.shared[1:], strict=False):
            assert one.a.end <= other.a.start
    members = [name for origin in traces.origins for name in origin.documents]
    assert sorted(members) == sorted(texts)


@settings(max_examples=40, deadline=None)
@given(collections(), st.randoms(use_true_random=False))
def test_order_does_not_matter(reports: list[Document], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert trace(shuffled) == trace(reports)


@settings(max_examples=40, deadline=None)
@given(collections(), DAYS)
def test_an_unrelated_document_changes_nothing_among_the_others(
    reports: list[Document], day: int | None
) -> None:
    before = trace(reports)
    after = trace([*reports, document("unrelated", WIRE, day)])
    assert after.copies == before.copies
    assert [o for o in after.origins if o.documents != ("unrelated",)] == list(before.origins)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(REPRINT) - 2), st.integers(1, 200))
def test_counterparts_lie_in_the_other_text(start: int, length: int) -> None:
    reports = [document("a", REPRINT), document("b", WIRE), document("c", REWRITE)]
    texts = {report.id: report.text for report in reports}
    copies = trace(reports).copies
    asked = Span(start, min(start + length, len(REPRINT)))
    for found in (CopiedPassages(copies), CopiedPassages(copies, reports)):
        for name, span in found.counterparts("a", asked):
            assert name in ("b", "c")
            assert span.end <= len(texts[name])
