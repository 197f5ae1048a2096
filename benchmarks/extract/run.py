"""How fast is extraction, in how much memory? See README.md here."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from documents import documents
from measured import READERS

HEAD = """\
| documents | reader | seconds | documents a second | times extraction | peak memory, MB |
| --: | --- | --: | --: | --: | --: |"""
#: Two threads in all: each reader has its own two, or its one, and libraries start no more.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Measured:
    seconds: float
    megabytes: float


def main() -> None:
    options = _options()
    if not options.spacy:
        print("spaCy IS NOT MEASURED: name a Python that has it, --spacy PYTHON (README.md)\n")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    pythons = {reader: _python(reader, options.spacy) for reader in READERS}
    readers = {reader: python for reader, python in pythons.items() if python}
    with tempfile.TemporaryDirectory() as folder:
        file = _written(options.shared, max(options.sizes), Path(folder) / "documents.jsonl")
        print(HEAD, flush=True)
        for size in options.sizes:
            rounds = [
                {reader: _measure(python, reader, file, size) for reader, python in readers.items()}
                for _ in range(options.repeats)
            ]
            for reader in readers:
                print(_row(size, reader, rounds), flush=True)


def _python(reader: str, spacy: str | None) -> str | None:
    """The interpreter that runs a reader; None where there is none."""
    return spacy if reader.startswith("spaCy") else sys.executable


def _written(shared: Path, count: int, file: Path) -> Path:
    """The documents in a file, so that every reader streams the same, and none is held here."""
    with file.open("w", encoding="utf-8") as out:
        texts = documents((shared / "claims").glob("*.jsonl"))
        for at, text in enumerate(islice(texts, count)):
            out.write(json.dumps({"doc": f"d{at}", "text": text}) + "\n")
    return file


def _measure(python: str, reader: str, file: Path, size: int) -> Measured:
    program = Path(__file__).with_name("measured.py")
    command = [python, str(program), reader, str(file), str(size)]
    peak = 0.0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_THREAD}
    ) as process:
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(0.1)
        assert process.stdout is not None
        told = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"{reader}: failed, as told above")
    return Measured(float(told), peak)


def _resident(process: int) -> float:
    """Megabytes resident of a process and of those it started; pages they share count once."""
    folder = Path(f"/proc/{process}")
    try:
        rollup = (folder / "smaps_rollup").read_text()
        children = (folder / f"task/{process}/children").read_text().split()
    except OSError:  # it has ended meanwhile
        return 0.0
    own = sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own * 1024 / 1e6 + sum(_resident(int(child)) for child in children)


def _row(size: int, reader: str, rounds: list[dict[str, Measured]]) -> str:
    """Medians; the ratio is the median of the rounds' ratios, since a machine's speed drifts."""
    seconds = median(found[reader].seconds for found in rounds)
    ratio = median(found["extraction"].seconds / found[reader].seconds for found in rounds)
    memory = median(found[reader].megabytes for found in rounds)
    values = f"{seconds:.1f} | {size / seconds:.1f} | {ratio:.2f} | {memory:.0f}"
    return f"| {size:,} | {reader} | {values} |"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of development data")
    parser.add_argument("--spacy", metavar="PYTHON", help="an interpreter that has spaCy")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--repeats", type=int, default=3, help="rounds for each size")
    return parser.parse_args()


if __name__ == "__main__":
    main()
