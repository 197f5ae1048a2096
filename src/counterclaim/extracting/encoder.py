"""The shipped network, run by onnxruntime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import ModelError
from counterclaim.extracting.marking import Mark, claims_told, together
from counterclaim.extracting.roles import Scores
from counterclaim.extracting.windows import Ints, Pieces, Window

if TYPE_CHECKING:  # they take half a second to import, and most commands read no report
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

WEIGHTS: Final = Path(__file__).parent / "weights"
CARD: Final = "card.json"
TOKENIZER: Final = "tokenizer.json"
TRUNK: Final = "trunk.onnx"
TAGGER: Final = "tagger.onnx"
READER: Final = "reader.onnx"
FILES: Final = (TOKENIZER, TRUNK, TAGGER, READER)
#: What the trunk gives of each piece beside its signals, in the order of ``Look.states``.
STATES: Final = ("low", "middle", "top")
OUTPUTS: Final = ("starts", "ends", "object_class", "polarity")
REMEDY: Final = "reinstall counterclaim, or train anew: python -m counterclaim.training"


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A document seen once: what each piece announces [pieces, signals], as probabilities, and the
    states [pieces, width] that ``tag`` and ``read`` need."""

    signals: Floats
    states: tuple[Floats, ...]

    def at(self, where: Ints) -> Look:
        """The same of the pieces at the positions ``where``."""
        return Look(self.signals[where], tuple(state[where] for state in self.states))


class Network(Protocol):
    """Anything that runs the network: onnxruntime when reading, torch while training."""

    def look(self, seen: Sequence[Window]) -> Look:
        """Sees a document, window by window."""

    def tag(self, look: Look, told: Mapping[str, Ints | Floats]) -> Floats:
        """Tags [triggers, pieces, tags] around triggers of a document that was seen."""

    def read(self, look: Look, told: Mapping[str, Ints | Floats]) -> Scores:
        """Reads claims in a document that was seen."""


def read_marked(
    network: Network, look: Look, found: Pieces, marks: Sequence[Mark]
) -> Iterator[tuple[int, Scores, int]]:
    """What the network says of each claim: its index in ``marks``, and its row of some scores."""
    for these in together(found, marks):
        scores = network.read(look, claims_told(found, [marks[at] for at in these]))
        for row, at in enumerate(these):
            yield at, scores, row


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
    for name in FILES:
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
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(path))
    found.no_truncation()
    found.no_padding()
    return found


def _session(path: Path, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Processors without VNNI add products of 8 bits in 16, where they overflow. Not so this way:
    # every machine reads alike.
    options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as cause:  # onnxruntime raises many kinds, none of them documented
        raise ModelError(f"{path}: onnxruntime cannot load it ({cause}); {REMEDY}") from None


class OnnxNetwork:
    """The network as shipped. One window a run: what a document says never depends on others."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._trunk = _session(folder / TRUNK, threads)
        self._tagger = _session(folder / TAGGER, threads)
        self._reader = _session(folder / READER, threads)

    def look(self, seen: Sequence[Window]) -> Look:
        """Sees a document, window by window."""
        told = [
            [
                every[lo:hi]
                for every in self._trunk.run(["signals", *STATES], {"ids": one.ids[None]})
            ]
            for one in seen
            for lo, hi in [one.core]
        ]
        signals, *states = (np.concatenate(parts) for parts in zip(*told, strict=True))
        return Look((1 / (1 + np.exp(-signals))).astype(np.float32), tuple(states))

    def tag(self, look: Look, told: Mapping[str, Ints | Floats]) -> Floats:
        """Tags [triggers, pieces, tags] around triggers of a document that was seen."""
        tags: Floats = self._tagger.run(["tags"], {"top": look.states[-1], **told})[0]
        return tags

    def read(self, look: Look, told: Mapping[str, Ints | Floats]) -> Scores:
        """Reads claims in a document that was seen."""
        states = dict(zip(STATES, look.states, strict=True))
        return Scores(*self._reader.run(list(OUTPUTS), {**states, **told}))
