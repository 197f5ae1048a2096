"""Where the words at some place of one report stand in the reports that share them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from counterclaim.model import Copy, Document, Passage, Span
from counterclaim.tracing.anchors import Anchors, anchors_of, ends_of


class CopiedPassages:
    """The passages of many copies, looked up by document and span.

    With ``documents`` places are carried over word by word; without them in proportion to the
    passage's two lengths. Shared quotations are left out, unless ``quotes`` is set: they prove a
    common speaker, not a common text.
    """

    def __init__(
        self, copies: Iterable[Copy], documents: Iterable[Document] = (), *, quotes: bool = False
    ) -> None:
        self._texts = {document.id: document.text for document in documents}
        self._anchors: dict[tuple[str, str, Passage], Anchors] = {}
        found: dict[str, list[tuple[Span, str, Span]]] = {}
        for copy in copies:
            if copy.relation == "shared_quote" and not quotes:
                continue
            for passage in copy.shared:
                found.setdefault(copy.a, []).append((passage.a, copy.b, passage.b))
                found.setdefault(copy.b, []).append((passage.b, copy.a, passage.a))
        self._held = {name: tuple(sorted(rows)) for name, rows in found.items()}
        self._starts = {name: [row[0].start for row in rows] for name, rows in self._held.items()}
        self._longest = {
            name: max(len(row[0]) for row in rows) for name, rows in self._held.items()
        }

    def passages(self, document: str) -> tuple[tuple[Span, str, Span], ...]:
        """The copied passages of a document: the span here, the other document, the span there."""
        return self._held.get(document, ())

    def counterparts(self, document: str, span: Span) -> tuple[tuple[str, Span], ...]:
        """Where the characters of ``span`` stand in the documents that share them.

        Only the part of the span that lies in a passage is carried over. In order of the other
        document, then of place; a span that touches two passages of one document gives two.
        """
        rows = self._held.get(document, ())
        if not rows:
            return ()
        starts = self._starts[document]
        first = bisect_left(starts, span.start - self._longest[document])
        last = bisect_right(starts, span.end - 1)
        met = set()
        for here, other, there in rows[first:last]:
            if here.overlaps(span):
                anchors = self._between(document, here, other, there)
                met.add((other, _carried(span, here, there, anchors)))
        return tuple(sorted(met))

    def _between(self, document: str, here: Span, other: str, there: Span) -> Anchors:
        key = (document, other, Passage(here, there))
        if key not in self._anchors:
            a, b = self._texts.get(document), self._texts.get(other)
            known = a is not None and b is not None
            self._anchors[key] = anchors_of(key[2], a or "", b or "") if known else ends_of(key[2])
        return self._anchors[key]


def _carried(span: Span, here: Span, there: Span, anchors: Anchors) -> Span:
    start = anchors.answer(max(span.start, here.start))
    end = anchors.answer(min(span.end, here.end))
    start = min(start, there.end - 1)
    return Span(start, min(max(end, start + 1), there.end))
