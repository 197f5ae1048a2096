"""Where claims and voices part, which questions contain which, and what reviewers decided."""

from __future__ import annotations

from collections.abc import Collection as Ids
from collections.abc import Iterator, Sequence

from counterclaim.model import Entry, Relation
from counterclaim.publishing.explaining.naming import ended, question, voice_name
from counterclaim.publishing.explaining.paragraphs import (
    Paragraph,
    Piece,
    Sentence,
    listed,
    sentence,
)
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import RELATIONS, counted
from counterclaim.review import Standing

_CONFLICTS = (
    "denies", "contests", "different_actor", "different_place", "exceeds", "falls_short",
    "part_exceeds_whole", "does_not_sum",
)  # fmt: skip
_MOST = 12
_SCOPES = 6


def parted(entry: Entry, lookup: Lookup) -> Paragraph:
    """Each conflict with its reason, the gravest first."""
    gravity = {kind: place for place, kind in enumerate(RELATIONS)}
    found = sorted(
        (relation for relation in entry.relations if relation.kind in _CONFLICTS),
        key=lambda relation: gravity[relation.kind],
    )
    if not found:
        none = "No claim contradicts another." if len(entry.fact.claims) > 1 else (
            "No other claim contradicts it."
        )  # fmt: skip
        return Paragraph("conflicts", "Where they part", (sentence(none),))
    told = tuple(conflicts(found, lookup))
    return Paragraph("conflicts", "Where they part", told, itemised=True)


def concerning(entry: Entry, ids: Ids[str], lookup: Lookup) -> Paragraph:
    """The conflicts of one claim or voice."""
    found = [r for r in entry.relations if r.kind in _CONFLICTS and {r.a, r.b} & {*ids}]
    told = tuple(conflicts(found, lookup)) or (sentence("Nothing here contradicts it."),)
    return Paragraph("conflicts", "What contradicts it", told, itemised=True)


def conflicts(found: Sequence[Relation], lookup: Lookup) -> Iterator[Sentence]:
    """Each conflict by its reason; all that one voice denies in one sentence."""
    denials: dict[str, list[Relation]] = {}
    others = []
    for relation in found:
        if relation.kind == "denies" and {relation.a, relation.b} <= lookup.voice_of.keys():
            denials.setdefault(lookup.voice_of[relation.a].id, []).append(relation)
        else:
            others.append(relation)
    for denied in denials.values():
        yield _denial(denied, lookup)
    for relation in others[:_MOST]:
        yield (Piece(ended(relation.reason), relation.a),)
    if len(others) > _MOST:
        left = counted(len(others) - _MOST, "further conflict is", "further conflicts are")
        yield sentence("{left} not told here.", left=left)


def _denial(denied: Sequence[Relation], lookup: Lookup) -> Sentence:
    said = dict.fromkeys(lookup.voice_of[relation.b] for relation in denied)
    named: list[Piece | Sentence] = [voice_name(voice) for voice in list(said)[:_SCOPES]]
    if len(said) > _SCOPES:
        named.append(Piece(f"{len(said) - _SCOPES:,} more"))
    return sentence(
        "{denier} denies what is said by {those}.",
        denier=Piece(lookup.voice_of[denied[0].a].name, denied[0].a),
        those=listed(named),
    )


def nested(entry: Entry, inner: Sequence[Entry], lookup: Lookup) -> Paragraph:
    """The wider questions that contain this one, and the narrower ones that it contains."""
    outer = [lookup.entries[id] for id in entry.fact.within if id in lookup.entries]
    sentences = []
    if outer:
        sentences.append(_scopes("It is a part of {those}.", outer))
        ways = dict.fromkeys(r.reason for r in entry.relations if r.kind == "part_of")
        sentences += [sentence("{way}", way=ended(way[:1].upper() + way[1:])) for way in ways]
    if inner:
        sentences.append(_scopes("It contains {those}.", inner))
    if not sentences:
        sentences.append(sentence("No other question here contains it, or is a part of it."))
    return Paragraph("containment", "Wider and narrower questions", tuple(sentences))


def _scopes(pattern: str, entries: Sequence[Entry]) -> Sentence:
    named: list[Piece | Sentence] = [question(entry) for entry in entries[:_SCOPES]]
    if len(entries) > _SCOPES:
        named.append(Piece(counted(len(entries) - _SCOPES, "further question")))
    return sentence(pattern, those=listed(named))


def decided(claims: Ids[str], decisions: Sequence[Standing]) -> tuple[Paragraph, ...]:
    """What reviewers decided on these claims; nothing where they decided nothing."""
    told = tuple(
        sentence(
            "{kind} by {by}: {state}{why}.",
            kind=Piece(each.decision.kind.replace("_", " ").capitalize(), each.decision.id),
            by=each.decision.by,
            state=each.state.replace("_", " "),
            why=f" ({each.why})" if each.why else "",
        )
        for each in decisions
        if not {*each.decision.claims}.isdisjoint(claims)
    )
    return (Paragraph("decisions", "What reviewers decided", told),) if told else ()
