"""The training itself: seeded, both heads together, on whole documents."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from counterclaim.training.examples import Example
from counterclaim.training.losses import loss
from counterclaim.training.network import Reader


@dataclass(frozen=True, slots=True)
class Round:
    """A stretch of training in which steps grow and shrink again: its length in epochs, its share
    of the full step size, and how much more triggers weigh than claims."""

    epochs: int
    share: float = 1.0
    trigger_weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """The choices of a training run; docs/experiments.md says what each was measured against."""

    rounds: tuple[Round, ...] = (Round(8), Round(3, 0.7, 3.0))
    seed: int = 1
    windows: int = 2
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    decay: float = 0.01
    longest_step: float = 5.0
    half: bool = True
    varied: float = 0.5


def seed_all(seed: int) -> None:
    """The same seed gives the same weights on the same machine."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def batches(found: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """All examples once, in random batches of windows of about equal length."""
    order = list(found)
    chance.shuffle(order)
    order.sort(key=lambda example: round(len(example.window) / 64) + chance.random())
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(groups)
    yield from groups


def optimiser(reader: Reader, recipe: Recipe) -> torch.optim.AdamW:
    """Gentle steps for the pretrained encoder, larger ones for the new heads."""
    pretrained = ("layers.", "positions.", "segment", "norm.", "words.")
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
    epoch_examples: Callable[[int], Sequence[Example]],
    recipe: Recipe,
    say: Callable[[str], None] = print,
) -> None:
    """Trains the reader in place, round by round; ``say`` hears of each epoch."""
    for number in range(len(recipe.rounds)):
        if number:
            seed_all(recipe.seed + number)
        train_round(reader, epoch_examples, recipe, number, say)


def train_round(
    reader: Reader,
    epoch_examples: Callable[[int], Sequence[Example]],
    recipe: Recipe,
    number: int,
    say: Callable[[str], None] = print,
) -> None:
    """One round of the recipe, from whatever the reader has learnt before it."""
    this, passed = recipe.rounds[number], sum(each.epochs for each in recipe.rounds[:number])
    chance = random.Random(recipe.seed + number)
    optimise = optimiser(reader, recipe)
    rates = [group["lr"] * this.share for group in optimise.param_groups]
    began = time.monotonic()
    reader.train()
    for epoch in range(this.epochs):
        groups = list(batches(epoch_examples(passed + epoch), recipe.windows, chance))
        sums = np.zeros(3)
        for count, batch in enumerate(groups):
            share = pace((epoch + (count + 1) / len(groups)) / this.epochs, recipe.warm_up)
            for group, rate in zip(optimise.param_groups, rates, strict=True):
                group["lr"] = rate * share
            sums += step(reader, batch, optimise, recipe, this.trigger_weight)
        means = " ".join(f"{value:.3f}" for value in sums / len(groups))
        took = f"{time.monotonic() - began:.0f} s"
        say(f"round {number + 1}, epoch {epoch + 1}: triggers, tags, claims {means} ({took})")
    reader.eval()


def step(
    reader: Reader,
    batch: list[Example],
    optimise: torch.optim.Optimizer,
    recipe: Recipe,
    trigger_weight: float,
) -> NDArray[np.float64]:
    """One step on one batch; gives the three losses."""
    with torch.autocast("cpu", torch.bfloat16, enabled=recipe.half):
        triggers, tags, claims = loss(reader, batch)
    optimise.zero_grad(set_to_none=True)
    (trigger_weight * triggers + tags + claims).backward()
    nn.utils.clip_grad_norm_(reader.parameters(), recipe.longest_step)
    optimise.step()
    return np.array([triggers.item(), tags.item(), claims.item()])
