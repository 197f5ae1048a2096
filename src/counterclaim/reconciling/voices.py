"""Independent lines of testimony: claims joined by a root or a copied passage are one voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.model import Voice, identifier
from counterclaim.model.ranges import Range, meet, together
from counterclaim.reconciling.joined import Joined
from counterclaim.reconciling.roots import Root
from counterclaim.reconciling.tellings import Telling

_NAMED = 3  # further names of one voice that are told


def voices(fact: str, said: Sequence[Telling], roots: Mapping[str, Root]) -> tuple[Voice, ...]:
    """The voices on a fact; ``said`` are its claims in order of publication.

    Two claims are one voice if they go back to one root; if the sentence of one stands in a
    passage that was copied from or to the sentence of the other; or if one report makes one in its
    own voice (a headline, say) and attributes the other, and both can hold.
    """
    groups = Joined([telling.claim.id for telling in said])
    reasons: dict[str, list[str]] = {}
    for one, other, why in [*_rooted(said, roots), *_copied(said), *_attributed(said, roots)]:
        groups.join(one, other)
        reasons.setdefault(other, []).append(why)
    by_claim = {telling.claim.id: telling for telling in said}
    return tuple(
        _voice(fact, [by_claim[claim] for claim in members], roots, reasons)
        for members in groups.settled()
    )


def latest(said: Sequence[Telling]) -> Range:
    """What a voice last said: the numbers of its last report that gives any of its own.

    A reprint says nothing new; and where the last report recalls a number that the voice gave
    before, the new ones hold.
    """
    counted = [telling for telling in said if telling.counted and not telling.reprint]
    if not counted:
        return None, None
    last = counted[-1].document.id
    before = {telling.numbers for telling in counted if telling.document.id != last}
    now = [telling.numbers for telling in counted if telling.document.id == last]
    return together([numbers for numbers in now if numbers not in before] or now)


Pair = tuple[str, str, str]


def _rooted(said: Sequence[Telling], roots: Mapping[str, Root]) -> Iterator[Pair]:
    first: dict[str, str] = {}
    for telling in said:
        root = roots[telling.claim.id]
        held = first.setdefault(root.key, telling.claim.id)
        if held != telling.claim.id:
            yield held, telling.claim.id, root.why


def _copied(said: Sequence[Telling]) -> Iterator[Pair]:
    before: dict[str, Telling] = {}
    for telling in said:
        for other in telling.copied:
            if other in before:
                why = f"{telling.report} shares the passage with {before[other].report}"
                yield other, telling.claim.id, why
        before[telling.claim.id] = telling


def _attributed(said: Sequence[Telling], roots: Mapping[str, Root]) -> Iterator[Pair]:
    """Claims in a report's own voice, each with the first that the report attributes."""
    spoken = [telling for telling in said if roots[telling.claim.id].spoken]
    for own in said:
        if roots[own.claim.id].spoken:
            continue
        fitting = (t for t in spoken if t.document.id == own.document.id and _both_hold(own, t))
        held = next(fitting, None)
        if held is not None:
            name = roots[held.claim.id].name
            yield held.claim.id, own.claim.id, f"{own.report} attributes it to {name}"


def _both_hold(a: Telling, b: Telling) -> bool:
    return a.claim.polarity == b.claim.polarity and meet(a.numbers, b.numbers)


def _voice(
    fact: str,
    said: Sequence[Telling],
    roots: Mapping[str, Root],
    reasons: Mapping[str, Sequence[str]],
) -> Voice:
    claims = tuple(telling.claim.id for telling in said)
    names = _names([roots[claim] for claim in claims])
    lower, upper = latest(said)
    why = dict.fromkeys(reason for claim in claims for reason in reasons.get(claim, ()))
    if len(names) > 1:
        more = "" if len(names) <= _NAMED + 1 else ", …"
        why[f"also named: {', '.join(names[1 : _NAMED + 1])}{more}"] = None
    return Voice(
        id=identifier("voice", fact, claims[0]),
        name=names[0],
        claims=claims,
        documents=tuple(dict.fromkeys(telling.document.id for telling in said)),
        lower=lower,
        upper=upper,
        reasons=tuple(why) or ("said once",),
    )


def _names(found: Sequence[Root]) -> list[str]:
    """Whom the claims go back to: those who are quoted, else those who print."""
    spoken = [root for root in found if root.spoken]
    return list(dict.fromkeys(root.name for root in spoken or found))
