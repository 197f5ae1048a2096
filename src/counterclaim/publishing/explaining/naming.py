"""How an explanation names reports, claims, voices and scores."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import Claim, Document, Entry, GroundedClaim, Voice
from counterclaim.model.ranges import said
from counterclaim.publishing.explaining.paragraphs import Piece, Sentence, listed, sentence
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import counted

_SHOWN = 260  # characters of a sentence
_BEFORE = 150  # of them, how many before the trigger
# Scores are probabilities, 0 to 1, by which the program weighed; each with the least that earns it.
_SURE = ((0.95, "almost certain"), (0.8, "very likely"), (0.6, "likely"), (0.4, "about even"))
_READ = ((0.95, "sure"), (0.8, "fairly sure"), (0.5, "unsure"))


def report(document: Document | None, id: str = "") -> Piece:
    """ "Northwire of 2031-03-03 (r1)"."""
    if document is None:
        return Piece(f"a report that is not here ({id})", id)
    day = f" of {document.published.isoformat()}" if document.published else ""
    if document.outlet is None:
        return Piece(f"report {document.id}{day}", document.id)
    return Piece(f"{document.outlet}{day} ({document.id})", document.id)


def report_of(claim: Claim, lookup: Lookup) -> Piece:
    return report(lookup.documents.get(claim.document), claim.document)


def reports(ids: Sequence[str], lookup: Lookup, most: int = 4) -> Sentence:
    """The reports by name; of many the first few and how many more."""
    named: list[Piece | Sentence] = [report(lookup.documents.get(id), id) for id in ids[:most]]
    if len(ids) > most:
        named.append(Piece(counted(len(ids) - most, "further report")))
    return listed(named)


def voice_name(voice: Voice) -> Piece:
    return Piece(voice.name, voice.id)


def claim_words(claim: Claim) -> str:
    """ "killed at least 12 people": the words of the report, in its order."""
    mentions = [claim.trigger, claim.object]
    if claim.quantity and not (claim.object and claim.quantity.mention.text in claim.object.text):
        mentions.append(claim.quantity.mention)
    found = sorted((m for m in mentions if m), key=lambda mention: mention.span)
    return " ".join(" ".join(mention.text for mention in found).split())


def claim_name(grounded: GroundedClaim, lookup: Lookup) -> Sentence:
    """ "“killed 12 people” in Northwire of 2031-03-03 (r1)"."""
    claim = grounded.claim
    return sentence(
        "“{words}” in {report}",
        words=Piece(claim_words(claim), claim.id),
        report=report_of(claim, lookup),
    )


def question(entry: Entry) -> Sentence:
    """ "“How many …?” (12 to 20; 3 voices)"."""
    numbers = f"{said(entry.low, entry.high)}; " if entry.low is not None else ""
    return sentence(
        "“{question}” ({numbers}{voices})",
        question=Piece(entry.fact.question, entry.fact.id),
        numbers=numbers,
        voices=counted(len(entry.voices), "voice"),
    )


def quoted(claim: Claim, document: Document | None) -> str:
    """The sentence on one line between quotation marks; of a long one, what is around the claim."""
    if document is None:
        return "(its report is not here)"
    start, end = claim.sentence.start, claim.sentence.end
    if len(claim.sentence) > _SHOWN:
        start = max(start, claim.trigger.span.start - _BEFORE)
        end = min(end, start + _SHOWN)
    before = "… " if start > claim.sentence.start else ""
    after = " …" if end < claim.sentence.end else ""
    return f"“{before}{' '.join(document.text[start:end].split())}{after}”"


def likelihood(score: float) -> str:
    """ "very likely, 0.83"."""
    word = next((word for least, word in _SURE if score >= least), "less likely than not")
    return f"{word}, {score:.2f}"


def certainty(score: float) -> str:
    """ "fairly sure, 0.83"."""
    word = next((word for least, word in _READ if score >= least), "doubtful")
    return f"{word}, {score:.2f}"


def ended(text: str) -> str:
    """The text as a sentence of its own."""
    line = " ".join(text.split())
    return line if line.endswith((".", "?", "!", ".”")) else f"{line}."
