"""How long does an export take, in how much memory? See README.md here."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grown import grow

from counterclaim.publishing import FORMATS

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, help="how many claims the ledger shall hold")
    parser.add_argument("formats", nargs="*", help="which formats; all without any")
    parser.add_argument("--ledger", type=Path, help="grow a copy of this one, not the examples'")
    parser.add_argument("--keep", type=Path, help="where the grown ledger stays for another time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ledger = options.keep or Path(name) / "grown.db"
        if not ledger.exists():
            _made(options.ledger, ledger)
        held = grow(ledger, options.claims)
        print(f"{held:,} claims, a ledger of {_size(ledger):,.0f} MB", flush=True)
        for form in options.formats or sorted(FORMATS):
            seconds, peak = _export(ledger, form, Path(name) / "out")
            size = _size(Path(name) / "out")
            print(f"| {form} | {seconds:.0f} | {peak:.0f} | {size:,.0f} |", flush=True)
            subprocess.run(["rm", "-rf", str(Path(name) / "out")], check=True)


def _made(source: Path | None, ledger: Path) -> None:
    if source is None:
        command = [sys.executable, "-m", "counterclaim.cli", "build", str(REPORTS), "-q", "-o"]
        subprocess.run([*command, str(ledger)], check=True)
    else:
        ledger.write_bytes(source.read_bytes())


def _export(ledger: Path, form: str, output: Path) -> tuple[float, float]:
    """Seconds, and the most memory (MB) that the command held resident."""
    command = [sys.executable, "-m", "counterclaim.cli", "export", str(ledger), "--as", form]
    began = time.perf_counter()
    process = subprocess.Popen([*command, "-o", str(output)])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{form}: the export failed")
    return time.perf_counter() - began, used.ru_maxrss / 1024


def _size(path: Path) -> float:
    """Megabytes of a file, or of the files of a folder."""
    files = path.iterdir() if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files) / 1e6


if __name__ == "__main__":
    main()
