# mypy: allow-subclassing-any
"""The trained network as files that the package ships: two ONNX graphs in 8 bits, the tokenizer,
and a card that names their SHA-256."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.extracting.encoder import CARD, OUTPUTS, READER, STATES, TOKENIZER, TRUNK
from counterclaim.extracting.labels import POINTERS, TYPES
from counterclaim.training.network import AGAIN, HEADS, LAYERS, MEET, WIDTH, Reader

OPSET: Final = 17
#: The inputs of the reader's graph: the window's states, then what has a row a claim.
INPUTS: Final = (
    *STATES,
    "local",
    "inside",
    "trigger",
    "anchor",
    "kind",
    "type",
    "far_open",
    "near",
)


class Trunk(nn.Module):
    """One window seen once: its trigger scores and, for all claims to come, the projections of its
    states that ``Reader.mark`` would make anew for each of them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        x = self.reader.embedded(ids)
        passed = []
        for layer in self.reader.layers:
            query, key, value = layer.query(x), layer.key(x), layer.value(x)
            passed.append((x, query, key, value))
            heads = (layer.heads(each) for each in (query, key, value))
            seen = functional.scaled_dot_product_attention(*heads)
            x = layer.after(x, seen.transpose(1, 2).flatten(2))
        far = passed[AGAIN:]
        keys = torch.stack([_heads(key)[:, 0].transpose(1, 2) for _, _, key, _ in far])
        values = torch.stack([_heads(value)[:, 0] for _, _, _, value in far])
        below = torch.cat(passed[AGAIN], -1)[0]
        return self.reader.trigger(x)[0], below, keys, values, self.reader.answers(x[0])


