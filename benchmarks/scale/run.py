"""What does a run over dataframes cost, stage by stage? See README.md here."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

sys.path.insert(0, str(Path(__file__).parents[1] / "incremental"))
from reports import Given, Reports, reports

from counterclaim.engine import begin, load, rows, scale
from counterclaim.extracting import chosen
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger, schema
from counterclaim.pipeline import Tools, build

_HEAD = (
    "| documents | stage | seconds | of computing | documents a second and core | brought together,"
    " MB | written, MB |\n| --: | --- | --: | --: | --: | --: | --: |"
)
_PASSING = {"runs", "writes", "unsettled"}


@dataclass(slots=True)
class Spent:
    """By stage the seconds by the clock and of computing, and megabytes: of rows that were brought
    together from wherever they lay, and written."""

    wall: dict[str, float] = field(default_factory=dict)
    computing: dict[str, float] = field(default_factory=dict)
    together: Counter[str] = field(default_factory=Counter)
    written: dict[str, float] = field(default_factory=dict)
    counts: str = ""
    peak: int = 0


def main() -> None:
    options = _options()
    print(_HEAD)
    for count in options.documents:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            spent = _alone(_scaled, Path(folder), count, options.engine, options.read)
            print("\n".join(_rows(count, spent)), flush=True)
            print(f"\n{spent.counts}; peak memory {spent.peak:,} MB", flush=True)
            if options.check:
                print(_checked(Path(folder), count, options), flush=True)


def _rows(count: int, spent: Spent) -> list[str]:
    return [
        f"| {count:,} | {stage} | {spent.wall[stage]:.1f} | {spent.computing[stage]:.1f} | "
        f"{count / max(0.01, spent.computing[stage]):,.0f} | {spent.together[stage] / 2**20:.1f} | "
        f"{spent.written[stage] / 2**20:.1f} |"
        for stage in spent.wall
    ]


def _alone(work: Any, *given: Any) -> Any:
    """In a process of its own, so that the memory told is that of this step."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def _scaled(folder: Path, count: int, engine: str, read: bool) -> Spent:
    _written(folder / "reports", count)
    spent, marks = Spent(), []
    _count_bytes(spent.together, marks)
    begin(engine)

    def mark(stage: str) -> None:
        size = sum(file.stat().st_size for file in folder.rglob("out/**/*.parquet"))
        marks.append((stage, time.perf_counter(), _computed(), size))

    found = scale(
        [folder / "reports"], folder / "out", load=partial(_tools, count, read),
        reader="grown", keep=True, progress=mark,
    )  # fmt: skip
    mark("end")
    for (stage, *before), (_, *after) in pairwise(marks):
        spent.wall[stage], spent.computing[stage], spent.written[stage] = (
            late - early for early, late in zip(before, after, strict=True)
        )
    spent.counts = str(found)
    spent.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return spent


def _computed() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def _count_bytes(together: Counter[str], marks: list[Any]) -> None:
    """Count what the engine brings together in this process, for the stage under way."""
    plain, lock = rows._rows, threading.Lock()

    def counted(columns: Any) -> list[rows.Row]:
        held = plain(columns)
        size = sum(len(text.encode()) for row in held for text in row if isinstance(text, str))
        with lock:
            together[marks[-1][0]] += size
        return held

    rows._Over.rows = staticmethod(counted)


@cache
def _grown(count: int) -> Reports:
    return reports(count, 1)


def _tools(count: int, read: bool) -> Any:
    if read:
        return chosen(), Grounder.load()
    given = Given(_grown(count).claims)
    return given, given


def _written(folder: Path, count: int) -> None:
    """The reports as Parquet, a file for each thousand of them."""
    folder.mkdir()
    documents = _grown(count).documents
    for at in range(0, len(documents), 1000):
        table = [
            {"doc": d.id, "text": d.text, "outlet": d.outlet, "published": str(d.published),
             "language": "en"} for d in documents[at : at + 1000]
        ]  # fmt: skip
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(table), folder / f"{at:07}.parquet")


def _checked(folder: Path, count: int, options: argparse.Namespace) -> str:
    """How many rows differ from a ledger that was built."""
    differ, seconds = _alone(_compared, folder, count, options.read)
    return f"A build took {seconds:.1f} s; rows of its ledger that differ: {differ}"


def _compared(folder: Path, count: int, read: bool) -> tuple[int, float]:
    began = time.perf_counter()
    extractor, grounder = _tools(count, read)
    with Ledger.create(folder / "built.db") as ledger:
        build([folder / "reports"], ledger, tools=Tools(extractor, grounder))
    seconds = time.perf_counter() - began
    begin("native")
    with Ledger.create(folder / "loaded.db") as ledger:
        load(folder / "out", ledger)
    one, other = (_held(folder / name) for name in ("built.db", "loaded.db"))
    return sum(len(one[name] ^ other[name]) for name in one), seconds


def _held(path: Path) -> dict[str, set[Any]]:
    """All rows of a ledger but what names the reader and its run."""
    with sqlite3.connect(path) as connection:
        return {
            name: {json.dumps(row) for row in connection.execute(f"SELECT * FROM {name}")}
            for name in sorted(schema.metadata.tables.keys() - _PASSING - {"documents"})
        }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--engine", default="native", help="native, ray or ray://HOST:PORT")
    parser.add_argument("--read", action="store_true", help="read claims with the shipped model")
    parser.add_argument("--check", action="store_true", help="compare with a ledger that is built")
    parser.add_argument("--folder", help="where to write, if not where temporary files lie")
    return parser.parse_args()


if __name__ == "__main__":
    main()
