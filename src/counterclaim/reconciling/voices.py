"""Independent lines of testimony: claims joined by a root or a copied passage are one voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.model import UNBOUND, Bond, Bonds, Voice, identifier
from counterclaim.reconciling.attribution import attributed
from counterclaim.reconciling.course import latest
from counterclaim.reconciling.joined import Joined
from counterclaim.reconciling.roots import Root
from counterclaim.reconciling.tellings import Telling
from counterclaim.review import regrouped

_NAMED = 3  # further names of one voice that are told


def voices(
    fact: str, said: Sequence[Telling], roots: Mapping[str, Root], bonds: Bonds = UNBOUND
) -> tuple[Voice, ...]:
    """The voices on a fact; ``said`` are its claims in order of publication.

    Two claims are one voice if they go back to one root, which for what a report says in its own
    voice is the speaker to whom it attributes it (see ``attributed``); or if the sentence of one
    stands in a passage that was copied from or to the sentence of the other. Over both goes what
    reviewers decided on these claims (``bonds``).
    """
    sources = attributed(said, roots)
    groups = Joined([telling.claim.id for telling in said])
    reasons: dict[str, list[str]] = {}
    for one, other, why in [*_rooted(said, sources), *_copied(said)]:
        groups.join(one, other)
        reasons.setdefault(other, []).append(why)
    for bond in bonds.together:
        reasons.setdefault(bond.others[0], []).append(bond.why)
    by_claim = {telling.claim.id: telling for telling in said}
    return tuple(
        _voice(fact, [by_claim[claim] for claim in members], sources, reasons, bonds.apart)
        for members in regrouped(by_claim, groups.settled(), bonds)
    )


Pair = tuple[str, str, str]


def _rooted(said: Sequence[Telling], roots: Mapping[str, Root]) -> Iterator[Pair]:
    first: dict[str, str] = {}
    for telling in said:
        root = roots[telling.claim.id]
        held = first.setdefault(root.key, telling.claim.id)
        if held != telling.claim.id:
            yield held, telling.claim.id, roots[held].why
            yield held, telling.claim.id, root.why


def _copied(said: Sequence[Telling]) -> Iterator[Pair]:
    before: dict[str, Telling] = {}
    for telling in said:
        for other in telling.copied:
            if other in before:
                why = f"{telling.report} shares the passage with {before[other].report}"
                yield other, telling.claim.id, why
        before[telling.claim.id] = telling


def _voice(
    fact: str,
    said: Sequence[Telling],
    roots: Mapping[str, Root],
    reasons: Mapping[str, Sequence[str]],
    apart: Sequence[Bond],
) -> Voice:
    claims = tuple(telling.claim.id for telling in said)
    sources = _sources([roots[claim] for claim in claims])
    names = list(dict.fromkeys(source.name for source in sources))
    lower, upper = latest(said)
    joining = claims if len(claims) > 1 else ()
    why = dict.fromkeys(reason for claim in joining for reason in reasons.get(claim, ()))
    why |= dict.fromkeys(bond.why for bond in apart if not {*claims}.isdisjoint(bond.claims))
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
        kind=sources[0].kind,
    )


def _sources(found: Sequence[Root]) -> Sequence[Root]:
    """Whom the claims go back to: those who are quoted, else those who print."""
    return [root for root in found if root.spoken] or found
