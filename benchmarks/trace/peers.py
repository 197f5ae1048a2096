"""How fast, and how well, are copies found beside other tools? See README.md here."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from difficulty import DIFFICULTIES
from finders import FINDERS, SETTINGS
from pages import page
from trees import Grower, Shape
from truth import Pair, Truth

HEAD = """\
| documents | true pairs | finder | setting | f1 | precision | recall | documents a second \
| times the first | peak MB | documents' MB |
| --: | --: | --- | --: | --: | --: | --: | --: | --: | --: | --: |"""
#: Many small trees, and more reports that nobody copied.
SHAPE = Shape(takers=1.5, controls=2.0, reports_of_war=150, outlets=400)
#: Libraries start no more threads than there are cores for.
THREADS = {"OMP_NUM_THREADS": "2", "POLARS_MAX_THREADS": "2", "RAYON_NUM_THREADS": "2"}


@dataclass(frozen=True, slots=True)
class Collection:
    """A file of documents, the pairs of copies among them, and those that are neither right nor
    wrong (``Truth``)."""

    size: int
    file: Path
    pairs: frozenset[Pair]
    grey: frozenset[Pair]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a finder took, in seconds of computing and megabytes, and how well it found."""

    setting: float
    seconds: float
    peak: float
    held: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def main() -> None:
    options = _options()
    pythons = {name: _python(name, options.python) for name in options.only or FINDERS}
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        paces: dict[str, float] = {}
        print(HEAD, flush=True)
        for size in sorted(options.documents):
            held = _collection(size, options.seed, folder)
            for finder, python in pythons.items():
                one = _best(finder, python, held)
                pace = one.seconds / held.size
                ratio = pace / paces.setdefault(finder, pace)
                print(_row(held, finder, one, ratio), flush=True)


def _python(finder: str, other: str | None) -> str:
    """The interpreter that runs a finder."""
    if finder in ("counterclaim", "candidates"):
        return sys.executable
    if other is None:
        raise SystemExit("name a Python that has the other tools, --python PYTHON (README.md)")
    return other


def _best(finder: str, python: str, held: Collection) -> Measured:
    """With the setting that finds pairs best in this very collection."""
    tried = (_measure(finder, python, setting, held) for setting in SETTINGS[finder])
    return max(tried, key=lambda one: one.f1)


def _row(held: Collection, finder: str, one: Measured, ratio: float) -> str:
    values = (
        f"{held.size:,}",
        f"{len(held.pairs):,}",
        finder,
        f"{one.setting:g}" if len(SETTINGS[finder]) > 1 else "",
        f"{one.f1:.3f}",
        f"{one.precision:.3f}",
        f"{one.recall:.3f}",
        f"{held.size / one.seconds:.0f}",
        f"{ratio:.2f}",
        f"{one.peak:.0f}",
        f"{one.held:.0f}",
    )
    return f"| {' | '.join(values)} |"


def _collection(size: int, seed: int, folder: Path) -> Collection:
    """So many documents, to the event that makes them full: grown, unless the folder has them."""
    file = folder / f"{size}-{seed}.jsonl"
    known = file.with_suffix(".truth.json")
    if not known.exists():
        _grow(size, seed, file, known)
    told = json.loads(known.read_text(encoding="utf-8"))
    sets = (frozenset((a, b) for a, b in told[name]) for name in ("pairs", "grey"))
    return Collection(told["documents"], file, *sets)


def _grow(size: int, seed: int, file: Path, known: Path) -> None:
    """Writes documents, and then what is true of them."""
    truth, many = Truth(), 0
    with file.open("w", encoding="utf-8") as out:
        for reports in Grower(DIFFICULTIES["middle"], seed, SHAPE).events():
            if many >= size:
                break
            truth.add(reports)
            for report in reports:
                if report.seen:
                    out.write(json.dumps(page(report), ensure_ascii=False) + "\n")
                    many += 1
    told = {"documents": many, "pairs": sorted(truth.pairs), "grey": sorted(truth.grey)}
    known.write_text(json.dumps(told), encoding="utf-8")


def _measure(finder: str, python: str, setting: float, collection: Collection) -> Measured:
    pairs = collection.file.with_suffix(".pairs")
    program = Path(__file__).with_name("finders.py")
    command = [python, str(program), finder, str(setting), str(collection.file), str(pairs)]
    environment = {**os.environ, **THREADS}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{finder}: failed, as told above")
    took = json.loads(done.stdout)
    lines = pairs.read_text(encoding="utf-8").splitlines()
    found = {(a, b) for a, b in (line.split("\t") for line in lines)}
    found -= collection.grey
    hits = len(found & collection.pairs)
    return Measured(
        setting,
        took["seconds"],
        took["peak"],
        took["held"],
        hits / max(1, len(found)),
        hits / max(1, len(collection.pairs)),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--only", choices=FINDERS, nargs="+", help="all by default")
    parser.add_argument("--python", help="an interpreter that has the other tools (README.md)")
    parser.add_argument(
        "--keep", type=Path, help="a folder in which what is grown is kept, and found again"
    )
    parser.add_argument("--seed", type=int, default=1, help="another one grows other trees")
    return parser.parse_args()


if __name__ == "__main__":
    main()
