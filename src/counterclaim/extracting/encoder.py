"""The shipped network, run by onnxruntime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.errors import ModelError
from counterclaim.extracting.roles import Scores
from counterclaim.extracting.windows import Ints

Floats = NDArray[np.float32]

WEIGHTS: Final = Path(__file__).parent / "weights"
CARD: Final = "card.json"
TOKENIZER: Final = "tokenizer.json"
TRUNK: Final = "trunk.onnx"
READER: Final = "reader.onnx"
#: What the trunk gives of a window for the reader, in the order of ``Look.states``.
STATES: Final = ("below", "keys", "values", "answers")
OUTPUTS: Final = ("tags", "starts", "ends", "object_class", "polarity")
REMEDY: Final = "reinstall counterclaim, or train anew: python -m counterclaim.training"


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A window seen once: trigger probabilities [pieces, types] and what ``mark`` needs of it."""

    triggers: Floats
    states: tuple[Floats, ...]


class Network(Protocol):
    """Anything that runs the network: onnxruntime when reading, torch while training."""

    def look(self, ids: Ints) -> Look:
        """Sees a window."""

    def mark(self, look: Look, told: Mapping[str, Ints | Floats]) -> Scores:
        """Reads claims in a window that was seen."""


def card(folder: Path) -> dict[str, Any]:
    """The card of the weights in a folder, once each file named there is found as it should be."""
    path = folder / CARD
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files: dict[str, str] = dict(about["files"])
    except FileNotFoundError:
        raise ModelError(f"{path}: the model's card is missing; {REMEDY}") from None
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise ModelError(f"{path}: the model's card cannot be read ({cause}); {REMEDY}") from None
    for name in (TOKENIZER, TRUNK, READER):
        if name not in files:
            raise ModelError(f"{path}: the card names no {name}; {REMEDY}")
    for name, expected in files.items():
        _check(folder / name, expected)
    return about


def _check(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as cause:
        raise ModelError(f"{path}: cannot be read ({cause.strerror}); {REMEDY}") from None
    if found != expected:
        raise ModelError(f"{path}: is not the file the model's card names; {REMEDY}")


def tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokenizer of a file, neither cutting nor padding."""
    found = Tokenizer.from_file(str(path))
    found.no_truncation()
    found.no_padding()
    return found


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as cause:  # onnxruntime raises many kinds, none of them documented
        raise ModelError(f"{path}: onnxruntime cannot load it ({cause}); {REMEDY}") from None


class OnnxNetwork:
    """The network as shipped. One window a run: what a document says never depends on others."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._trunk = _session(folder / TRUNK, threads)
        self._reader = _session(folder / READER, threads)

    def look(self, ids: Ints) -> Look:
        """Sees a window."""
        scores, *states = self._trunk.run(["scores", *STATES], {"ids": ids[None]})
        return Look((1 / (1 + np.exp(-scores))).astype(np.float32), tuple(states))

    def mark(self, look: Look, told: Mapping[str, Ints | Floats]) -> Scores:
        """Reads claims in a window that was seen."""
        return Scores(*self._reader.run(list(OUTPUTS), _fed(look, told)))


def _fed(look: Look, told: Mapping[str, Ints | Floats]) -> dict[str, Ints | Floats]:
    return {**dict(zip(STATES, look.states, strict=True)), **told}
