"""Where dataframes are worked out: on this machine, or on a Ray cluster."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any

import daft
from daft.exceptions import DaftCoreException

from counterclaim.errors import EngineError

NATIVE = "native"
_RAY = "ray"
# Joins are done in the order that they are written in. Daft's own order first pairs all claims that
# one fact has with one another, which is the square of a number that has no bound.
_IN_ORDER = "DAFT_DEV_DISABLE_JOIN_REORDERING"


def begin(engine: str) -> None:
    """Have all dataframes of this process worked out by an engine: "native"; "ray", a cluster that
    is started on this machine, or the one that this machine is part of; or "ray://HOST:PORT", a
    cluster elsewhere. Raises EngineError where there is no such engine, or another was begun."""
    kind, _, address = engine.partition("://")
    if kind not in (NATIVE, _RAY) or (kind == NATIVE and address):
        raise EngineError(f"{engine}: no such engine; name native, ray or ray://HOST:PORT")
    if kind == _RAY:
        if find_spec("ray") is None:
            raise EngineError("ray is not installed; pip install 'counterclaim[cluster]'")
        _join(engine if address else None)
    os.environ.setdefault(_IN_ORDER, "1")
    try:
        daft.set_runner_ray() if kind == _RAY else daft.set_runner_native()
    except DaftCoreException:  # it can be said once in a process
        if daft.get_or_infer_runner_type() != kind:
            raise EngineError(f"{engine}: this process works by another engine already") from None


def _join(address: str | None) -> None:
    """Connect to a cluster."""
    import ray

    if ray.is_initialized():
        return
    try:
        ray.init(address=address, log_to_driver=False, logging_level="warning")
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        told = str(error).strip().splitlines()[0]
        where = address or "this machine"
        raise EngineError(f"{where}: no Ray cluster can be reached there ({told})") from error


def distributed() -> bool:
    """Whether dataframes are worked out by several processes, of which some may be lost."""
    return bool(daft.get_or_infer_runner_type() == _RAY)


def spread(rows: Any, parts: int) -> Any:
    """Rows laid into so many parts, so that as many machines can work on them; on one machine they
    need none."""
    return rows.into_partitions(parts) if distributed() else rows
