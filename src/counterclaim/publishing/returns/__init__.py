"""What people corrected in annotation tools, as decisions that a ledger can take."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from counterclaim.model import Collection, Problem
from counterclaim.publishing.returns.annotated_jsonl import annotated_jsonl
from counterclaim.publishing.returns.label_studio import label_studio
from counterclaim.publishing.returns.prodigy import prodigy
from counterclaim.publishing.returns.returned import Returned, decisions

Return = Callable[[Path, Collection, Container[str]], Iterator[Returned | Problem]]

TASKS: Mapping[str, Callable[[str], Iterator[Returned]]] = MappingProxyType(
    {"label-studio": label_studio, "prodigy": prodigy}
)
"""Each tool by the name of the export that its tasks came from: the text of a file in, what was
marked in each task out. Tasks say themselves which claims of the ledger they show."""


def _of_tasks(read: Callable[[str], Iterator[Returned]]) -> Return:
    return lambda path, _held, _unread: read(path.read_text(encoding="utf-8-sig"))


RETURNS: Mapping[str, Return] = MappingProxyType(
    {"annotated-jsonl": annotated_jsonl, **{name: _of_tasks(read) for name, read in TASKS.items()}}
)
"""Each form by the name of its export: a file, what the ledger holds and the ids of the documents
that it has not read yet in; what was marked in each task or report out."""

UNSIGNED: Final = frozenset({"annotated-jsonl"})
"""Forms that do not say who annotated."""

__all__ = ["RETURNS", "TASKS", "UNSIGNED", "Returned", "decisions"]
