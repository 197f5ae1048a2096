# mypy: allow-untyped-decorators
"""The network in torch, run the way the shipped one is: to measure it before it is exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch

from counterclaim.extracting.encoder import Look
from counterclaim.extracting.marking import Floats
from counterclaim.extracting.roles import Scores
from counterclaim.extracting.windows import Ints, Window
from counterclaim.training.network import Reader


class TorchNetwork:
    """Runs a reader under training."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader.eval()

    @torch.inference_mode()
    def look(self, seen: Sequence[Window]) -> Look:
        """Sees a document, window by window."""
        told = []
        for window in seen:
            lo, hi = window.core
            told.append(
                [x[0, lo:hi] for x in self._reader.look(torch.from_numpy(window.ids)[None])]
            )
        scores, *states = (torch.cat(parts) for parts in zip(*told, strict=True))
        return Look(scores.sigmoid().numpy(), tuple(state.numpy() for state in states))

    @torch.inference_mode()
    def tag(self, look: Look, told: Mapping[str, Ints | Floats]) -> Floats:
        """Tags around triggers of a document that was seen."""
        given = (torch.from_numpy(value) for value in told.values())
        tags: Floats = self._reader.tag(torch.from_numpy(look.states[-1]), *given).numpy()
        return tags

    @torch.inference_mode()
    def read(self, look: Look, told: Mapping[str, Ints | Floats]) -> Scores:
        """Reads claims in a document that was seen."""
        states = tuple(torch.from_numpy(state) for state in look.states)
        given = (torch.from_numpy(value) for value in told.values())
        return Scores(*(out.numpy() for out in self._reader.read(states, *given)))
