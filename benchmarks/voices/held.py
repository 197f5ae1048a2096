"""What a collection of claims holds: who gives which value for what, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What is asked: an item (a flight, a book), and what is asked of it (a day, an attribute).
Question = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """``claims`` has one value a source for each question; ``truth`` is known for some of them.

    Both are normalised: values are right if they are equal. ``wording`` has the same claims as
    their sources wrote them.
    """

    claims: Mapping[Question, Mapping[str, str]]
    wording: Mapping[Question, Mapping[str, str]]
    truth: Mapping[Question, str]

    @property
    def asked(self) -> list[Question]:
        """The questions that have a known answer and a claim."""
        return sorted(self.truth.keys() & self.claims.keys())

    @property
    def sources(self) -> list[str]:
        return sorted({source for given in self.claims.values() for source in given})
