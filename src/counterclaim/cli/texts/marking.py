"""A claim's sentence with its words marked, for a terminal or a file."""

from __future__ import annotations

from counterclaim.model import Claim, Document

_SHOWN = 500  # characters of a sentence
_BEFORE = 300  # of them, how many before the trigger


def marked(document: Document, claim: Claim) -> str:
    """The sentence on one line, the trigger and the count between brackets.

    A very long sentence is cut, the trigger left in.
    """
    start, end = claim.sentence.start, claim.sentence.end
    if len(claim.sentence) > _SHOWN:
        start = max(start, claim.trigger.span.start - _BEFORE)
    spans = [claim.trigger.span]
    if claim.quantity:
        spans.append(claim.quantity.mention.span)
    pieces, at = ["…"] if start > claim.sentence.start else [], start
    for span in sorted(spans):
        if span.start < at or span.end > end:
            continue
        pieces += [document.text[at : span.start], "[", span.of(document.text), "]"]
        at = span.end
    pieces.append(document.text[at:end])
    line = " ".join("".join(pieces).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def printable(text: str) -> str:
    """The text without characters that command a terminal: a document cannot move the cursor."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
