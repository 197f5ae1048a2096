"""Reports of an invented war, a fifth of them reprints, and the claims in each."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from counterclaim.model import Claim, Document, GroundedClaim, identifier

sys.path.insert(0, str(Path(__file__).parents[1] / "match"))
from grown import Grower

_EACH = 2.9  # claims of a grown report
_REPRINTS = 0.2
_A_DAY = 27  # reports: 100,000 in ten years
_OUTLETS = 60


@dataclass(frozen=True, slots=True)
class Reports:
    """Documents in order of publication, and the claims that a reader finds in each."""

    documents: tuple[Document, ...]
    claims: Mapping[str, tuple[GroundedClaim, ...]]


def reports(count: int, seed: int) -> Reports:
    """So many reports, some of them printed again within days by another outlet."""
    dice = random.Random(seed)
    grown = Grower(seed).ledger(int(count * _EACH), count / _A_DAY)
    claims: dict[str, list[GroundedClaim]] = {}
    for grounded in grown.claims:
        claims.setdefault(grounded.claim.document, []).append(grounded)
    documents = []
    for document in grown.documents:
        english = replace(document, language="en", source="grown")
        documents.append(english)
        if dice.random() < _REPRINTS:
            again = _again(english, dice)
            claims[again.id] = [_moved(each, again.id) for each in claims[document.id]]
            documents.append(again)
    documents = dice.sample(documents, min(count, len(documents)))
    documents.sort(key=lambda document: (document.published or date.max, document.id))
    return Reports(tuple(documents), {id: tuple(held) for id, held in claims.items()})


def _again(document: Document, dice: random.Random) -> Document:
    later = (document.published or date.max) + timedelta(dice.randrange(3))
    outlet = f"outlet {dice.randrange(_OUTLETS)}"
    return replace(document, id=f"{document.id}r", outlet=outlet, published=later)


def _moved(grounded: GroundedClaim, document: str) -> GroundedClaim:
    id = identifier("claim", document, grounded.claim.trigger.span.start)
    return replace(grounded, claim=replace(grounded.claim, id=id, document=document))


@dataclass(frozen=True, slots=True)
class Given:
    """A reader that finds the claims that were grown: it takes no time."""

    claims: Mapping[str, tuple[GroundedClaim, ...]]
    name: str = "given"

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for document in documents:
            yield tuple(grounded.claim for grounded in self.claims[document.id])

    def ground(self, document: Document, _claims: Sequence[Claim]) -> Sequence[GroundedClaim]:
        return self.claims[document.id]
