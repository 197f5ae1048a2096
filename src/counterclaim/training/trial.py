# mypy: allow-untyped-decorators
"""The network in torch, run the way the shipped one is: to measure it before it is exported."""

from __future__ import annotations

from collections.abc import Mapping

import torch

from counterclaim.extracting.encoder import Look
from counterclaim.extracting.marking import Floats
from counterclaim.extracting.roles import Scores
from counterclaim.extracting.windows import Ints
from counterclaim.training.network import Reader


class TorchNetwork:
    """Runs a reader under training."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader.eval()

    @torch.inference_mode()
    def look(self, ids: Ints) -> Look:
        """Sees a window."""
        scores, *states = self._reader.look(torch.from_numpy(ids)[None], torch.zeros(1, 1, 1, 1))
        low, middle, top = (state[0].numpy() for state in states)
        return Look(scores[0].sigmoid().numpy(), (low, middle, top))

    @torch.inference_mode()
    def mark(self, look: Look, told: Mapping[str, Ints | Floats]) -> Scores:
        """Reads claims in a window that was seen."""
        fed = {name: torch.from_numpy(value) for name, value in told.items()}
        fed["type_"] = fed.pop("type")
        low, middle, top = (torch.from_numpy(state) for state in look.states)
        return Scores(*(out.numpy() for out in self._reader.mark(low, middle, top, **fed)))
