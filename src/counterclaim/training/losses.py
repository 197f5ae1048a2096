"""How wrong the network is: one number for triggers, one for claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from counterclaim.extracting.labels import POINTERS
from counterclaim.extracting.marking import Mark, marking, reach
from counterclaim.extracting.windows import Window
from counterclaim.training.examples import Answer, Example
from counterclaim.training.network import CLOSED, Reader

States = tuple[Tensor, Tensor, Tensor]
T = TypeVar("T")
#: A missed trigger weighs as much as this many false ones.
MISSED: Final = 2.0
#: Claims read at once.
GROUP: Final = 8


def trigger_loss(scores: Tensor, right: Tensor, core: Tensor) -> Tensor:
    """Loss of the trigger scores on core pieces, for each piece of a right trigger."""
    each = functional.binary_cross_entropy_with_logits(
        scores, right, pos_weight=torch.tensor(MISSED), reduction="none"
    )
    total: Tensor = (each * core[..., None]).sum() / right.sum().clamp(min=1.0)
    return total


def told(window: Window, marks: Sequence[Mark]) -> tuple[Tensor, ...]:
    """What ``Reader.mark`` is told of several claims of a window, after the window's states."""
    return tuple(torch.from_numpy(value) for value in marking(window, marks).values())


def alike(window: Window, found: Sequence[T], mark: Callable[[T], Mark]) -> Iterator[list[T]]:
    """Claims in groups whose sentences are about equally long, so that little is padded."""

    def size(item: T) -> int:
        lo, hi = reach(window, mark(item).trigger)
        return hi - lo

    order = sorted(found, key=size)
    for at in range(0, len(order), GROUP):
        yield order[at : at + GROUP]


def tag_loss(
    reader: Reader,
    states: States,
    window: Window,
    groups: Sequence[tuple[Mark, NDArray[np.int64]]],
) -> Tensor:
    """Loss of the anchors found around some triggers of a window, summed over triggers."""
    low, middle, _ = states
    _, x = reader.again(low, middle, *told(window, [mark for mark, _ in groups])[:-1])
    scores = reader.tags(x)
    right = torch.full(scores.shape[:2], -100)
    for row, (_, tags) in enumerate(groups):
        right[row, : len(tags)] = torch.from_numpy(tags)
    flat = scores.flatten(0, 1).float()
    return functional.cross_entropy(flat, right.flatten(), reduction="sum")


def allowed(window: Window, local: NDArray[np.int64], edge: NDArray[np.bool_]) -> Tensor:
    """Zero where a span may begin (or end), ``CLOSED`` elsewhere: [claims, 1 + pieces + local]."""
    rows = len(local)
    open_ = np.concatenate(
        [np.ones((rows, 1), bool), np.tile(edge, (rows, 1)), edge[local]], axis=1
    )
    return torch.from_numpy(np.where(open_, 0.0, CLOSED).astype(np.float32))


def pointer_loss(starts: Tensor, ends: Tensor, answers: Sequence[Answer]) -> Tensor:
    """Minus the log of the probability that any accepted mention is pointed at, summed."""
    starts, ends = starts.log_softmax(-1), ends.log_softmax(-1)
    rows, roles, firsts, lasts, owner = [], [], [], [], []
    slots = 0
    for row, answer in enumerate(answers):
        for role in range(len(POINTERS)):
            for first, last in answer.roles[role]:
                rows.append(row)
                roles.append(role)
                firsts.append(first)
                lasts.append(last)
                owner.append(slots)
            slots += bool(answer.roles[role])
    both = starts[rows, roles, firsts] + ends[rows, roles, lasts]
    owners = torch.tensor(owner)
    most = torch.full((slots,), -torch.inf).scatter_reduce(0, owners, both.detach(), "amax")
    total = torch.zeros(slots).index_add(0, owners, (both - most[owners]).exp())
    return -(total.log() + most).sum()


def claim_loss(reader: Reader, states: States, window: Window, answers: Sequence[Answer]) -> Tensor:
    """Loss of the roles and classes of some claims of a window, summed over claims."""
    inputs = told(window, [answer.mark for answer in answers])
    local = inputs[0].numpy()
    _, starts, ends, classes, polarity = reader.mark(*states, *inputs)
    starts = starts + allowed(window, local, window.first_of_word)[:, None]
    ends = ends + allowed(window, local, window.last_of_word)[:, None]
    right_class = torch.tensor([answer.object_class for answer in answers])
    right_polarity = torch.tensor([answer.polarity for answer in answers])
    return (
        pointer_loss(starts.float(), ends.float(), answers)
        + functional.cross_entropy(classes.float(), right_class, reduction="sum")
        + functional.cross_entropy(polarity.float(), right_polarity, reduction="sum")
    )


def loss(reader: Reader, batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Trigger, tag and claim loss of a batch of windows."""
    size = max(len(example.window) for example in batch)
    ids = torch.zeros((len(batch), size), dtype=torch.long)
    mask = torch.full((len(batch), 1, 1, size), CLOSED)
    right = torch.zeros((len(batch), size, batch[0].triggers.shape[1]))
    core = torch.zeros((len(batch), size))
    for row, example in enumerate(batch):
        count = len(example.window)
        ids[row, :count] = torch.from_numpy(example.window.pieces.ids)
        mask[row, ..., :count] = 0
        right[row, :count] = torch.from_numpy(example.triggers)
        core[row, :count] = torch.from_numpy(example.window.core)
    scores, *states = reader.look(ids, mask)
    triggers = trigger_loss(scores.float(), right, core)
    tags, claims = torch.zeros(()), torch.zeros(())
    for row, example in enumerate(batch):
        window = example.window
        own = [state[row, : len(window)] for state in states]
        at: States = (own[0], own[1], own[2])
        for some in alike(window, example.groups, lambda group: group[0]):
            tags = tags + tag_loss(reader, at, window, some)
        for these in alike(window, example.answers, lambda answer: answer.mark):
            claims = claims + claim_loss(reader, at, window, these)
    groups = max(1, sum(len(example.groups) for example in batch))
    answers = max(1, sum(len(example.answers) for example in batch))
    return triggers, tags / groups, claims / answers
