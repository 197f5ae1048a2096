"""The training itself: seeded, all heads together, on whole documents."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from counterclaim.training.examples import Example
from counterclaim.training.losses import loss
from counterclaim.training.network import Reader

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Round:
    """A stretch of training in which steps grow and shrink again.

    ``documents`` are read for one step; ``weights`` say how much signals, tags and claims count.
    So that nothing is forgotten, so many ``articles`` with attributions, and so many ``others`` of
    each lot of our own reports that was learnt from before, are drawn for each epoch. A round is
    run ``runs`` times from one beginning, with a seed of its own each time, and the mean of the
    weights is kept (M. Wortsman et al., "Model soups", ICML 2022).
    """

    epochs: int
    documents: int
    weights: tuple[float, float, float]
    articles: int = 0
    others: int = 0
    runs: int = 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """The choices of a training run; docs/experiments.md says what each was measured against.

    ``further`` takes the place of all rounds where finished weights are gone on from. With
    ``half`` matrices are multiplied in half precision where the processor can (AVX-512 BF16,
    AMX); without, that takes eight times as long as full precision does.
    """

    attributions: Round = Round(1, 1, (1.0, 0.0, 1.0))
    others: Round = Round(2, 2, (2.0, 1.0, 1.0), articles=40, others=400)
    claims: Round = Round(4, 2, (2.0, 1.0, 1.0), articles=40, others=650, runs=2)
    further: Round = Round(2, 2, (2.0, 1.0, 1.0), articles=80, others=500)
    seed: int = 1
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    decay: float = 0.01
    longest_step: float = 5.0
    half: bool = True
    varied: float = 0.5
    memory: float = 0.995

    def shortened(self, epochs: int) -> Recipe:
        """The same recipe with so many epochs a round."""
        return replace(
            self,
            attributions=replace(self.attributions, epochs=epochs),
            others=replace(self.others, epochs=epochs),
            claims=replace(self.claims, epochs=epochs),
            further=replace(self.further, epochs=epochs),
        )


def seed_all(seed: int) -> None:
    """The same seed gives the same weights on the same machine."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def batches(found: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """All examples once, in random batches of documents of about equal length."""
    order = list(found)
    chance.shuffle(order)
    order.sort(key=lambda example: round(len(example.pieces) / 64) + chance.random())
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(groups)
    yield from groups


def optimiser(reader: Reader, recipe: Recipe) -> torch.optim.AdamW:
    """Gentle steps for the pretrained layers, larger ones for the new heads."""
    pretrained = ("layers.", "late.", "positions.", "segment", "norm.", "words.")
    encoder: list[Tensor] = []
    heads: list[Tensor] = []
    for name, weight in reader.named_parameters():
        if weight.requires_grad:
            (encoder if name.startswith(pretrained) else heads).append(weight)
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": recipe.encoder_rate},
            {"params": heads, "lr": recipe.head_rate},
        ],
        weight_decay=recipe.decay,
    )


def pace(progress: float, warm_up: float) -> float:
    """The share of the full step size when ``progress`` (0 to 1) of the training is done."""
    return min(progress / warm_up, (1 - progress) / (1 - warm_up))


def train(
    reader: Reader,
    course: Callable[[int], Sequence[Example]],
    this: Round,
    recipe: Recipe,
    say: Say = print,
) -> None:
    """Trains the reader in place, from whatever it has learnt before; ``say`` hears of each epoch.

    What remains is the running mean of its weights over the last steps.
    """
    seed_all(recipe.seed)
    chance = random.Random(recipe.seed)
    optimise = optimiser(reader, recipe)
    rates = [group["lr"] for group in optimise.param_groups]
    mean = AveragedModel(reader, multi_avg_fn=get_ema_multi_avg_fn(recipe.memory))
    began = time.monotonic()
    reader.train()
    for epoch in range(this.epochs):
        groups = list(batches(course(epoch), this.documents, chance))
        sums = np.zeros(3)
        for count, batch in enumerate(groups):
            share = pace((epoch + (count + 1) / len(groups)) / this.epochs, recipe.warm_up)
            for group, rate in zip(optimise.param_groups, rates, strict=True):
                group["lr"] = rate * share
            sums += step(reader, batch, optimise, recipe, this.weights)
            mean.update_parameters(reader)
        means = " ".join(f"{value:.3f}" for value in sums / len(groups))
        took = f"{time.monotonic() - began:.0f} s"
        say(f"epoch {epoch + 1} of {this.epochs}: signals, tags, claims {means} ({took})")
    reader.load_state_dict(mean.module.state_dict())
    reader.eval()


def _halves() -> bool:
    """Whether the processor multiplies in half precision by itself."""
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))


def step(
    reader: Reader,
    batch: list[Example],
    optimise: torch.optim.Optimizer,
    recipe: Recipe,
    weights: tuple[float, float, float],
) -> NDArray[np.float64]:
    """One step on one batch; gives the three losses."""
    with torch.autocast("cpu", torch.bfloat16, enabled=recipe.half and _halves()):
        losses = loss(reader, batch)
    optimise.zero_grad(set_to_none=True)
    torch.stack(
        [weight * one for weight, one in zip(weights, losses, strict=True)]
    ).sum().backward()
    nn.utils.clip_grad_norm_(reader.parameters(), recipe.longest_step)
    optimise.step()
    return np.array([one.item() for one in losses])
