"""One report read twice, and annotation files made of it, for the tests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from counterclaim.evaluating import Case
from counterclaim.model import Collection, Document, GroundedClaim
from counterclaim.publishing import EXPORTS
from tests.making import claim, document

TEXT = (
    "Shelling killed 12 people in Sarim, the mayor said. Rebels seized Dovra on Monday. "
    "The governor denied that 400 villagers fled. Thirty homes burned. "
)
REPORT = document("r1", TEXT)


def killed(count: str | None = "12", **fields: Any) -> GroundedClaim:
    told = {"object": "people", "group": "people", "places": ("Sarim",), "speaker": "the mayor"}
    return claim(REPORT, "killed", "killed", quantity=count, **told | fields)


def seized(**fields: Any) -> GroundedClaim:
    return claim(REPORT, "seized", "seized", **{"object": "Dovra", "places": ("Dovra",)} | fields)


def fled(**fields: Any) -> GroundedClaim:
    told = {"quantity": "400", "object": "villagers", "group": "civilians", "polarity": "denied"}
    return claim(REPORT, "displaced", "fled", **told | fields)


def burned(**fields: Any) -> GroundedClaim:
    return claim(REPORT, "destroyed", "burned", quantity="Thirty", object="homes", **fields)


def cases(*claims: GroundedClaim, facts: Iterable[str | None] = ()) -> tuple[Case, ...]:
    told = [*facts, *[None] * len(claims)]
    return tuple(
        Case(
            found.claim,
            found.period.start if found.period else None,
            found.period.end if found.period else None,
            fact,
        )
        for found, fact in zip(claims, told, strict=False)
    )


def annotated_line(report: Document, *claims: GroundedClaim, fact: str | None = None) -> str:
    """A line of an annotation file, its claims as the export writes them."""
    held = Collection(documents=(report,), claims=claims)
    told = [json.loads(line) | {"fact": fact} for line in EXPORTS["claims-jsonl"](held)]
    return json.dumps({"doc": report.id, "text": report.text, "claims": told})


def written(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
