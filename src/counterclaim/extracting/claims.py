"""Claims from what the model read: words checked against the text, counts given their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol, cast

from counterclaim.extracting.namings import named
from counterclaim.extracting.quantities import Count, find, is_sum, parse_at
from counterclaim.extracting.reader import LearnedReader
from counterclaim.extracting.readings import DocText, RawClaim, Reading
from counterclaim.extracting.sentences import sentences
from counterclaim.extracting.stance import stance
from counterclaim.model import Claim, Document, Mention, Problem, Quantity, Span, identifier
from counterclaim.model.ranges import LARGEST
from counterclaim.model.terms import PEOPLE, TO_PEOPLE, ClaimType, ObjectClass, Polarity
from counterclaim.policy import DEFAULT, Policy

# Captions and cross-headings may report; these kinds of furniture never do.
_SILENT = frozenset({"rule", "link", "credit", "agency", "date", "markup"})
_CASUALTIES = frozenset({"killed", "wounded"})
# Raised whenever what is made of the model's readings changes.
_RULES = 8
# "seized a city of two million people": these count those who live there.
_PLACES = frozenset({"attacked", "seized", "held", "withdrew"})
_INHABITED = re.compile(
    r"\b(?:camp|city|district|enclave|island|province|region|suburb|territory|town|village) of\s\Z"
)
_INHABITANTS = re.compile(r"\s(?:people|inhabitants|residents|souls)\b")
# "Operation 1027" is a name.
_CALLED = re.compile(r"\bOperation\s\Z")
_NO_ONE = re.compile(r"no one\b", re.IGNORECASE)
_BEFORE = 20  # characters of "territory of ", "Operation "
# "Burns on her body": of whom the report has told already, alive or dead.
_BODIES = frozenset({"body", "bodies"})
_OWN = re.compile(r"\b(?:his|her|its|my|our|your|their) \Z", re.IGNORECASE)
# What stands between two counts of a list.
_LISTED = re.compile(r",\s{1,3}")


class Extractor(Protocol):
    """Anything that reads claims from documents.

    ``name`` changes whenever the same text may be read differently: it tells a ledger which
    documents to read again.
    """

    @property
    def name(self) -> str: ...

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...] | Problem]:
        """The claims of each document, in the order of the text; one tuple a document.

        A problem in the place of a tuple: the document could not be read, and is to be tried
        again.
        """
        ...


class LearnedExtractor:
    """The default: triggers and roles by the shipped model, counts by a grammar."""

    def __init__(self, reader: LearnedReader) -> None:
        self._reader = reader

    @classmethod
    def load(cls) -> LearnedExtractor:
        """With the weights of this package. Raises ModelError where they are damaged."""
        return cls(LearnedReader.load())

    @property
    def name(self) -> str:
        return identifier("model", self._reader.about.get("files"), _RULES)

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        waiting: list[Document] = []

        def texts() -> Iterator[DocText]:
            for document in documents:
                waiting.append(document)
                yield doc_text(document)

        for raw in self._reader.read(texts()):
            yield _claims(waiting.pop(0), raw, self.name)


def doc_text(document: Document, policy: Policy = DEFAULT) -> DocText:
    """What is read of a document: its text up to a bound, in sentences, furniture to be skipped.

    Notes at its head ("Outlet: …") and other markup are blank to the reader, so that no place or
    name is taken from there.
    """
    text = _without_markup(document)[: policy.read_page]
    return DocText(
        text=text,
        sentences=sentences(text),
        skip=tuple((f.span.start, f.span.end) for f in document.furniture if f.kind in _SILENT),
    )


def _without_markup(document: Document) -> str:
    """The text with blanks in place of markup."""
    parts, at = [], 0
    for span in sorted(each.span for each in document.furniture if each.kind == "markup"):
        parts += [document.text[at : span.start], " " * (span.end - max(at, span.start))]
        at = max(at, span.end)
    return "".join([*parts, document.text[at:]])


def _claims(document: Document, raw: Iterable[RawClaim], reader: str) -> tuple[Claim, ...]:
    by_trigger: dict[tuple[str, Span], list[Claim]] = {}
    for one in raw:
        if _tells_of_nobody(document.text, one):
            continue
        claim = as_claim(document, one, reader)
        by_trigger.setdefault((claim.type, claim.trigger.span), []).append(claim)
    found = {claim.id: claim for same in by_trigger.values() for claim in _distinct(same)}
    kept = _of_one_type(found.values())
    return named(document.text, sorted(kept, key=lambda c: (c.trigger.span, c.id)))


def _tells_of_nobody(text: str, raw: RawClaim) -> bool:
    """ "Losses of $450 million", "the blast shook his body": no new dead."""
    count = raw.quantity
    if count is not None:
        return raw.type in TO_PEOPLE and is_sum(text, count.start, count.end)
    start, end = raw.trigger.start, raw.trigger.end
    own = _OWN.search(text[max(0, start - _BEFORE) : start])
    return raw.type == "killed" and own is not None and text[start:end].casefold() in _BODIES


def _of_one_type(claims: Iterable[Claim]) -> list[Claim]:
    """Of claims of several types on one count that which was read most surely ("lost 156 men":
    killed, not withdrew), but for the dead and wounded of "casualties"."""
    kept: list[Claim] = []
    types: dict[Span, set[ClaimType]] = {}
    for claim in sorted(claims, key=_sureness, reverse=True):
        if claim.quantity is not None:
            told = types.setdefault(claim.quantity.mention.span, set())
            if told - {claim.type} and not told | {claim.type} <= _CASUALTIES:
                continue
            told.add(claim.type)
        kept.append(claim)
    return kept


def _sureness(claim: Claim) -> float:
    counted = claim.quantity.mention.score if claim.quantity else 1.0
    return claim.trigger.score * counted


def _distinct(same: Sequence[Claim]) -> list[Claim]:
    """Of the claims on one trigger: all that have a number; and of the others those about a group
    of people of their own ("killed 58, women and children among them"), or one if there is no more.

    Where a count or an object is read in two pieces, the second piece is no claim.
    """
    kept: list[Claim] = []
    for claim in sorted(_widest(same), key=lambda claim: not claim.numbered):
        group, words = claim.object_class, claim.object.text if claim.object else None
        of_its_own = words and all(
            group != other.object_class and (other.object is None or words != other.object.text)
            for other in kept
        )
        if not kept or claim.numbered or (group in PEOPLE and of_its_own):
            kept.append(claim)
    return kept


def _widest(same: Sequence[Claim]) -> Iterator[Claim]:
    """Without claims whose count is a part of another's ("another" of "another 17 villages")."""
    counts = {claim.quantity.mention.span for claim in same if claim.quantity}
    for claim in same:
        own = claim.quantity and claim.quantity.mention.span
        if not own or not any(own != other and other.contains(own) for other in counts):
            yield claim


