"""Claims as schema.org's Claim (JSON-LD): what one voice says, and where it appeared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from counterclaim.model import Decision, Document, Entity
from counterclaim.model.told import Told
from counterclaim.publishing.exports.accounts import sentence
from counterclaim.publishing.exports.iris import address, iri
from counterclaim.publishing.exports.reviews import reviews
from counterclaim.publishing.exports.sequence import listed
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day, line

_ASPECT: Final = "whether the report was read rightly; not whether the claim is true"
_VERDICTS: Final[Mapping[str, str]] = {
    "accept": "read rightly",
    "correct": "read wrongly and corrected",
    "reject": "not claimed by the report",
    "add": "overlooked and added",
}
_TYPES: Final[Mapping[str, str]] = {"person": "Person", "official": "Person"}


def schema_org(source: Source) -> Iterator[str]:
    """A graph of Claims: each is one claim of one report, with where its voice said the same first.

    ``appearance`` is the report; ``firstAppearance`` the first report in which this voice gave the
    same count with the same polarity. A ClaimReview stands only where a person decided on a claim;
    it says whether the report was read rightly, and rates nothing else.
    """
    decided = reviews(source.all_decisions())
    yield '{"@context": "https://schema.org", "@graph": ['
    yield from listed(line(node) for node in _nodes(source, decided))
    yield "]}"


def _nodes(
    source: Source, decided: Mapping[str, Sequence[Decision]]
) -> Iterator[dict[str, object]]:
    for told, first in _said(source):
        yield _claim(told, first)
        for decision in decided.get(told.grounded.claim.id, ()):
            yield _review(told, decision)


def _said(source: Source) -> Iterator[tuple[Told, Told]]:
    """Every chosen claim with the first that says the same in the same voice."""
    for question in source.questions():
        firsts: dict[object, Told] = {}
        for told in question.told:
            first = firsts.setdefault(_saying(told), told)
            if source.takes(told):
                yield told, first
    for told in source.told():
        if told.answer is None:
            yield told, told


def _saying(told: Told) -> object:
    claim = told.grounded.claim
    return told.voice, claim.lower, claim.upper, claim.polarity


def _claim(told: Told, first: Told) -> dict[str, object]:
    grounded = told.grounded
    record: dict[str, object] = {
        "@type": "Claim",
        "@id": iri("claim", grounded.claim.id),
        "identifier": grounded.claim.id,
        "text": sentence(told),
        "keywords": [grounded.claim.type, grounded.claim.polarity],
        "appearance": _report(told.document),
        "firstAppearance": _report(first.document),
    }
    if told.answer:
        record["about"] = told.answer.question
    if grounded.root:
        record["author"] = _author(grounded.root)
    return record


def _author(root: Entity) -> dict[str, object]:
    kind = _TYPES.get(root.kind, "Organization")
    return {"@type": kind, "@id": iri("entity", root.id), "name": root.name}


def _report(document: Document) -> dict[str, object]:
    record: dict[str, object] = {
        "@type": "NewsArticle",
        "@id": iri("document", document.id),
        "headline": document.title or None,
        "url": address(document),
        "datePublished": day(document.published),
        "inLanguage": document.language,
        "publisher": {"@type": "Organization", "name": document.outlet}
        if document.outlet
        else None,
    }
    return {name: value for name, value in record.items() if value is not None}


def _review(told: Told, decision: Decision) -> dict[str, object]:
    return {
        "@type": "ClaimReview",
        "@id": iri("decision", decision.id),
        "itemReviewed": {"@id": iri("claim", told.grounded.claim.id)},
        "claimReviewed": sentence(told),
        "reviewAspect": _ASPECT,
        "reviewRating": {"@type": "Rating", "alternateName": _VERDICTS[decision.kind]},
        "author": {"@type": "Person", "name": decision.user},
        "datePublished": decision.time,
        "reviewBody": decision.reason,
    }
