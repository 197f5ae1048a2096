"""Word lists, written so that a person can read and extend them."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a list written with spaces between."""
    return frozenset(listed.split())
