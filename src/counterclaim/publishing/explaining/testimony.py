"""How claims became voices: who goes back to whom, and who copied whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from counterclaim.model import Copy, Entry, Voice
from counterclaim.publishing.explaining.naming import ended, report, reports, voice_name
from counterclaim.publishing.explaining.paragraphs import (
    Paragraph,
    Piece,
    Sentence,
    listed,
    run_on,
    sentence,
    words,
)
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import counted

Copies = Mapping[tuple[str, str], Copy]

_VOICES = 8
_COPIES = 3
_ATTRIBUTED = 3
# As voices and relations word their reasons.
_SHARES = " shares the passage with "
_THEN = ", then "
_COURSE = frozenset({"revises", "refines"})


def heard(entry: Entry, lookup: Lookup, copies: Copies) -> Paragraph:
    """How many voices the claims are, and why."""
    claims = len(entry.fact.claims)
    count = counted(len(entry.voices), "independent voice")
    sentences = []
    if claims > 1:
        are = "is" if len(entry.voices) == 1 else "are"
        sentences.append(sentence("In the {n} claims there {are} {count}.", n=claims, are=are,
                                  count=count))  # fmt: skip
    joined = [voice for voice in entry.voices if len(voice.claims) > 1]
    alone = [voice for voice in entry.voices if len(voice.claims) == 1]
    sentences += [one_voice(voice, entry, lookup, copies) for voice in joined[:_VOICES]]
    if len(joined) > _VOICES:
        left = counted(len(joined) - _VOICES, "further voice")
        sentences.append(sentence("{left} of several claims not told here.", left=left))
    if alone:
        sentences.append(_alone(alone, lookup))
    heading = "Which of them are one voice" if claims > 1 else "Whose voice it is"
    return Paragraph("voices", heading, tuple(sentences), itemised=True)


def _alone(voices: list[Voice], lookup: Lookup) -> Sentence:
    named = [
        words(sentence("{voice}, in {reports}", voice=v.name, reports=reports(v.documents, lookup)))
        for v in voices[:_VOICES]
    ]
    ids = [v.id for v in voices[:_VOICES]]
    pieces = [Piece(f"; {text}" if at else text, id)
              for at, (text, id) in enumerate(zip(named, ids, strict=True))]  # fmt: skip
    if len(voices) > _VOICES:
        pieces.append(Piece(f"; and {len(voices) - _VOICES:,} more"))
    return sentence("Heard once: {named}.", named=tuple(pieces))


def one_voice(voice: Voice, entry: Entry, lookup: Lookup, copies: Copies) -> Sentence:
    """Why a voice's claims are one, who copied whom, and how what it says moved."""
    joined = sentence(
        "One voice is {name}, with {claims} in {reports}: {reasons}.",
        name=voice_name(voice),
        claims=counted(len(voice.claims), "claim"),
        reports=reports(voice.documents, lookup),
        reasons="; ".join(_why(voice)),
    )
    return run_on([joined, *_copied(voice, lookup, copies), *_course(voice, entry)])


def _why(voice: Voice) -> list[str]:
    """The reasons, those of one kind in one clause."""
    tail = f" attributes it to {voice.name}"
    attributing = [r.removesuffix(tail) for r in voice.reasons if r.endswith(tail)]
    told: list[str] = []
    for reason in voice.reasons:
        if reason == f"all cite {voice.name}":
            told.insert(0, "it is cited for them" if attributing else "all cite it")
        elif not reason.endswith(tail):
            told.append(reason)
    if attributing:
        named = attributing[:_ATTRIBUTED]
        if more := len(attributing) - len(named):
            named.append(counted(more, "further report"))
        where = words(listed(map(Piece, named)))
        told.insert(1, f"what is told in the report's own voice is attributed to it in {where}")
    return told


def _copied(voice: Voice, lookup: Lookup, copies: Copies) -> Iterator[Sentence]:
    """The copies by which claims of the voice were joined."""
    held = [report(lookup.documents.get(id), id) for id in voice.documents]
    found = []
    for a, b in combinations(held, 2):
        shared = {f"{a.text}{_SHARES}{b.text}", f"{b.text}{_SHARES}{a.text}"}
        copy = copies.get((min(a.id or "", b.id or ""), max(a.id or "", b.id or "")))
        if copy and shared & {*voice.reasons}:
            found.append(copy)
    found.sort(key=lambda copy: (-copy.score, copy.a, copy.b))
    for copy in found[:_COPIES]:
        yield copied(copy, lookup)


def copied(copy: Copy, lookup: Lookup) -> Sentence:
    """Who took the text from whom, as far as it is known, with the reasons."""
    a = report(lookup.documents.get(copy.a), copy.a)
    b = report(lookup.documents.get(copy.b), copy.b)
    source, taker = (b, a) if copy.direction == "b->a" else (a, b)
    reasons = copy.reasons
    if copy.relation == "common_source":
        pattern = "{taker} and {source} have it from one source: {why}"
    elif copy.direction == "unknown":
        pattern = "{taker} and {source} share text, and which was first is not known: {why}"
        reasons = reasons[:1]
    else:
        pattern = "{taker} took its text from {source}: {why}"
    return sentence(pattern, taker=taker, source=source, why=ended(" ".join(reasons)))


def _course(voice: Voice, entry: Entry) -> Iterator[Sentence]:
    """Its numbers, report by report, where they moved."""
    own = {*voice.claims}
    moved = [r for r in entry.relations if r.kind in _COURSE and {r.a, r.b} <= own]
    if moved:
        first, *later = [(relation.reason, relation.a) for relation in moved]
        pieces = [Piece(*first)]
        for reason, claim in later:
            was, then, now = reason.partition(_THEN)
            pieces.append(Piece(f"{then}{now}" if then else f"; {was}", claim))
        yield (*pieces, Piece("."))
