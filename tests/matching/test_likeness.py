"""How alike texts are, many pairs at once."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.matching.likeness import Likeness

TEXT = st.lists(st.sampled_from("market sarim school valley bridge the of 12".split())).map(
    " ".join
)


def cosine(one: str, other: str) -> float:
    bags = [
        {w: 1 + math.log(n) for w, n in Counter(text.split()).items() if w not in ("the", "of")}
        for text in (one, other)
    ]
    lengths = [math.sqrt(sum(weight**2 for weight in bag.values())) for bag in bags]
    shared = sum(weight * bags[1].get(word, 0.0) for word, weight in bags[0].items())
    return shared / math.prod(lengths) if shared else 0.0


@given(st.lists(TEXT, min_size=1, max_size=40), st.randoms())
def test_likeness_is_the_cosine_of_weighed_words(texts: list[str], random: object) -> None:
    """In whatever order pairs come, and however many texts are on the left."""
    pairs = [(a, b) for a in range(len(texts)) for b in range(0, len(texts), 3)]
    random.shuffle(pairs)  # type: ignore[attr-defined]
    found = Likeness(texts)(np.array([a for a, _ in pairs]), np.array([b for _, b in pairs]))
    told = [cosine(texts[a], texts[b]) for a, b in pairs]
    assert np.allclose(found, told, atol=2e-6)


def test_no_pairs_have_no_likeness() -> None:
    nothing = np.empty(0, np.int64)
    assert len(Likeness(["market"])(nothing, nothing)) == 0
    assert len(Likeness([])(nothing, nothing)) == 0
