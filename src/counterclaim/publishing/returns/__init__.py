"""What people corrected in annotation tools, as decisions that a ledger can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from counterclaim.publishing.returns.label_studio import label_studio
from counterclaim.publishing.returns.prodigy import prodigy
from counterclaim.publishing.returns.returned import Returned, decisions

RETURNS: Mapping[str, Callable[[str], Iterator[Returned]]] = MappingProxyType(
    {"label-studio": label_studio, "prodigy": prodigy}
)
"""Each tool by the name of the export that its tasks came from: the text of a file in, what was
marked in each task out."""

__all__ = ["RETURNS", "Returned", "decisions"]
