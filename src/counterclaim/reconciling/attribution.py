"""Whose word it is that a report gives in its own voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from counterclaim.model.ranges import inside, meet
from counterclaim.reconciling.roots import Root, own_key
from counterclaim.reconciling.tellings import Telling


def attributed(said: Sequence[Telling], roots: Mapping[str, Root]) -> Mapping[str, Root]:
    """The roots of the claims on one fact, those in a report's own voice traced to a speaker.

    A headline, or a lead, gives the word of a speaker whom the same report quotes on the same
    fact: of one who gives the very number, else of one whose number it tells more loosely. A
    number that a report gives in its own voice is also the word of the speaker to whom a report
    of the same outlet, or of the same agency's text, attributed it on that day or before.
    """
    spoken = [telling for telling in said if roots[telling.claim.id].spoken]
    beside: dict[str, list[Telling]] = {}
    before: dict[tuple[str, int], Telling] = {}
    for telling in spoken:
        beside.setdefault(telling.document.id, []).append(telling)
        if telling.value is not None and not telling.denies:
            for carrier in _carriers(telling, roots[telling.claim.id]):
                before.setdefault((carrier, telling.value), telling)
    found = {telling.claim.id: roots[telling.claim.id] for telling in said}
    for own in said:
        root = found[own.claim.id]
        if not root.spoken:
            source = _quoted(own, beside.get(own.document.id, ())) or _earlier(own, root, before)
            found[own.claim.id] = _traced(own, root, source, roots) if source else root
    return found


def _quoted(own: Telling, beside: Sequence[Telling]) -> Telling | None:
    """Whom the report itself quotes for it."""
    fitting = [other for other in beside if _gives_word_of(own, other)]
    same = (other for other in fitting if other.value == own.value)
    return next(same, None) or next(iter(fitting), None)


def _gives_word_of(own: Telling, other: Telling) -> bool:
    """Whether a report's own number is no more than the quoted one says: the number itself, or a
    looser one ("dozens" above "at least 43"); a round one ("nearly 70") may be either side."""
    if own.claim.polarity != other.claim.polarity:
        return False
    if not own.claim.numbered:
        return True
    # "The source saw bodies" does not make the headline's number the source's.
    if other.value is None:
        return False
    quantity = own.claim.quantity
    is_round = quantity is not None and quantity.precision == "about"
    return inside(other.numbers, own.numbers) or (
        meet(own.numbers, other.numbers) and (is_round or own.value == other.value)
    )


def _earlier(own: Telling, root: Root, before: Mapping[tuple[str, int], Telling]) -> Telling | None:
    """Whom another report of the same outlet or agency quoted for the number."""
    if own.value is None or own.denies:
        return None
    sources = (before.get((carrier, own.value)) for carrier in _carriers(own, root))
    return next((found for found in sources if found and _day(found) <= _day(own)), None)


def _carriers(telling: Telling, root: Root) -> tuple[str, str]:
    """Whose text the report prints, and who prints it."""
    return root.carrier, own_key(telling.document)


def _day(telling: Telling) -> date:
    return telling.document.published or date.max


def _traced(own: Telling, root: Root, source: Telling, roots: Mapping[str, Root]) -> Root:
    quoted = roots[source.claim.id]
    return replace(
        quoted, why=f"{source.report} attributes it to {quoted.name}", carrier=root.carrier
    )
