"""What does it cost to add documents to a ledger? See README.md here."""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports import Given, reports

from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger, schema
from counterclaim.pipeline import Tools, build

_HEAD = (
    "| documents | added | seconds, added | seconds, anew | MB, added | MB, anew | entries | "
    "changed | rows differ |\n| --: | --: | --: | --: | --: | --: | --: | --: | --: |"
)
_PASSING = {"runs", "writes", "unsettled"}


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of computing, the most megabytes held, and how many entries changed."""

    seconds: float
    megabytes: int
    changed: int


def main() -> None:
    options = _options()
    print(_HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for count in options.documents:
            for added in options.added:
                print(_row(Path(folder), count, added, options), flush=True)


def _row(folder: Path, count: int, added: int, options: argparse.Namespace) -> str:
    held, whole = folder / f"{count}.db", folder / f"{count + added}-whole.db"
    if not held.exists():
        _spent(held, count + max(options.added), 0, count, options)
    part = folder / f"{count + added}-part.db"
    shutil.copy(held, part)
    few = _spent(part, count + max(options.added), count, count + added, options)
    anew = _spent(whole, count + max(options.added), 0, count + added, options)
    differ = sum(
        len({*one} ^ {*other})
        for one, other in zip(_rows(part).values(), _rows(whole).values(), strict=True)
    )
    return (
        f"| {count:,} | {added:,} | {few.seconds:.1f} | {anew.seconds:.1f} | {few.megabytes:,} | "
        f"{anew.megabytes:,} | {anew.changed:,} | {few.changed:,} | {differ:,} |"
    )


def _spent(path: Path, count: int, first: int, last: int, options: argparse.Namespace) -> Spent:
    """In a process of its own, so that the memory told is that of this step."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_added, (path, count, first, last, options.seed, options.read))


def _added(path: Path, count: int, first: int, last: int, seed: int, read: bool) -> Spent:
    told = reports(count, seed)
    given: Any = Given(told.claims)
    tools = Tools.load() if read else Tools(given, given)
    assert read or not isinstance(tools.grounder, Grounder)
    began = time.process_time()
    with Ledger.create(path) as ledger:
        changes = build((), ledger, documents=told.documents[first:last], tools=tools)
    seconds = time.process_time() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Spent(seconds, megabytes, len(changes.entries))


def _rows(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: {*connection.execute(f"SELECT * FROM {name}")}
            for name in sorted(schema.metadata.tables.keys() - _PASSING)
        }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--added", type=int, nargs="+", default=[100])
    parser.add_argument("--read", action="store_true", help="read claims with the shipped model")
    parser.add_argument("--seed", type=int, default=1, help="another one grows other reports")
    return parser.parse_args()


if __name__ == "__main__":
    main()
