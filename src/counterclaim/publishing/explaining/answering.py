"""The question, the claims that answer it, and why they were taken to."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from counterclaim.model import Claim, Entry, GroundedClaim, Join
from counterclaim.model.ranges import said
from counterclaim.publishing.explaining.naming import (
    claim_name,
    likelihood,
    question,
    quoted,
    report_of,
    reports,
)
from counterclaim.publishing.explaining.paragraphs import (
    Paragraph,
    Piece,
    Sentence,
    run_on,
    sentence,
)
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import counted

_SENTENCES = 12  # sentences that are quoted; the entry shows all
_JOINS = 3
_EVEN = 0.5  # of a probability


def asked(entry: Entry) -> Paragraph:
    fact = entry.fact
    told = sentence(
        "{question} {claims} in {reports} answer it.",
        question=Piece(fact.question, fact.id),
        claims=counted(len(fact.claims), "claim"),
        reports=counted(len(entry.documents), "report"),
    )
    if len(fact.claims) == 1:
        told = sentence(
            "{question} One claim in one report answers it.",
            question=Piece(fact.question, fact.id),
        )
    return Paragraph("question", "The question", (told,))


def told(entry: Entry, lookup: Lookup) -> Paragraph:
    """What each voice says, with the sentence that it was read from."""
    claims = lookup.known_claims(entry.fact.claims)
    return Paragraph("claims", "Who says what", tuple(sayings(claims, lookup)), itemised=True)


def sayings(claims: Sequence[GroundedClaim], lookup: Lookup) -> Iterator[Sentence]:
    """One claim of each voice with each of its numbers, in order of publication; equal
    sentences of other reports are named beside it. Of many, each voice is heard before any is
    heard again."""
    groups: dict[str, dict[Hashable, list[GroundedClaim]]] = {}
    for grounded in claims:
        claim = grounded.claim
        voice = lookup.voice_of.get(claim.id)
        own = groups.setdefault(voice.id if voice else "", {})
        own.setdefault((claim.bounds, claim.polarity), []).append(grounded)
    turns = [(turn, group) for own in groups.values() for turn, group in enumerate(own.values())]
    chosen = [group for _, group in sorted(turns, key=lambda turn: turn[0])[:_SENTENCES]]
    order = {grounded.claim.id: at for at, grounded in enumerate(claims)}
    left = len(claims)
    for group in sorted(chosen, key=lambda group: order[group[0].claim.id]):
        # Where a headline and a sentence that names the source say the same, the sentence.
        lead = next((g for g in group if g.speaker or g.via), group[0])
        words = quoted(lead.claim, lookup.document_of(lead))
        again = [
            g for g in group if g is not lead and quoted(g.claim, lookup.document_of(g)) == words
        ]
        yield _with_reprints([lead, *again], words, lookup)
        left -= 1 + len(again)
    if left:
        more = counted(left, "further claim is", "further claims are")
        yield sentence("{more} not quoted here.", more=more)


def _with_reprints(same: Sequence[GroundedClaim], words: str, lookup: Lookup) -> Sentence:
    """What the first says, and in which other reports the same words stand."""
    first = same[0].claim.document
    others = [id for id in dict.fromkeys(g.claim.document for g in same) if id != first]
    told = [said_so(same[0], words, lookup)]
    if others:
        told.append(sentence("The same words stand in {reports}.", reports=reports(others, lookup)))
    return run_on(told)


def said_so(grounded: GroundedClaim, words: str, lookup: Lookup) -> Sentence:
    """ "Northwire of 2031-03-03 (r1), citing the Rescue Network, gives at least 12: “…”"."""
    return sentence(
        "{report}{source} {says}: {words}",
        report=report_of(grounded.claim, lookup),
        source=_source(grounded),
        says=_says(grounded),
        words=words if words.endswith((".”", "?”", "!”")) else f"{words}.",
    )


def _source(grounded: GroundedClaim) -> str:
    speaker = grounded.speaker.entity.name if grounded.speaker else ""
    # "Residents, as heard by Northwire" names the agency already.
    via = [n.entity.name for n in grounded.via if n.entity.name not in speaker]
    through = f" through {' and '.join(via)}" if via else ""
    if speaker:
        return f", citing {speaker}{through},"
    return f", citing {' and '.join(via)}," if via else ", in its own voice,"


def _says(grounded: GroundedClaim) -> str:
    claim = grounded.claim
    if claim.polarity == "denied":
        return "reports a denial"
    said_it = f"gives {_number(claim)}" if claim.numbered else "says so"
    if claim.type in ("seized", "held", "withdrew"):
        said_it = f"names {grounded.actor.entity.name}" if grounded.actor else "names nobody"
    if claim.polarity == "unverified":
        return "reports it as unverified" if said_it == "says so" else f"{said_it}, as unverified"
    return said_it


def _number(claim: Claim) -> str:
    """A word for a number is told with what it is counted as."""
    quantity, numbers = claim.quantity, said(claim.lower, claim.upper)
    if quantity and quantity.precision == "vague":
        return f"“{' '.join(quantity.mention.text.split())}”, counted as {numbers}"
    return numbers


def joined(entry: Entry, lookup: Lookup) -> tuple[Paragraph, ...]:
    """The comparisons that hold the claims together, the least certain ones in full; nothing for
    one claim by itself."""
    joins = sorted(entry.fact.joins, key=lambda join: (join.score, join.a, join.b))
    if not joins:
        return ()
    told = [_meant(entry, joins), *(compared(join, lookup) for join in joins[:_JOINS])]
    if left := len(joins[_JOINS:]):
        least = f"{joins[_JOINS].score:.2f}"
        told.append(sentence("The other {left} score {least} or more.", left=left, least=least))
    return (Paragraph("joins", "Why they answer one question", tuple(told), itemised=True),)


def _meant(entry: Entry, joins: Sequence[Join]) -> Sentence:
    """How many comparisons, and what a score means."""
    plain = ""
    if joins[0].score < _EVEN:
        plain = " A pair may be unlikely by itself where the claims taken together are plain."
    return sentence(
        "{joins} of two claims {hold} the {claims} together; the score is how likely the two were "
        "held to answer one question.{plain}",
        joins=counted(len(joins), "comparison"),
        hold="holds" if len(joins) == 1 else "hold",
        claims=len(entry.fact.claims),
        plain=plain,
    )


def compared(join: Join, lookup: Lookup) -> Sentence:
    a, b = lookup.claims.get(join.a), lookup.claims.get(join.b)
    return sentence(
        "{a} and {b}: {reasons} ({score}).",
        a=claim_name(a, lookup) if a else Piece(join.a, join.a),
        b=claim_name(b, lookup) if b else Piece(join.b, join.b),
        reasons="; ".join(join.reasons) or "nothing speaks against it",
        score=likelihood(join.score),
    )


def nearly(entry: Entry, lookup: Lookup) -> tuple[Paragraph, ...]:
    """The questions that were nearly the same, and why they are not; nothing where none was."""
    told = tuple(
        sentence(
            "{question}: {reasons} ({score}).",
            question=question(lookup.entries[miss.b]),
            reasons="; ".join(miss.reasons),
            score=likelihood(miss.score),
        )
        for miss in entry.fact.near
        if miss.b in lookup.entries
    )
    if not told:
        return ()
    return (Paragraph("near_misses", "What was nearly the same question", told, itemised=True),)
