"""The documents at some paths, as the stages after reading take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from counterclaim.errors import InputError
from counterclaim.model import Document, Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.collection import with_names
from counterclaim.reading.reader import read
from counterclaim.reading.years import with_years

Gathered = tuple[tuple[Document, ...], tuple[Problem, ...]]


def gather(
    paths: Iterable[Path],
    metadata: Path | None,
    progress: Callable[[str, int, int], None],
    *,
    policy: Policy = DEFAULT,
) -> Gathered:
    """The documents at the paths, with their years and the names of their media, and what could not
    be read. Raises InputError if there is no document."""
    documents: dict[str, Document] = {}
    problems = []
    for found in read(paths, metadata=metadata, policy=policy):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            documents[found.id] = found
            progress("read", len(documents), 0)
    if not documents:
        told = "".join(f"\n{problem}" for problem in problems)
        raise InputError(f"nothing could be read; name files or folders with reports{told}")
    return with_names(with_years(tuple(documents.values()), policy), policy), tuple(problems)
