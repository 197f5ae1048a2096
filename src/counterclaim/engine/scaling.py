"""The stages in order, as dataframes: read, extract, trace, match, reconcile."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daft import col, lit
from daft.functions import when

from counterclaim import __version__
from counterclaim.engine import documents as reading
from counterclaim.engine.claims import Load, MakeClaims
from counterclaim.engine.families import families
from counterclaim.engine.folder import Folder
from counterclaim.engine.matching import facts
from counterclaim.engine.reconciling import Told, entries
from counterclaim.engine.rows import Frame, mapped_by, shaped
from counterclaim.engine.tracing import copies
from counterclaim.errors import EngineError
from counterclaim.policy import DEFAULT, Policy

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scaled:
    """How many of each a folder holds."""

    documents: int
    copies: int
    claims: int
    entries: int
    problems: int


def scale(
    paths: Iterable[Path],
    output: Path,
    *,
    load: Load,
    reader: str,
    policy: Policy = DEFAULT,
    workers: int | None = None,
    only_claims: bool = False,
    keep: bool = False,
    progress: Progress = lambda stage: None,
) -> Scaled:
    """Read the files at ``paths`` and work out who claims what, into Parquet tables in ``output``.

    ``load`` makes what reads and grounds claims, in each worker once, and ``reader`` names it;
    ``workers`` is how many there are (None: as many as there is room for). With ``only_claims``
    reports in which none is read are left out, also as sources of others. A folder in which a run
    was broken off is gone on with; with ``keep`` what only the stages needed stays. Raises
    EngineError where the folder holds something else or the engine fails, and InputError where
    nothing could be read.
    """
    folder, about = _begun(output, [str(path) for path in paths], reader, policy, only_claims)
    progress("read")
    table = "work/documents" if only_claims else "documents"
    every = reading.documents(map(Path, about["paths"]), folder, policy, table)
    progress("extract")
    read = folder.write("work/claims", lambda: _read(every, load, policy, workers), by="kind")
    held = folder.write("documents", lambda: _telling(every, read), by="month")
    progress("trace")
    copied = copies(held, folder, policy)
    claims = read.where(col("kind") == "claim")
    origins, tellings = families(held, claims, copied, folder, policy)
    progress("match")
    scopes, within = facts(held, read, folder, policy)
    progress("reconcile")
    found = entries(Told(held, read, origins, tellings), scopes, within, folder, policy)
    told = folder.write("claims", lambda: shaped(claims, month=_month()), by="month")
    failed = read.where(col("kind") == "problem")
    problems = folder.write(
        "problems", lambda: shaped(reading.problems(folder)).concat(shaped(failed))
    )
    folder.write("marks", lambda: _marks(folder))
    scaled = Scaled(*(rows.count_rows() for rows in (held, copied, told, found, problems)))
    folder.note({**about, "whole": True})
    if not keep:
        shutil.rmtree(folder.table("work"))
    return scaled


def _begun(
    output: Path, paths: list[str], reader: str, policy: Policy, only_claims: bool
) -> tuple[Folder, Mapping[str, Any]]:
    """The folder of a run, new or broken off."""
    folder = Folder(output)
    about = {
        "version": __version__, "reader": reader, "paths": paths, "policy": policy.described(),
        "only_claims": only_claims,
    }  # fmt: skip
    found = {k: v for k, v in folder.noted().items() if k != "whole"}
    if found and found != json.loads(json.dumps(about)):
        raise EngineError(f"{output}: holds a run over other paths or choices; name another folder")
    if not found and output.exists() and any(output.iterdir()):
        raise EngineError(f"{output}: holds something else; name a new folder")
    output.mkdir(parents=True, exist_ok=True)
    if not found:
        folder.note(about)
    return folder, about


def _read(documents: Frame, load: Load, policy: Policy, workers: int | None) -> Frame:
    return mapped_by(shaped(documents), MakeClaims(load, policy), workers)


def _telling(documents: Frame, read: Frame) -> Frame:
    """The documents with claims."""
    told = read.where(col("kind") == "claim").select(col("text").alias("a")).distinct()
    return shaped(documents.join(told, on="a", how="semi"))


def _month() -> Any:
    return when(col("month") == "", lit("undated")).otherwise(col("month"))


def _marks(folder: Folder) -> Frame:
    """A mark of the words of each document: where later additions to a ledger start from."""
    return shaped(folder.read("work/traced").where(col("kind") == "mark"))