class Marker(nn.Module):
    """Claims of one window read, from the projections that ``Trunk`` made of it.

    A projection of a marked state is that of the state plus that of the mark, so the first layer
    read again takes its queries, keys and values from the window's own.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self,
        below: Tensor,
        keys: Tensor,
        values: Tensor,
        answers: Tensor,
        local: Tensor,
        inside: Tensor,
        trigger: Tensor,
        anchor: Tensor,
        kind: Tensor,
        type_: Tensor,
        far_open: Tensor,
        near: Tensor,
    ) -> tuple[Tensor, ...]:
        near_open = torch.cat([torch.ones_like(inside[:, :1]), inside], 1)
        where = torch.cat([torch.zeros_like(local[:, :1]), local], 1)
        told = below[where] + self._marked(trigger, anchor, kind, type_)
        x, *projected = told.split(WIDTH, -1)
        for at, layer in enumerate(self.reader.layers[AGAIN:]):
            if at:
                projected = [layer.query(x), layer.key(x), layer.value(x)]
            x = layer.after(x, _attend(projected, keys[at], values[at], far_open, near_open))
        return self.reader.told(x[:, 0], x[:, 1:], answers, inside, trigger, anchor, far_open, near)

    def _marked(self, trigger: Tensor, anchor: Tensor, kind: Tensor, type_: Tensor) -> Tensor:
        """What marks add to each state read again and to its projections."""
        types, anchors = self.reader.type_marks(type_), self.reader.anchor_marks(kind)
        marks = torch.stack([types + anchors, self.reader.trigger_mark + types, anchors], 1)
        layer = self.reader.layers[AGAIN]
        weight = torch.cat([layer.query.weight, layer.key.weight, layer.value.weight])
        marks = torch.cat([marks, functional.linear(marks, weight)], -1)
        lead, none = torch.ones_like(trigger[:, :1]), torch.zeros_like(trigger[:, :1])
        columns = (
            torch.cat([lead, torch.zeros_like(trigger)], 1),
            torch.cat([none, trigger], 1),
            torch.cat([none, anchor], 1),
        )
        return torch.matmul(torch.stack(columns, -1), marks)


def _heads(x: Tensor) -> Tensor:
    """States [rows, size, width] by heads: [heads, rows, size, width of a head]."""
    return x.unflatten(-1, (HEADS, WIDTH // HEADS)).permute(2, 0, 1, 3)


def _attend(
    projected: Sequence[Tensor],
    far_key: Tensor,
    far_value: Tensor,
    far_open: Tensor,
    near_open: Tensor,
) -> Tensor:
    """What rows of states see of the window's far states, shared by all rows, and of their own.

    Far and near scores are never joined in one tensor: copying them would take most of the time.
    """
    rows, size, count = projected[0].shape[0], projected[0].shape[1], far_value.shape[1]
    query, key, value = (_heads(each) for each in projected)
    query = query * (WIDTH // HEADS) ** -0.5
    far = torch.matmul(query.flatten(1, 2), far_key).reshape(HEADS, rows, size, count)
    far = far.exp() * far_open[:, None]
    near = torch.matmul(query, key.transpose(2, 3)).exp() * near_open[:, None]
    seen = torch.matmul(far.flatten(1, 2), far_value).reshape(HEADS, rows, size, WIDTH // HEADS)
    seen = (seen + torch.matmul(near, value)) / (far.sum(-1, True) + near.sum(-1, True))
    return seen.permute(1, 2, 0, 3).flatten(2)


def _sample() -> tuple[Tensor, ...]:
    rows, size, count = 3, 7, 19
    again, head, ends = LAYERS - AGAIN, WIDTH // HEADS, 2 * len(POINTERS)
    below, answers = torch.randn(count, 4 * WIDTH), torch.randn(ends, MEET, count)
    keys, values = torch.randn(again, HEADS, head, count), torch.randn(again, HEADS, count, head)
    marks = torch.zeros(rows, size)
    marks[:, 2] = 1
    far = torch.ones(rows, count)
    far[:, 3 : 3 + size] = 0
    local = torch.arange(3, 3 + size)[None].repeat(rows, 1)
    kinds, types = torch.tensor([0, 1, 2]), torch.tensor([0, 1, len(TYPES) - 1])
    near = torch.zeros(rows, count, dtype=torch.long)
    states = (below, keys, values, answers)
    return (*states, local, torch.ones(rows, size), marks, marks, kinds, types, far, near)


def graphs(reader: Reader, folder: Path) -> None:
    """Writes the network's two graphs in full precision."""
    reader.eval()
    torch.onnx.export(
        Trunk(reader),
        (torch.randint(1000, 2000, (1, 19)),),
        str(folder / TRUNK),
        input_names=["ids"],
        output_names=["scores", *STATES],
        dynamic_axes={"ids": {1: "pieces"}},
        opset_version=OPSET,
        dynamo=False,
    )
    axes: dict[str, dict[int, str]] = {name: {0: "claims"} for name in (*INPUTS[4:], *OUTPUTS)}
    axes |= {name: {at: "pieces"} for name, at in zip(STATES, (0, 3, 2, 2), strict=True)}
    axes |= {name: {0: "claims", 1: "pieces"} for name in ("far_open", "near")}
    axes |= {
        name: {0: "claims", 1: "local"} for name in ("local", "inside", "trigger", "anchor", "tags")
    }
    axes |= {name: {0: "claims", 2: "scores"} for name in ("starts", "ends")}
    torch.onnx.export(
        Marker(reader),
        _sample(),
        str(folder / READER),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def export(reader: Reader, words: Path, folder: Path, about: dict[str, Any]) -> None:
    """Writes the weights in 8 bits, the tokenizer and the card into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        graphs(reader, Path(scratch))
        for name in (TRUNK, READER):
            quantize_dynamic(
                Path(scratch) / name,
                folder / name,
                per_channel=True,
                reduce_range=False,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gather"],
                extra_options={"MatMulConstBOnly": True},
            )
    shutil.copy(words, folder / TOKENIZER)
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in (TOKENIZER, TRUNK, READER)
    }
    card = json.dumps({**about, "files": files}, indent=2, ensure_ascii=False, default=_plain)
    (folder / CARD).write_text(card + "\n", encoding="utf-8")


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    return str(value)
