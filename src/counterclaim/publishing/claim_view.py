"""A claim as a reader meets it: the sentence marked, the chain, the way to the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Claim, Document, GroundedClaim, Naming, Span
from counterclaim.publishing.anchors import record_anchor, words_anchor
from counterclaim.publishing.highlights import claim_marks, fields, painted
from counterclaim.publishing.links import Link
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.segments import segments
from counterclaim.publishing.wording import document_name

# A sentence is shown whole up to here; of a longer one (a list, a text without full stops)
# the characters around the trigger, so that one document cannot swell the page.
LONGEST_SENTENCE = 900
_BEFORE, _AFTER = 300, 500

# A field read with a lower score (0 to 1) than this is named as doubtful beside the claim.
DOUBTFUL = 0.5


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link of the source chain before the outlet; ``meaning`` is the neutral name where it
    differs from the words."""

    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """``report`` names outlet and day and leads to the claim's words in the document; ``own_voice``
    is True where the outlet itself asserts; ``root`` is what stands first in the chain, by its
    neutral name; ``elsewhere`` are fields read from other sentences, but for the chain;
    ``doubtful`` are fields read with little certainty."""

    anchor: str
    elsewhere: tuple[tuple[str, str], ...]
    chain: tuple[ChainLink, ...]
    root: str
    own_voice: bool
    polarity: str
    doubtful: tuple[str, ...]
    report: Link


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence, marked, and every claim that says it in these words: a reprint adds a line,
    not a sentence."""

    sentence: Markup
    claims: tuple[ClaimView, ...]


def sayings(claims: Iterable[GroundedClaim], lookup: Lookup) -> tuple[Saying, ...]:
    """The claims under their sentences, both in the order of first appearance."""
    groups: dict[Markup, list[ClaimView]] = {}
    for grounded in claims:
        sentence = _sentence(grounded.claim, lookup.document_of(grounded))
        groups.setdefault(sentence, []).append(claim_view(grounded, lookup))
    return tuple(Saying(sentence, tuple(views)) for sentence, views in groups.items())


def claim_view(grounded: GroundedClaim, lookup: Lookup) -> ClaimView:
    claim, document = grounded.claim, lookup.document_of(grounded)
    window, chain = _window(claim), _chain(grounded)
    outlet = document.outlet if document else None
    return ClaimView(
        anchor=record_anchor("claim", claim.id),
        elsewhere=tuple(
            (kind, mention.text)
            for kind, mention in fields(claim)
            if kind not in ("speaker", "via")
            and not (mention.worded and mention.span.overlaps(window))
        ),
        chain=chain,
        root=(chain[0].meaning or chain[0].words) if chain else outlet or "",
        own_voice=claim.speaker is None and not claim.via,
        polarity=claim.polarity,
        doubtful=tuple(
            f"{kind} ({mention.score:.2f})"
            for kind, mention in fields(claim)
            if mention.score < DOUBTFUL
        ),
        report=Link(document_name(document), words_anchor(claim.id) if document else None),
    )


def _window(claim: Claim) -> Span:
    sentence, trigger = claim.sentence, claim.trigger.span
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    start = max(sentence.start, trigger.start - _BEFORE)
    end = min(sentence.end, trigger.start + _AFTER)
    return Span(start, end) if start < end else sentence


def _sentence(claim: Claim, document: Document | None) -> Markup:
    if document is None:
        return Markup("")
    window = _window(claim)
    words = painted(segments(document.text, window, claim_marks(claim)))
    before = "… " if window.start > claim.sentence.start else ""
    after = " …" if window.end < claim.sentence.end else ""
    return Markup(before) + words + Markup(after)


def _chain(grounded: GroundedClaim) -> tuple[ChainLink, ...]:
    claim = grounded.claim
    links = []
    if claim.speaker:
        links.append(_link(claim.speaker.text, grounded.speaker))
    for number, mention in enumerate(claim.via):
        naming = grounded.via[number] if number < len(grounded.via) else None
        links.append(_link(mention.text, naming))
    return tuple(links)


def _link(words: str, naming: Naming | None) -> ChainLink:
    name = naming.entity.name if naming else ""
    return ChainLink(words, "" if name.casefold() == words.casefold() else name)
