"""An explanation as a page shows it: each named record a link."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Entry
from counterclaim.publishing.explaining.paragraphs import Paragraph, Sentence
from counterclaim.publishing.explanation import Explainer
from counterclaim.publishing.links import Link, to_anything, to_entry
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import counted

# What the entry shows by itself: every claim with its sentence, marked; who decided what.
_SHOWN = frozenset({"question", "claims", "status", "decisions"})


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph of sentences, each of words that may lead somewhere; one without a heading
    stands by itself."""

    heading: str
    sentences: tuple[tuple[Link, ...], ...]
    itemised: bool


def explained(entry: Entry, explainer: Explainer) -> tuple[ParagraphView, ...]:
    """How the entry came to be, but for what stands on its page anyhow; nothing for a claim by
    itself, of which there is nothing to tell."""
    if len(entry.fact.claims) == 1:
        return ()
    told = (paragraph for paragraph in explainer.entry(entry) if paragraph.step not in _SHOWN)
    return tuple(_view(paragraph, explainer.lookup) for paragraph in told)


def in_short(entry: Entry, lookup: Lookup) -> tuple[ParagraphView, ...]:
    """Why the least certain two of its claims were put together, and the question that was nearly
    the same: what nothing else in a page of all entries tells. Nothing for a claim by itself."""
    if len(entry.fact.claims) == 1:
        return ()
    sentences: list[tuple[Link, ...]] = []
    if entry.fact.joins:
        least = min(entry.fact.joins, key=lambda join: (join.score, join.a, join.b))
        many = counted(len(entry.fact.joins), "comparison")
        which = ", the least certain" if len(entry.fact.joins) > 1 else ""
        why = "; ".join(least.reasons) or "nothing speaks against it"
        told = f"Put together by {many}{which} at {least.score:.2f}: {why}."
        sentences.append((Link(told),))
    for miss in entry.fact.near[:1]:
        if miss.b in lookup.entries:
            why = f" ({'; '.join(miss.reasons)})."
            named = to_entry(lookup.entries[miss.b])
            sentences.append((Link("Nearly the same question: "), named, Link(why)))
    return (ParagraphView("", tuple(sentences), itemised=False),) if sentences else ()


def _view(paragraph: Paragraph, lookup: Lookup) -> ParagraphView:
    sentences = tuple(_links(each, lookup) for each in paragraph.sentences)
    return ParagraphView(paragraph.heading, sentences, paragraph.itemised)


def _links(sentence: Sentence, lookup: Lookup) -> tuple[Link, ...]:
    return tuple(
        Link(piece.text, to_anything(piece.id, lookup).anchor if piece.id else None)
        for piece in sentence
    )
