"""Which words of two passages are equal, and which were left out, added or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from counterclaim.model import Passage
from counterclaim.publishing.word_rows import WordRow

# Pairs of equal words, and a hundredth of all pairs of words of the two sides: what the comparison
# may have to look at again and again. A passage of a thousand words has less; a hostile one takes
# a second or two at most.
MOST_WORK = 20_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of both sides that are equal, or that differ; of those one side may have none."""

    equal: bool
    a: range
    b: range


@dataclass(frozen=True, slots=True)
class Differences:
    """Stretches in order, which together hold every word of both sides once.

    ``coarse`` where the passage was too long to be compared word by word: words that stand there
    more than once, away from the others, may then be told as different though they are equal.
    ``work`` is what the comparison took, in the measure of ``MOST_WORK``.
    """

    stretches: tuple[Stretch, ...]
    coarse: bool
    work: int


Block = tuple[int, int, int]


def differences(a: WordRow, b: WordRow, most: int = MOST_WORK) -> Differences:
    """Compares two passages by ``difflib``, but for the equal words at both ends.

    Where what is left is more work than ``most``, only words that each side has once are set
    against each other, with the equal words next to them.
    """
    one, other = a.keys.tolist(), b.keys.tolist()
    head = _equal(one, other)
    tail = _equal(one[head:][::-1], other[head:][::-1])
    inner_a, inner_b = one[head : len(a) - tail], other[head : len(b) - tail]
    work = _work(inner_a, inner_b)
    coarse = work > most
    if coarse:
        found: Iterable[Block] = _around(_met_once(a, b), one, other, head, tail)
    else:
        matcher = SequenceMatcher(None, inner_a, inner_b, autojunk=False)
        found = [(i + head, j + head, size) for i, j, size in matcher.get_matching_blocks()]
    blocks = [(0, 0, head), *found, (len(a) - tail, len(b) - tail, tail)]
    return Differences(tuple(_stretches(blocks, len(a), len(b))), coarse, 0 if coarse else work)


def _work(a: Sequence[int], b: Sequence[int]) -> int:
    times = Counter(b)
    return len(a) * len(b) // 100 + sum(times[word] for word in a)


def _equal(a: Sequence[int], b: Sequence[int]) -> int:
    """How many words are equal from the beginning on."""
    pairs = zip(a, b, strict=False)
    return next((at for at, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))


def _met_once(a: WordRow, b: WordRow) -> list[tuple[int, int]]:
    """Words that each side has once, in the same order on both."""
    from counterclaim.tracing.anchors import anchors_of  # brings numpy, so help does without

    anchors = anchors_of(Passage(a.span, b.span), a.text, b.text)
    first = a.starts.searchsorted(anchors.here[1:-1]).tolist()
    second = b.starts.searchsorted(anchors.there[1:-1]).tolist()
    return list(zip(first, second, strict=True))


def _around(
    met: Iterable[tuple[int, int]], a: Sequence[int], b: Sequence[int], head: int, tail: int
) -> Iterator[Block]:
    """Each pair of words with the equal ones before and behind it, between the equal ends."""
    low_i = low_j = head
    high_i, high_j = len(a) - tail, len(b) - tail
    for i, j in met:
        if i < low_i or j < low_j or i >= high_i or j >= high_j:
            continue
        start, end = 0, 1
        while i + start > low_i and j + start > low_j and a[i + start - 1] == b[j + start - 1]:
            start -= 1
        while i + end < high_i and j + end < high_j and a[i + end] == b[j + end]:
            end += 1
        yield i + start, j + start, end - start
        low_i, low_j = i + end, j + end


def _stretches(blocks: Iterable[Block], na: int, nb: int) -> Iterator[Stretch]:
    """Equal stretches, joined where one follows on the other, and what differs between them."""
    done_i = done_j = start_i = start_j = 0
    for i, j, size in (*blocks, (na, nb, 0)):
        if i > done_i or j > done_j or (i, j) == (na, nb):
            if done_i > start_i:
                yield Stretch(True, range(start_i, done_i), range(start_j, done_j))
            if i > done_i or j > done_j:
                yield Stretch(False, range(done_i, i), range(done_j, j))
            start_i, start_j = i, j
        done_i, done_j = i + size, j + size