def as_claim(document: Document, raw: RawClaim, reader: str) -> Claim:
    """The claim as it is recorded: words from the text, bounds from the count grammar."""

    def mention(reading: Reading | None) -> Mention | None:
        if reading is None:
            return None
        span = Span(reading.start, reading.end)
        return Mention(span.of(document.text), span, reader, round(reading.score, 4))

    trigger = mention(raw.trigger)
    assert trigger is not None
    quantity = _quantity(document.text, raw, reader)
    thing = mention(raw.object)
    marks = [trigger.span, quantity.mention.span if quantity else None, thing and thing.span]
    return Claim(
        id=identifier(
            "claim", document.id, raw.type, *([m.start, m.end] if m else None for m in marks)
        ),
        document=document.id,
        type=cast(ClaimType, raw.type),
        sentence=Span(*raw.sentence),
        trigger=trigger,
        quantity=quantity,
        object=thing,
        object_class=_object_class(raw),
        object_class_score=round(raw.object_class_score, 4),
        actor=mention(raw.actor),
        places=tuple(m for place in raw.places if (m := mention(place))),
        time=mention(raw.time),
        speaker=mention(raw.speaker),
        via=tuple(m for via in raw.via if (m := mention(via))),
        polarity=_polarity(document.text, raw),
        polarity_score=round(raw.polarity_score, 4),
    )


def _object_class(raw: RawClaim) -> ObjectClass | None:
    """As the model read it; but an attack on nothing that is named has none."""
    if raw.type == "attacked" and raw.object is None:
        return None
    return cast("ObjectClass | None", raw.object_class)


def _polarity(text: str, raw: RawClaim) -> Polarity:
    """As the model read it; but under a word of denial or doubt nothing is asserted."""
    if raw.polarity == "asserted":
        trigger = Span(raw.trigger.start, raw.trigger.end)
        return stance(text, Span(*raw.sentence), trigger) or "asserted"
    return cast(Polarity, raw.polarity)


def _quantity(text: str, raw: RawClaim, reader: str) -> Quantity | None:
    """The words with their bounds; the span is widened to a hedge that adjoins it."""
    if raw.quantity is None:
        return None
    start, end = _one_count(text, raw.quantity, raw.trigger)
    count = parse_at(text, start, end)
    span = count.span if count else Span(start, end)
    if _counts_nothing(text, span, raw.type):
        return None
    mention = Mention(span.of(text), span, f"{reader}, count grammar", round(raw.quantity.score, 4))
    if count is None or max(count.bounds.lower or 0, count.bounds.upper or 0) > LARGEST:
        return Quantity(mention, None, None, None)
    return Quantity(mention, count.bounds.lower, count.bounds.upper, count.bounds.precision)


def _counts_nothing(text: str, span: Span, type: str) -> bool:
    """Whether a number is a name's, a sum of money, or of those who live in a place that was taken
    or hit; or the one of "no one"."""
    before = text[max(0, span.start - _BEFORE) : span.start]
    lived_in = type in _PLACES and _INHABITED.search(before) and _INHABITANTS.match(text, span.end)
    named = _CALLED.search(before) or _NO_ONE.match(text, span.start)
    return bool(lived_in or named) or is_sum(text, span.start, span.end)


def _one_count(text: str, read: Reading, trigger: Reading) -> tuple[int, int]:
    """Of two counts with a comma between them that were taken for one ("kills two, 33 dead") that
    nearer to the trigger."""
    counts = find(text, read.start, read.end)
    if not any(_are_listed(text, one, two) for one, two in pairwise(counts)):
        return read.start, read.end

    def away(count: Count) -> int:
        return max(count.span.start - trigger.end, trigger.start - count.span.end)

    span = min(counts, key=away).span
    return span.start, span.end


def _are_listed(text: str, one: Count, two: Count) -> bool:
    """Two counts of two things, not one of a range ("five, perhaps six")."""
    between = _LISTED.fullmatch(text, one.span.end, two.span.start)
    return between is not None and two.bounds.precision == "exact"
