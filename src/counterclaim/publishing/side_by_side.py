"""Two texts in two columns: what they share row by row, what they do not in short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Span
from counterclaim.publishing.abridging import Length, abridged, marks
from counterclaim.publishing.differences import MOST_WORK, Differences, Stretch, differences
from counterclaim.publishing.word_rows import WordRow
from counterclaim.publishing.wording import counted

# Words. In a passage longer than this, equal words are shortened in the middle.
LONG_PASSAGE = 400
_LONG_EQUAL = Length(most=80, kept=25)
_EQUAL = Length(most=LONG_PASSAGE, kept=25)
_DIFFERENT = Length(most=LONG_PASSAGE, kept=100)
# Words around what two texts do not share.
_OUTSIDE = Length(most=20, kept=6)
# Characters of marks and quotes that belong to the passage's first or last word.
_CLOSE = 4
# Characters of both columns, of a passage and of all, so that a hostile text cannot swell the page.
MOST_PASSAGE = 30_000
MOST_TEXT = 60_000
_COARSE = (
    "Too long to be compared word by word: words that stand in it more than once may be marked "
    "though they are equal."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A shared passage with its differences marked, or what stands ``outside`` of any.

    ``place`` says which passage of the right text it is, where its order is another; ``notes``
    what the marks do not tell.
    """

    outside: bool
    left: Markup
    right: Markup
    place: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideBySide:
    """``left_out`` counts passages for which the page has no room; ``work`` is what the
    comparison took (see ``differences``)."""

    rows: tuple[Row, ...]
    left_out: int
    work: int


@dataclass(frozen=True, slots=True)
class _Side:
    """The passages of one text in the order of the rows, what lies before each, and behind all;
    ``places`` number them in the order of the text."""

    passages: tuple[WordRow, ...]
    before: tuple[WordRow, ...]
    places: tuple[int, ...]
    rest: WordRow


def side_by_side(
    left: WordRow, right: WordRow, shared: Sequence[tuple[Span, Span]], work: int
) -> SideBySide:
    """The passages in the order of the left text, with ``work`` to spend on their comparison.

    Each is compared word by word; once the work is spent, only by words that each side has once.
    Every word outside the passages is shown, or counted, once on its side.
    """
    held = sorted((a, b) for a, b in shared if a.end <= left.high and b.end <= right.high)
    one, other = _side(left, [a for a, _ in held]), _side(right, [b for _, b in held])
    rows: list[Row] = []
    spent = room = 0
    for at in range(len(held)):
        before = _outside(one.before[at], other.before[at])
        a, b = one.passages[at], other.passages[at]
        found = differences(a, b, min(MOST_WORK, max(0, work - spent)))
        row = _passage(a, b, found, other.places[at] if other.places[at] != at else None)
        spent += found.work
        room += sum(len(cell) for r in (*before, row) for cell in (r.left, r.right))
        if room > MOST_TEXT and rows:
            return SideBySide(tuple(rows), len(held) - at, spent)
        rows += [*before, row]
    return SideBySide((*rows, *_outside(one.rest, other.rest)), 0, spent)


def _outside(left: WordRow, right: WordRow) -> tuple[Row, ...]:
    one, other = _short(left), _short(right)
    return (Row(True, one, other),) if one or other else ()


def _short(row: WordRow) -> Markup:
    if not len(row):
        return Markup("")
    words = abridged(row, range(len(row)), _OUTSIDE)
    return Markup("").join([marks(row.before(0)), words, marks(row.before(len(row)))]).strip()


def _passage(a: WordRow, b: WordRow, found: Differences, place: int | None) -> Row:
    """The passage in two cells, stretch by stretch until ``MOST_PASSAGE`` characters are full."""
    notes = [_COARSE] if found.coarse else []
    long = max(len(a), len(b)) > LONG_PASSAGE
    cells: tuple[list[Markup], list[Markup]] = ([], [])
    room = MOST_PASSAGE
    for stretch in found.stretches:
        if room < 0:
            left_out = counted(max(len(a) - stretch.a.start, len(b) - stretch.b.start), "word")
            notes.append(f"The last {left_out} of this passage are not shown.")
            break
        parts = (_part(a, stretch, 0, long), _part(b, stretch, 1, long))
        room -= sum(map(len, parts))
        for cell, part in zip(cells, parts, strict=True):
            cell.append(part)
    else:
        for cell, row in zip(cells, (a, b), strict=True):
            cell.append(marks(row.before(len(row))))
    left, right = (Markup("").join(cell) for cell in cells)
    moved = "" if place is None else f"{_ordinal(place + 1)} passage in this text"
    return Row(False, left, right, moved, tuple(notes))


def _part(row: WordRow, stretch: Stretch, side: int, long: bool) -> Markup:
    """One side of a stretch; the punctuation before it is never marked as different."""
    here, there = (stretch.a, stretch.b) if side == 0 else (stretch.b, stretch.a)
    if not here:
        return Markup("")
    before = marks(row.before(here.start))
    if stretch.equal:
        return before + abridged(row, here, _LONG_EQUAL if long else _EQUAL)
    tag, changed = ("del", "ins")[side], Markup(" class=h" if there else "")
    words = abridged(row, here, _DIFFERENT)
    return Markup("{0}<{1}{2}>{3}</{1}>").format(before, tag, changed, words)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _side(row: WordRow, passages: Sequence[Span]) -> _Side:
    """The passages of one text, each with the marks next to it, and the texts between them."""
    order = sorted(range(len(passages)), key=lambda at: passages[at])
    held: dict[int, WordRow] = {}
    before: dict[int, WordRow] = {}
    done = 0
    for place, at in enumerate(order):
        span = passages[at]
        limit = passages[order[place + 1]].start if place + 1 < len(order) else row.high
        start, end = _opened(row.text, span, done), _closed(row.text, span, limit)
        held[at], before[at] = row.part(start, end), row.part(done, max(done, start))
        done = max(done, end)
    rows = range(len(passages))
    return _Side(
        tuple(held[at] for at in rows),
        tuple(before[at] for at in rows),
        tuple(sorted(rows, key=lambda at: order[at])),
        row.part(done, max(done, row.high)),
    )


def _opened(text: str, span: Span, low: int) -> int:
    """Where a passage begins with the quotes and brackets that touch its first word."""
    start = span.start
    while start > max(low, span.start - _CLOSE) and _mark(text[start - 1]):
        start -= 1
    return start


def _closed(text: str, span: Span, high: int) -> int:
    """Where a passage ends with the marks that touch its last word."""
    end = span.end
    while end < min(high, span.end + _CLOSE) and _mark(text[end]):
        end += 1
    return end


def _mark(character: str) -> bool:
    return not character.isalnum() and not character.isspace()
