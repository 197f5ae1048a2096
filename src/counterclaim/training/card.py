"""What the card of a set of weights says: from what, how and with what they were made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch.version

from counterclaim.extracting.encoder import FILES
from counterclaim.extracting.encoder import card as finished
from counterclaim.training.base import PACKAGE
from counterclaim.training.examples import files
from counterclaim.training.loop import Recipe


def data(paths: Sequence[Path], reports: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The data: files by folder, name and SHA-256, and how many annotated reports were in them."""
    return {
        "files": {f"{file.parent.name}/{file.name}": _digest(file) for file in files(paths)},
        "reports": len(reports),
        "claims": sum(len(report["claims"]) for report in reports),
        "licence": "FA-KES texts CC BY 4.0; PolNeAR for research; annotation of reports, and "
        "reports of our own, by the makers of Counterclaim",
    }


def card(
    paths: Sequence[Path],
    reports: Sequence[Mapping[str, Any]],
    recipe: Recipe,
    start: Path | None,
    mean: Sequence[Path],
    figures: str,
) -> dict[str, Any]:
    """The card, but for the files of the weights themselves, which the export adds. ``start`` is
    the folder of the weights that were gone on from, ``mean`` those of finished weights that were
    averaged with what was learnt; their own cards are kept."""
    return {
        "model": "learned reader",
        "base": f"all-MiniLM-L6-v2 (Apache-2.0), package {PACKAGE.replace('_', '-')}",
        "data": data(paths, reports),
        "start": {name: _digest(start / name) for name in FILES} if start else {},
        "mean": [finished(weights) for weights in mean],
        "recipe": asdict(recipe),
        "figures": figures,
        "torch": torch.version.__version__,
    }


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
