# mypy: allow-subclassing-any
"""The trained network as files that the package ships: two ONNX graphs in 8 bits, the tokenizer,
and a card that names their SHA-256."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from counterclaim.extracting.encoder import CARD, OUTPUTS, READER, TOKENIZER, TRUNK
from counterclaim.extracting.labels import TYPES
from counterclaim.training.network import WIDTH, Reader

OPSET: Final = 17
#: The inputs of the reader's graph, in the order of ``Reader.mark``; True: has a row a claim.
INPUTS: Final = (
    "low",
    "middle",
    "top",
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
    """One window seen once."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        out = self.reader.look(ids, torch.zeros(1, 1, 1, 1))
        return tuple(value[0] for value in out)


class Marker(nn.Module):
    """Claims of one window read."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, *told: Tensor) -> tuple[Tensor, ...]:
        return self.reader.mark(*told)


def _sample() -> tuple[Tensor, ...]:
    rows, size, count = 3, 7, 19
    states = tuple(torch.randn(count, WIDTH) for _ in range(3))
    marks = torch.zeros(rows, size)
    marks[:, 2] = 1
    far = torch.ones(rows, count)
    far[:, 3 : 3 + size] = 0
    local = torch.arange(3, 3 + size)[None].repeat(rows, 1)
    kinds, types = torch.tensor([0, 1, 2]), torch.tensor([0, 1, len(TYPES) - 1])
    near = torch.zeros(rows, count, dtype=torch.long)
    return (*states, local, torch.ones(rows, size), marks, marks, kinds, types, far, near)


def graphs(reader: Reader, folder: Path) -> None:
    """Writes the network's two graphs in full precision."""
    reader.eval()
    torch.onnx.export(
        Trunk(reader),
        (torch.randint(1000, 2000, (1, 19)),),
        str(folder / TRUNK),
        input_names=["ids"],
        output_names=["scores", "low", "middle", "top"],
        dynamic_axes={"ids": {1: "pieces"}},
        opset_version=OPSET,
        dynamo=False,
    )
    axes: dict[str, dict[int, str]] = {
        name: {0: "claims"} for name in (*INPUTS[3:], "tags", *OUTPUTS)
    }
    axes |= {name: {0: "pieces"} for name in INPUTS[:3]}
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
        output_names=["tags", *OUTPUTS],
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
