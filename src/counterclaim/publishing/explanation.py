"""How an entry, a claim or a voice came to be: paragraphs that a person can read and check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterclaim.model import Copy, Entry, GroundedClaim, Voice
from counterclaim.publishing.explaining import answering, figures, reading, standing, testimony
from counterclaim.publishing.explaining.naming import question, report_of, voice_name
from counterclaim.publishing.explaining.paragraphs import Paragraph, sentence, words
from counterclaim.publishing.lookup import Lookup
from counterclaim.review import Standing, history

__all__ = ["Explainer", "record"]


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains the records of one collection. Every number comes from the records.

    ``copies`` are by their two documents, ``inner`` the entries that lie within a fact;
    ``decisions`` are the reviewers', with what became of them.
    """

    lookup: Lookup
    copies: Mapping[tuple[str, str], Copy]
    inner: Mapping[str, tuple[Entry, ...]]
    decisions: tuple[Standing, ...]

    @classmethod
    def over(cls, lookup: Lookup) -> Explainer:
        held = lookup.collection
        inner: dict[str, tuple[Entry, ...]] = {}
        for entry in held.entries:
            for whole in entry.fact.within:
                inner[whole] = (*inner.get(whole, ()), entry)
        copies = {(copy.a, copy.b): copy for copy in held.copies}
        return cls(lookup, copies, inner, history(held) if held.decisions else ())

    def entry(self, entry: Entry) -> tuple[Paragraph, ...]:
        """From the question to the status, one step a paragraph."""
        lookup = self.lookup
        return (
            answering.asked(entry),
            answering.told(entry, lookup),
            *answering.joined(entry, lookup),
            *answering.nearly(entry, lookup),
            testimony.heard(entry, lookup, self.copies),
            figures.ranged(entry, lookup),
            *figures.chosen(entry, lookup.collection.policy),
            figures.stood(entry),
            standing.parted(entry, lookup),
            standing.nested(entry, self.inner.get(entry.fact.id, ()), lookup),
            *standing.decided(entry.fact.claims, self.decisions),
        )

    def voice(self, voice: Voice, entry: Entry) -> tuple[Paragraph, ...]:
        """One voice: its claims, why they are one, and what it adds to the entry."""
        claims = self.lookup.known_claims(voice.claims)
        own = testimony.one_voice(voice, entry, self.lookup, self.copies)
        if len(voice.claims) == 1:
            own = sentence(
                "{voice} speaks once, in {report}.",
                voice=voice_name(voice),
                report=report_of(claims[0].claim, self.lookup),
            )
        return (
            Paragraph(
                "question",
                "The question",
                (sentence("It answers {question}.", question=question(entry)),),
            ),
            Paragraph(
                "claims",
                "What it says",
                tuple(answering.sayings(claims, self.lookup)),
                itemised=True,
            ),
            Paragraph("voices", "Why it is one voice", (own,)),
            standing.concerning(entry, (voice.id, *voice.claims), self.lookup),
            *standing.decided(voice.claims, self.decisions),
        )

    def claim(self, grounded: GroundedClaim) -> tuple[Paragraph, ...]:
        """One claim: what each field was read from, and what became of it."""
        return (
            reading.stated(grounded, self.lookup),
            reading.fields(grounded),
            reading.chained(grounded, self.lookup),
            *self._answer(grounded),
            *standing.decided([grounded.claim.id], self.decisions),
        )

    def _answer(self, grounded: GroundedClaim) -> Iterator[Paragraph]:
        id = grounded.claim.id
        entry, voice = self.lookup.entry_of.get(id), self.lookup.voice_of.get(id)
        if entry is None or voice is None:
            nothing = sentence("It answers no question: it was rejected, or is not matched yet.")
            yield Paragraph("question", "The question", (nothing,))
            return
        asks = sentence("It answers {question}.", question=question(entry))
        yield Paragraph("question", "The question", (asks,))
        joins = [join for join in entry.fact.joins if id in (join.a, join.b)]
        if joins:
            told = tuple(answering.compared(join, self.lookup) for join in joins)
            yield Paragraph("joins", "Why it answers that question", told)
        one = sentence("It belongs to the voice {voice}.", voice=voice_name(voice))
        if len(voice.claims) > 1:
            one = testimony.one_voice(voice, entry, self.lookup, self.copies)
        yield Paragraph("voices", "Whose voice it is", (one,))
        yield standing.concerning(entry, (id, voice.id), self.lookup)


def record(paragraphs: tuple[Paragraph, ...]) -> list[dict[str, object]]:
    """The paragraphs as JSON values: of each sentence the text, and the ids of what it names."""
    return [
        {
            "step": paragraph.step,
            "heading": paragraph.heading,
            "text": paragraph.text,
            "sentences": [
                {
                    "text": words(each),
                    "ids": list(dict.fromkeys(piece.id for piece in each if piece.id)),
                }
                for each in paragraph.sentences
            ],
        }
        for paragraph in paragraphs
    ]
