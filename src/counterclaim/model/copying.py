"""Copies and the origins they go back to."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.span import Span
from counterclaim.model.terms import CopyRelation, Direction


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two documents: ``a`` in the first, ``b`` in the second."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents that share text. ``a`` and ``b`` are document ids, a < b.

    ``score`` is the share (0 to 1) of the shorter document's words that lie in shared passages.
    """

    a: str
    b: str
    relation: CopyRelation
    direction: Direction
    shared: tuple[Passage, ...]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A copy family and where it was first said.

    ``root`` is the document that the others go back to, or None where that text is not in the
    collection; ``credit`` names the unseen origin where the family credits one. A document that
    shares text with no other is a family of its own. ``sources`` are pairs of a document and the
    one it was taken from, in order of the first; a document without a pair is the root, was taken
    from the unseen origin, or shows nothing of its source.
    """

    id: str
    documents: tuple[str, ...]
    root: str | None
    credit: str | None
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """A copy with what later additions need to know of it.

    ``lean`` is the sum of signs for its direction, positive for a->b; None where only the direction
    is known. ``reprint`` is set where it was found since the two documents are word for word the
    same, whatever their dates.
    """

    copy: Copy
    lean: float | None
    reprint: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        return self.copy.a, self.copy.b
