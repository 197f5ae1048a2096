"""How wrong the network is: one number each for signals, for tags, and for claims."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from counterclaim.extracting.labels import POINTERS
from counterclaim.extracting.marking import Mark, claims_told, reach, together, triggers_told
from counterclaim.extracting.windows import Ints, Pieces
from counterclaim.training.examples import Answer, Example
from counterclaim.training.network import CLOSED, Reader

States = tuple[Tensor, ...]
#: A missed signal weighs as much as this many false ones.
MISSED: Final = 2.0
#: Claims read at once, and those of a document that a step learns from: of more, some by chance.
#: The latter bounds memory; articles have up to 200 attributions.
GROUP: Final = 10
MOST: Final = 96


def signal_loss(scores: Tensor, right: Tensor, sentence: Ints) -> Tensor:
    """Loss of what pieces announce, and of what sentences do as a whole: the summed odds of their
    pieces. Summed over pieces and sentences."""
    each = functional.binary_cross_entropy_with_logits(
        scores, right, pos_weight=torch.tensor(MISSED), reduction="sum"
    )
    where = torch.from_numpy(np.unique(sentence, return_inverse=True)[1])
    count = int(where.max()) + 1
    highest = scores.detach().max()
    odds = torch.zeros(count, scores.shape[1]).index_add(0, where, (scores - highest).exp())
    told = torch.zeros(count, scores.shape[1]).index_reduce(0, where, right, "amax")
    whole = functional.binary_cross_entropy_with_logits(
        (odds + 1e-9).log() + highest, told, reduction="sum"
    )
    return each + whole


def tag_loss(
    reader: Reader, top: Tensor, found: Pieces, groups: Sequence[tuple[Mark, NDArray[np.int64]]]
) -> Tensor:
    """Loss of the anchors found around the triggers of a document, summed over triggers."""
    scores = reader.tag(top, *_tensors(triggers_told(found, [mark for mark, _ in groups])))
    right = torch.full(scores.shape[:2], -100)
    for row, (mark, tags) in enumerate(groups):
        lo, hi = reach(found, mark.trigger)
        right[row, lo:hi] = torch.from_numpy(tags)
    flat = scores.float().flatten(0, 1)
    return functional.cross_entropy(flat, right.flatten(), reduction="sum")


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


def claim_loss(reader: Reader, states: States, found: Pieces, answers: Sequence[Answer]) -> Tensor:
    """Loss of the roles and classes of the claims of a document, summed over claims."""
    told = _tensors(claims_told(found, [answer.mark for answer in answers]))
    starts, ends, classes, polarity = reader.read(states, *told)
    starts, ends = starts + _closed(found.first_of_word), ends + _closed(found.last_of_word)
    right_class = torch.tensor([answer.object_class for answer in answers])
    right_polarity = torch.tensor([answer.polarity for answer in answers])
    return (
        pointer_loss(starts.float(), ends.float(), answers)
        + functional.cross_entropy(classes.float(), right_class, reduction="sum")
        + functional.cross_entropy(polarity.float(), right_polarity, reduction="sum")
    )


def _closed(edge: NDArray[np.bool_]) -> Tensor:
    """Zero for "nothing" and where a span may begin (or end), ``CLOSED`` elsewhere."""
    return torch.from_numpy(np.where(np.append(True, edge), 0.0, CLOSED).astype(np.float32))


def _tensors(told: dict[str, NDArray[np.float32] | Ints]) -> list[Tensor]:
    return [torch.from_numpy(value) for value in told.values()]


def seen(reader: Reader, batch: Sequence[Example]) -> list[tuple[Tensor, ...]]:
    """For each document the scores and states of its pieces, windows joined at their cores."""
    windows = [window for example in batch for window in example.windows]
    size = max(len(window) for window in windows)
    ids = torch.zeros((len(windows), size), dtype=torch.long)
    mask = torch.full((len(windows), 1, 1, size), CLOSED)
    for row, window in enumerate(windows):
        ids[row, : len(window)] = torch.from_numpy(window.ids)
        mask[row, ..., : len(window)] = 0
    found = reader.look(ids, None if len(windows) == 1 else mask)
    out, row = [], 0
    for example in batch:
        cores = [window.core for window in example.windows]
        out.append(
            tuple(
                torch.cat([every[row + at, lo:hi] for at, (lo, hi) in enumerate(cores)])
                for every in found
            )
        )
        row += len(cores)
    return out


def loss(reader: Reader, batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Signal, tag and claim loss of some documents, for each trigger, group and claim."""
    signals, tags, claims = torch.zeros(()), torch.zeros(()), torch.zeros(())
    for example, (scores, *states) in zip(batch, seen(reader, batch), strict=True):
        right = torch.from_numpy(example.signals[:, example.known])
        signals = signals + signal_loss(
            scores[:, example.known].float(), right, example.pieces.sentence
        )
        if example.groups:
            tags = tags + tag_loss(reader, states[-1], example.pieces, example.groups)
        told = example.answers
        if len(told) > MOST:
            told = tuple(random.sample(told, MOST))
        for at in together(example.pieces, [answer.mark for answer in told], GROUP):
            these = [told[index] for index in at]
            claims = claims + claim_loss(reader, tuple(states), example.pieces, these)
    pieces = max(1.0, sum(float(example.signals.sum()) for example in batch))
    groups = max(1, sum(len(example.groups) for example in batch))
    answers = max(1, sum(min(MOST, len(example.answers)) for example in batch))
    return signals / pieces, tags / groups, claims / answers
