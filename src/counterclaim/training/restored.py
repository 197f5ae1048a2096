"""A reader taken up again from the 8-bit files that the package ships."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from counterclaim.extracting.encoder import READER, TAGGER, TRUNK
from counterclaim.training.export import graphs
from counterclaim.training.network import Reader

Arrays = dict[str, NDArray[np.float32]]

_TURNED: Final = "_Transposed"  # what the exporter adds to the name of a matrix that it turned
_BITS: Final = "_quantized"


def restore(reader: Reader, weights: Path) -> None:
    """Give the reader the shipped weights, as near as 8 bits keep them.

    The files name few of the matrices; which is which is told by an export of the reader with
    random numbers in their place. Raises ValueError if the files are of another network.
    """
    named = dict(reader.named_parameters())
    for parameter in named.values():
        parameter.data = torch.randn_like(parameter)
    found: Arrays = {}
    with tempfile.TemporaryDirectory() as scratch:
        graphs(reader, Path(scratch))
        for file in (TRUNK, TAGGER, READER):
            kept = _plain(weights / file)
            for name, probe in _plain(Path(scratch) / file).items():
                _place(name, probe, kept, named, found)
    if found.keys() != named.keys():
        missing = ", ".join(sorted(named.keys() - found.keys()))
        raise ValueError(f"{weights}: the weights are of another network, without {missing}")
    reader.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in found.items()})


def _place(
    name: str,
    probe: NDArray[np.float32],
    kept: Arrays,
    named: Mapping[str, torch.nn.Parameter],
    found: Arrays,
) -> None:
    """Put the kept array of that name where the probe's numbers come from."""
    turned = name not in kept
    value = kept.get(name, kept.get(name + _TURNED))
    if value is None or probe.size == 1:
        return
    for own, parameter in named.items():
        numbers = parameter.detach().numpy()
        if _equal(numbers, probe):
            found.setdefault(own, value.T if turned else value)
        elif numbers.ndim == 2 and _equal(numbers.T, probe):
            found.setdefault(own, value.T)
        elif numbers.ndim == 2 and probe.ndim == 1:  # a row that is used by itself
            for row in np.flatnonzero([_equal(one, probe) for one in numbers[:4]]):
                found.setdefault(own, np.zeros_like(numbers))[row] = value


def _equal(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    return one.shape == other.shape and bool(np.array_equal(one, other))


def _plain(path: Path) -> Arrays:
    """The arrays of a graph by name, those in 8 bits in full precision."""
    held = {
        each.name: numpy_helper.to_array(each) for each in onnx.load(str(path)).graph.initializer
    }
    plain: Arrays = {}
    for name, value in held.items():
        if name.endswith(_BITS):
            name = name.removesuffix(_BITS)
            zero = held[f"{name}_zero_point"].astype(np.float32)
            plain[name] = ((value.astype(np.float32) - zero) * held[f"{name}_scale"]).astype(
                np.float32
            )
        elif value.dtype == np.float32 and not name.endswith("_scale"):
            plain[name] = value
    return plain
