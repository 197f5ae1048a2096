"""What goes into the learned reader and what comes out: texts, readings, raw claims."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DocText:
    """A document as the reader needs it. All spans are code points of ``text``.

    ``skip`` are runs of page furniture (captions, "Read more"): triggers inside them make no
    claims.
    """

    text: str
    sentences: tuple[Span, ...]
    skip: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One value read from the text: where it stands, and how sure the model is (0 to 1)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class RawClaim:
    """One claim as the model read it, before counts, places and dates are understood.

    ``places`` holds the most specific place first. Spans other than the trigger's and the
    quantity's may lie anywhere in the document.
    """

    type: str
    sentence: Span
    trigger: Reading
    quantity: Reading | None
    object: Reading | None
    actor: Reading | None
    places: tuple[Reading, ...]
    time: Reading | None
    speaker: Reading | None
    via: tuple[Reading, ...]
    object_class: str | None
    object_class_score: float
    polarity: str
    polarity_score: float
