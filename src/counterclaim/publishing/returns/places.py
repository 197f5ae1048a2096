"""Where marked words stand in a text, whatever a tool counts its offsets in."""

from __future__ import annotations

from counterclaim.model import Span, Words


def words_at(text: str, start: int, end: int, said: str | None = None) -> Words:
    """The words from ``start`` to ``end``: code points, or UTF-16 units where only these give what
    the tool says that it marked.

    Raises ValueError where neither does.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    for found in ((start, end), (_points(units, start), _points(units, end))):
        if 0 <= found[0] < found[1] <= len(text):
            words = text[found[0] : found[1]]
            if said is None or words == said:
                return Words(words, Span(*found))
    raise ValueError(f"the text has no {said!r} at {start} to {end}")


def _points(units: bytes, at: int) -> int:
    """How many code points lie before a place that is counted in UTF-16 units."""
    return len(units[: 2 * at].decode("utf-16-le", "replace"))
