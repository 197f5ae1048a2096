"""How fast is a build? See README.md here."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of development data")
    parser.add_argument("--runs", type=int, default=3, help="how often each build is timed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _report("seeds", options.shared / "seeds", 5, folder, options.runs)
        documents, count = _plain(options.shared / "claims/dev.jsonl", folder)
        _report("development reports", documents, count, folder, options.runs)


def _report(what: str, source: Path, count: int, folder: Path, runs: int) -> None:
    times = [_build(source, folder / f"{at}.db") for at in range(runs)]
    middle = statistics.median(times)
    print(f"{what}: {count} documents in {middle:.1f} s, {count / middle:.1f} a second (median)")


def _build(source: Path, ledger: Path) -> float:
    """Seconds that the whole command takes, its start included, to make a new ledger."""
    for old in ledger.parent.glob(f"{ledger.name}*"):
        old.unlink()
    command = [sys.executable, "-m", "counterclaim.cli", "build", str(source), "-o", str(ledger)]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def _plain(gold: Path, folder: Path) -> tuple[Path, int]:
    """The documents of a gold set without their annotation."""
    path, count = folder / "documents.jsonl", 0
    with gold.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as out:
        for line in lines:
            record = json.loads(line)
            out.write(json.dumps({k: v for k, v in record.items() if k != "claims"}) + "\n")
            count += 1
    return path, count


if __name__ == "__main__":
    main()
