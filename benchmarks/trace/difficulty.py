"""How much takers change what they take, and how little they say about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difficulty:
    """Rates between 0 and 1, except ``delay`` (hours, mean) and ``controls`` (a mean number)."""

    name: str
    # The first story is not in the collection; an outlet in the midst of a tree is not.
    unseen: float
    lost: float
    # A taker takes from another taker; after so many hours.
    deep: float
    delay: float
    # A taker says whom the text is from; replaces "told AFP" in the text; has a wrong clock.
    credit: float
    scrub: float
    clock: float
    # A taker prints all words as they are.
    verbatim: float
    # A headline and a first paragraph of its own.
    headline: float
    lead: float
    # Leaves out the end, a paragraph, a sentence.
    tail: float
    paragraph: float
    sentence: float
    # Exchanges a word, turns a sentence round and exchanges a third of it.
    word: float
    recast: float
    # Moves paragraphs, adds paragraphs of its own, puts in paragraphs of another report.
    reorder: float
    own: float
    merge: float
    # Independent reports of the same event: so many, naming an agency that they did not copy.
    controls: float
    named: float
    # A reporter quotes the press conference; adds background.
    press: float
    background: float


EASY = Difficulty(
    name="easy",
    unseen=0.25,
    lost=0.0,
    deep=0.2,
    delay=14.0,
    credit=0.8,
    scrub=0.1,
    clock=0.1,
    verbatim=0.35,
    headline=0.4,
    lead=0.05,
    tail=0.3,
    paragraph=0.1,
    sentence=0.03,
    word=0.01,
    recast=0.0,
    reorder=0.05,
    own=0.15,
    merge=0.0,
    controls=1.5,
    named=0.1,
    press=0.3,
    background=0.2,
)
MIDDLE = Difficulty(
    name="middle",
    unseen=0.4,
    lost=0.05,
    deep=0.35,
    delay=10.0,
    credit=0.5,
    scrub=0.3,
    clock=0.25,
    verbatim=0.15,
    headline=0.7,
    lead=0.25,
    tail=0.5,
    paragraph=0.2,
    sentence=0.08,
    word=0.04,
    recast=0.04,
    reorder=0.15,
    own=0.35,
    merge=0.03,
    controls=2.0,
    named=0.15,
    press=0.4,
    background=0.3,
)
HARD = Difficulty(
    name="hard",
    unseen=0.55,
    lost=0.15,
    deep=0.5,
    delay=7.0,
    credit=0.25,
    scrub=0.6,
    clock=0.4,
    verbatim=0.05,
    headline=0.9,
    lead=0.5,
    tail=0.6,
    paragraph=0.3,
    sentence=0.12,
    word=0.08,
    recast=0.12,
    reorder=0.35,
    own=0.6,
    merge=0.06,
    controls=3.0,
    named=0.2,
    press=0.5,
    background=0.4,
)
DIFFICULTIES = {difficulty.name: difficulty for difficulty in (EASY, MIDDLE, HARD)}
