"""A base model that knows nothing: the files of a pretrained encoder, with weights by chance."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import torch

from counterclaim.extracting.encoder import TOKENIZER, WEIGHTS
from counterclaim.training.base import PARTS
from counterclaim.training.network import Reader


def base_model(folder: Path) -> Path:
    """Writes the files into a folder, under the names that the real ones have."""
    torch.manual_seed(7)
    reader = Reader()
    known = {
        "embeddings.word_embeddings.weight": reader.words.weight,
        "embeddings.position_embeddings.weight": reader.positions.weight,
        "embeddings.token_type_embeddings.weight": torch.stack([reader.segment] * 2),
        "embeddings.LayerNorm.weight": reader.norm.weight,
        "embeddings.LayerNorm.bias": reader.norm.bias,
    }
    for at, layer in enumerate(reader.layers):
        for theirs, ours in PARTS.items():
            for kind in ("weight", "bias"):
                known[f"encoder.layer.{at}.{theirs}.{kind}"] = getattr(getattr(layer, ours), kind)
    _write(folder / "model.safetensors", known)
    shutil.copy(WEIGHTS / TOKENIZER, folder / TOKENIZER)
    return folder


def _write(path: Path, tensors: dict[str, torch.Tensor]) -> None:
    """A safetensors file: the size of a head in JSON, the head, and the numbers."""
    head, at = {}, 0
    for name, tensor in tensors.items():
        end = at + 4 * tensor.numel()
        head[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, end]}
        at = end
    told = json.dumps(head).encode()
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(told)) + told)
        for tensor in tensors.values():
            file.write(tensor.detach().numpy().tobytes())
