"""The trained network as files that the package ships: three ONNX graphs in 8 bits, the tokenizer,
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

from counterclaim.extracting.encoder import (
    CARD,
    FILES,
    READER,
    STATES,
    TAGGER,
    TOKENIZER,
    TRUNK,
)
from counterclaim.training.network import WIDTH, Reader

Axes = dict[str, dict[int, str]]
OPSET: Final = 17
#: Named axes of what goes into the graphs and comes out.
PIECES: Final[Axes] = {name: {0: "pieces"} for name in STATES}
SEEN: Final[Axes] = {"signals": {0: "pieces"}, **PIECES}
TAGGED: Final[Axes] = {
    "trigger": {0: "rows", 1: "pieces"},
    "type": {0: "rows"},
    "near": {0: "rows", 1: "pieces"},
    "apart": {0: "rows", 1: "pieces"},
}
TOLD: Final[Axes] = {
    "local": {0: "rows", 1: "size"},
    "inside": {0: "rows", 1: "size"},
    "trigger": {0: "rows", 1: "size"},
    "anchor": {0: "rows", 1: "size"},
    "type": {0: "rows"},
    "kind": {0: "rows"},
    "far_open": {0: "rows", 1: "pieces"},
    "near": {0: "rows", 1: "pieces"},
    "apart": {0: "rows", 1: "pieces"},
}
SAID: Final[Axes] = {
    "starts": {0: "rows", 2: "scores"},
    "ends": {0: "rows", 2: "scores"},
    "object_class": {0: "rows"},
    "polarity": {0: "rows"},
}


class Trunk(nn.Module):
    """One window seen: what its pieces announce, and their states."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        return tuple(every[0] for every in self.reader.look(ids))


class Tagger(nn.Module):
    """The anchors around triggers."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, *given: Tensor) -> Tensor:
        return self.reader.tag(*given)


class Marker(nn.Module):
    """Claims read."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, low: Tensor, middle: Tensor, top: Tensor, *told: Tensor
    ) -> tuple[Tensor, ...]:
        return self.reader.read((low, middle, top), *told)


def _sample(axes: Axes) -> dict[str, Tensor]:
    """Made-up inputs of the right shapes: three rows, nineteen pieces, seven of them read again."""
    sizes = {"rows": 3, "pieces": 19, "size": 7}
    whole = {"type", "kind", "near", "apart", "local"}
    shapes = {name: [sizes[axis] for axis in dims.values()] for name, dims in axes.items()}
    return {
        name: torch.zeros(shape, dtype=torch.long) if name in whole else torch.ones(shape)
        for name, shape in shapes.items()
    }


def graphs(reader: Reader, folder: Path) -> None:
    """Writes the network's three graphs in full precision."""
    reader.eval()
    ids: Axes = {"ids": {1: "pieces"}}
    tags: Axes = {"tags": {0: "rows", 1: "pieces"}}
    states = {name: torch.randn(19, WIDTH) for name in STATES}
    _graph(Trunk(reader), {"ids": torch.full((1, 19), 1000)}, ids, SEEN, folder / TRUNK)
    given = {"top": states["top"], **_sample(TAGGED)}
    _graph(Tagger(reader), given, PIECES | TAGGED, tags, folder / TAGGER)
    given = {**states, **_sample(TOLD)}
    _graph(Marker(reader), given, PIECES | TOLD, SAID, folder / READER)


def _graph(
    network: nn.Module,
    given: dict[str, Tensor],
    axes: Axes,
    said: Axes,
    path: Path,
) -> None:
    torch.onnx.export(
        network,
        tuple(given.values()),
        str(path),
        input_names=list(given),
        output_names=list(said),
        dynamic_axes={name: axes[name] for name in given if name in axes} | said,
        opset_version=OPSET,
        dynamo=False,
    )


def export(reader: Reader, words: Path, folder: Path, about: dict[str, Any]) -> None:
    """Writes the weights in 8 bits, the tokenizer and the card into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        graphs(reader, Path(scratch))
        for name in (TRUNK, TAGGER, READER):
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
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    card = json.dumps({**about, "files": files}, indent=2, ensure_ascii=False, default=_plain)
    (folder / CARD).write_text(card + "\n", encoding="utf-8")


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    return str(value)
