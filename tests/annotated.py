"""An extractor that gives what was annotated, so that later stages can be tried by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.model import Claim, Document
from counterclaim.reading.annotated import annotated

GOLD = Path(__file__).parent / "gold"


class Annotated:
    """Gives each document the claims that a gold file has for its id; others have none."""

    name = "annotated"

    def __init__(self, path: Path) -> None:
        self._claims = {report.document.id: report.claims for report in annotated(path)}

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for document in documents:
            found = self._claims.get(document.id, ())
            yield tuple(sorted(found, key=lambda claim: (claim.trigger.span, claim.id)))
