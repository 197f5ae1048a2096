"""Names for arrays, and what numpy has no quick word for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def distinct(keys: Ints) -> Ints:
    """Each number once, in order. Sorting is several times faster than ``np.unique``'s hashing."""
    ordered = np.sort(keys)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))] if len(keys) else ordered
