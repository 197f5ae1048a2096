"""Fit the weights by which claims are brought together, from annotated reports.

    python -m counterclaim.training.joins REPORTS.jsonl [REPORTS.jsonl …]

Prints the tables of ``matching/weights.py``: logistic regression (Newton's method, a light ridge)
on pairs of claims of one type, by whether their annotation puts them to one fact. Pairs of one
report and of two reports are fitted apart. An event with very many pairs counts no more than 300
of them, so that no single event decides. Seeded by nothing: the same reports give the same tables.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

from counterclaim.grounding import Grounder
from counterclaim.matching.candidates import candidates
from counterclaim.matching.comparison import Comparing, Comparison
from counterclaim.matching.profiles import Profile, profile
from counterclaim.model import Document
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.annotated import Annotated, annotated

_RIDGE = 1.0
_MOST = 300
_STEPS = 20
_UNKNOWN = ("unknown", "none", "other", "far")  # levels that the others are measured against
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with the fact and the event that its annotation puts it to."""

    profile: Profile
    fact: tuple[str, str | None]
    event: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims compared, and whether they answer one question."""

    compared: Comparison
    together: bool
    same: bool
    event: str


def cases(reports: Sequence[Annotated], source: str, grounder: Grounder) -> Iterator[Case]:
    """The claims of one file; facts of different files are different facts."""
    for report in reports:
        for grounded, fact in zip(
            grounder.ground(report.document, report.claims), report.facts, strict=True
        ):
            yield Case(profile(0, grounded, report.document), (source, fact), report.event)


def pairs(
    held: Sequence[Case], documents: Mapping[str, Document], policy: Policy = DEFAULT
) -> Iterator[Pair]:
    """The pairs that the matcher would compare, within each file."""
    for _, group in groupby(held, lambda case: case.fact[0]):
        cases = list(group)
        profiles = [replace(case.profile, position=at) for at, case in enumerate(cases)]
        near = candidates(profiles, policy)
        told = Comparing(profiles, documents).explained(near.a, near.b)
        for one, other, compared in zip(near.a.tolist(), near.b.tolist(), told, strict=True):
            a, b = cases[one], cases[other]
            together = a.profile.document == b.profile.document
            yield Pair(compared, together, a.fact == b.fact, a.event)


def fit(found: Sequence[Pair]) -> dict[str, float]:
    """The weight of each level, of both likenesses, and of the start."""
    names = sorted({level for pair in found for level in pair.compared.levels if _told(level)})
    column = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(found), len(names) + 3))
    for row, pair in enumerate(found):
        for level in filter(_told, pair.compared.levels):
            table[row, column[level]] = 1
        table[row, -3:] = (pair.compared.sentences, pair.compared.documents, 1)
    answers = np.array([float(pair.same) for pair in found])
    solved = _newton(table, answers, _shares(found))
    return dict(zip([*names, "sentences", "documents", "start"], solved.tolist(), strict=True))


def _told(level: str) -> bool:
    return level.split(": ")[1] not in _UNKNOWN or level == "time: far"


def _shares(found: Sequence[Pair]) -> Floats:
    equal = Counter(pair.event for pair in found if pair.same)
    return np.array([min(1.0, _MOST / equal[p.event]) if p.same else 1.0 for p in found])


def _newton(table: Floats, answers: Floats, shares: Floats) -> Floats:
    weights = np.zeros(table.shape[1])
    ridge = _RIDGE * np.eye(len(weights))
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (shares * (answers - odds)) - _RIDGE * weights
        curve = (table * (shares * odds * (1 - odds))[:, None]).T @ table + ridge
        weights += np.linalg.solve(curve, slope)
    return weights


def main(files: Sequence[str]) -> None:
    grounder = Grounder.load()
    reports = {file: tuple(annotated(Path(file))) for file in files}
    held = [case for file, own in reports.items() for case in cases(own, file, grounder)]
    documents = {r.document.id: r.document for own in reports.values() for r in own}
    found = list(pairs(held, documents))
    for name, together in (("APART", False), ("TOGETHER", True)):
        print(f"{name}:")
        for level, weight in fit([pair for pair in found if pair.together == together]).items():
            print(f'    "{level}": {weight:.1f},')


if __name__ == "__main__":
    main(sys.argv[1:])
