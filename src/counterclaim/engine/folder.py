"""The folder that a run writes: a table a folder, each whole or not there."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import daft
from daft import col

from counterclaim.engine.rows import Frame, frame
from counterclaim.engine.runner import distributed
from counterclaim.errors import CounterclaimError, EngineError

_log: Final = logging.getLogger(__name__)
_TRIES: Final = 3  # times that a table is written, where workers are lost on the way
_WHOLE: Final = "_whole.json"


@dataclass(frozen=True, slots=True)
class Folder:
    """``path`` is a folder that all machines see. Tables of results lie in it by name, those that
    only later stages need in ``work``. ``tries`` is how often a table is begun anew."""

    path: Path
    tries: int = _TRIES

    def table(self, name: str) -> Path:
        return self.path / name

    def has(self, name: str) -> bool:
        """Whether a table is there, whole."""
        return (self.table(name) / _WHOLE).is_file()

    def write(self, name: str, make: Callable[[], Frame], *, by: str | None = None) -> Frame:
        """The table of this name, made if it is not there; ``by`` names the column that parts it
        into folders. One that a lost worker left half written is begun anew."""
        if not self.has(name):
            began = perf_counter()
            self._tried(name, make, by)
            about = {"seconds": round(perf_counter() - began, 3), "bytes": self.size(name)}
            (self.table(name) / _WHOLE).write_text(json.dumps(about))
        return self.read(name)

    def _tried(self, name: str, make: Callable[[], Frame], by: str | None) -> None:
        for left in reversed(range(self.tries if distributed() else 1)):
            shutil.rmtree(self.table(name), ignore_errors=True)
            try:
                _written(make(), self.table(name), by)
                return
            except CounterclaimError:
                raise
            except Exception as error:
                told = _told(error)
                if not left:
                    remedy = "run it again: what is whole is kept"
                    raise EngineError(f"{self.table(name)}: {told}; {remedy}") from error
                _log.warning("counterclaim: %s is begun anew: %s", name, told)

    def read(self, name: str) -> Frame:
        """The rows of a table."""
        if not self.size(name):
            return frame(())
        files = str(self.table(name) / "**" / "*.parquet")
        return daft.read_parquet(files, hive_partitioning=True)

    def size(self, name: str) -> int:
        """Bytes of a table."""
        return sum(file.stat().st_size for file in self.table(name).rglob("*.parquet"))

    def note(self, about: Mapping[str, Any]) -> None:
        """Say what the folder holds: the last thing that is written."""
        (self.path / "about.json").write_text(json.dumps(about, indent=1) + "\n")

    def noted(self) -> Mapping[str, Any]:
        """What was noted; empty where the folder is not whole."""
        file = self.path / "about.json"
        found: Mapping[str, Any] = json.loads(file.read_text()) if file.is_file() else {}
        return found


def _written(frame: Frame, folder: Path, by: str | None) -> None:
    parts = [col(by)] if by else None
    frame.write_parquet(
        str(folder), compression="zstd", write_mode="overwrite", partition_cols=parts
    )
    folder.mkdir(parents=True, exist_ok=True)


def _told(error: Exception) -> str:
    """The last line of an error: those before it tell of the engine's inside."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return " ".join([f"{type(error).__name__}:", *(line.strip() for line in lines[-1:])])
