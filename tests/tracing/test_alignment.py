"""How passages grow across edits, and where they end."""

from __future__ import annotations

from counterclaim.model import Copy
from counterclaim.tracing import trace
from tests.tracing.reports import WIRE, document

LEAD = WIRE.splitlines()[1].partition(" - ")[2]
BODY = "\n".join(WIRE.splitlines()[3:6])


def texts(copy: Copy, a: str, b: str) -> list[tuple[str, str]]:
    return [(p.a.of(a), p.b.of(b)) for p in copy.shared]


def copy_of(a: str, b: str) -> Copy:
    (copy,) = trace([document("a", a), document("b", b)]).copies
    return copy


def test_a_word_changed_added_or_left_out_does_not_end_a_passage() -> None:
    edited = LEAD.replace("crowded ", "").replace("dozens more", "dozens of others")
    assert edited != LEAD
    ((left, right),) = texts(copy_of(LEAD, edited), LEAD, edited)
    assert left == LEAD[: len(left)] and len(left) >= len(LEAD) - 1
    assert right == edited[: len(right)] and len(right) >= len(edited) - 1


def test_a_paragraph_put_between_ends_a_passage() -> None:
    inserted = (
        "Nobody at the ministry of agriculture would say who had let the stalls stay open. " * 2
    )
    other = f"{LEAD} {inserted}{BODY}"
    one = f"{LEAD} {BODY}"
    pairs = texts(copy_of(one, other), one, other)
    assert len(pairs) == 2
    assert all("agriculture" not in right for _, right in pairs)


def test_paragraphs_in_another_order_are_two_passages() -> None:
    one, other = f"{LEAD}\n{BODY}", f"{BODY}\n{LEAD}"
    pairs = texts(copy_of(one, other), one, other)
    assert len(pairs) == 2
    assert [other.index(right) for _, right in pairs] == sorted(
        (other.index(right) for _, right in pairs), reverse=True
    )


def test_a_headline_repeated_in_both_is_matched_line_by_line() -> None:
    headline = "Artillery fire kills fourteen at the vegetable market of Tal Zahra"
    one = f"{headline}\n{headline}\n{LEAD}"
    other = f"{headline}\nBy our own staff in the north\n{headline}\n{LEAD}"
    places = [(p.a.start, p.b.start) for p in copy_of(one, other).shared]
    assert places == sorted(places)
    assert places[0] == (0, 0)
