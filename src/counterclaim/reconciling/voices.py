"""Independent lines of testimony: claims joined by a root or a copied passage are one voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.model import Span, Voice, identifier
from counterclaim.model.ranges import Range, meet, together
from counterclaim.reconciling.roots import Root
from counterclaim.reconciling.tellings import Telling
from counterclaim.tracing import CopiedPassages


def voices(
    fact: str, said: Sequence[Telling], roots: Mapping[str, Root], passages: CopiedPassages
) -> tuple[Voice, ...]:
    """The voices on a fact; ``said`` are its claims in order of publication.

    Two claims are one voice if they go back to one root; if the sentence of one stands in a
    passage that was copied from or to the sentence of the other; or if one report makes one in its
    own voice (a headline, say) and attributes the other, and both can hold.
    """
    groups = _Joined([telling.claim.id for telling in said])
    reasons: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for telling in said:
        key = roots[telling.claim.id].key
        groups.join(first.setdefault(key, telling.claim.id), telling.claim.id)
    for one, other, why in [*_copied(said, passages), *_attributed(said, roots)]:
        groups.join(one, other)
        reasons.setdefault(one, []).append(why)
    by_claim = {telling.claim.id: telling for telling in said}
    return tuple(
        _voice(fact, [by_claim[claim] for claim in members], roots, reasons)
        for members in groups.settled()
    )


def _copied(said: Sequence[Telling], passages: CopiedPassages) -> list[tuple[str, str, str]]:
    """Pairs of claims whose sentences are copies of each other, with the reason."""
    by_document: dict[str, list[Telling]] = {}
    for telling in said:
        by_document.setdefault(telling.document.id, []).append(telling)
    found = []
    for telling in said:
        for document, span in passages.counterparts(telling.document.id, telling.claim.sentence):
            for other in by_document.get(document, ()):
                if _half(span, other.claim.sentence):
                    why = f"{telling.document.id} and {document} share the passage it stands in"
                    found.append((telling.claim.id, other.claim.id, why))
    return found


def _attributed(said: Sequence[Telling], roots: Mapping[str, Root]) -> list[tuple[str, str, str]]:
    """Claims in a report's own voice, each with the first that the report attributes."""
    spoken = [telling for telling in said if roots[telling.claim.id].spoken]
    found = []
    for own in (telling for telling in said if not roots[telling.claim.id].spoken):
        for other in spoken:
            if other.document.id == own.document.id and _both_hold(own, other):
                root = roots[other.claim.id]
                why = f"{own.document.id} attributes it to {root.name}"
                found.append((other.claim.id, own.claim.id, why))
                break
    return found


def _both_hold(a: Telling, b: Telling) -> bool:
    same = a.claim.polarity == b.claim.polarity
    return same and meet((a.claim.lower, a.claim.upper), (b.claim.lower, b.claim.upper))


def _half(span: Span, sentence: Span) -> bool:
    """Whether the copied span covers at least half of the other sentence."""
    covered = min(span.end, sentence.end) - max(span.start, sentence.start)
    return 2 * covered >= len(sentence)


def _voice(
    fact: str,
    said: Sequence[Telling],
    roots: Mapping[str, Root],
    copies: Mapping[str, Sequence[str]],
) -> Voice:
    claims = tuple(telling.claim.id for telling in said)
    own = _names([roots[claim] for claim in claims])
    lower, upper = latest(said)
    why = dict.fromkeys(roots[claim].why for claim in claims if len(claims) > 1)
    why.update(dict.fromkeys(reason for claim in claims for reason in copies.get(claim, ())))
    return Voice(
        id=identifier("voice", fact, claims[0]),
        name=own[0] if len(own) == 1 else f"{own[0]} (also as {', '.join(own[1:])})",
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


def latest(said: Sequence[Telling]) -> Range:
    """What a voice last said: the numbers of its last report that gives any.

    Where that report recalls a number that the voice gave before, the new ones hold.
    """
    counted = [telling for telling in said if telling.counted]
    if not counted:
        return None, None
    last = counted[-1].document.id
    before = {_numbers(telling) for telling in counted if telling.document.id != last}
    now = [_numbers(telling) for telling in counted if telling.document.id == last]
    return together([numbers for numbers in now if numbers not in before] or now)


def _numbers(telling: Telling) -> Range:
    return telling.claim.lower, telling.claim.upper


class _Joined:
    """Sets of names that grow together; the first name of a set stands for it."""

    def __init__(self, names: Sequence[str]) -> None:
        self._order = {name: at for at, name in enumerate(names)}
        self._parent = {name: name for name in names}

    def _top(self, name: str) -> str:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self._top(a), self._top(b)), key=self._order.__getitem__)
        self._parent[second] = first

    def settled(self) -> list[list[str]]:
        groups: dict[str, list[str]] = {}
        for name in self._order:
            groups.setdefault(self._top(name), []).append(name)
        return list(groups.values())
