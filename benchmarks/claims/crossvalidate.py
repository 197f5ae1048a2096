"""How well are claims read in reports of events that training has not seen? See README.md here."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Report = dict[str, Any]


def main() -> None:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    files = [options.shared / "claims" / name for name in ("train.jsonl", "dev.jsonl")]
    lots = folds([report for file in files for report in _reports(file)], options.folds)
    gold = options.out / "gold.jsonl"
    _write(gold, [report for lot in lots for report in lot])
    found = options.out / "claims.jsonl"
    parts = [_fold(options, lots, at) for at in options.only or range(len(lots))]
    if options.only:
        return
    found.write_text("".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
    scorer = [sys.executable, str(options.shared / "claims/score.py"), str(gold), str(found)]
    subprocess.run([*scorer, "--errors", str(options.errors)], check=True)


def folds(reports: Sequence[Report], count: int) -> list[list[Report]]:
    """Whole events shared out to folds of about as many claims: the largest event first, each to
    the fold that has least."""
    events: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        events[report["event"]].append(report)
    sizes = {event: sum(len(report["claims"]) for report in lot) for event, lot in events.items()}
    lots: list[list[Report]] = [[] for _ in range(count)]
    filled = [0] * count
    for event in sorted(events, key=lambda event: (-sizes[event], event)):
        least = filled.index(min(filled))
        lots[least] += events[event]
        filled[least] += sizes[event]
    return lots


def _fold(options: argparse.Namespace, lots: Sequence[list[Report]], at: int) -> Path:
    """The claims read in one fold by a reader trained on the others; each step is done once."""
    folder: Path = options.out / f"fold-{at}"
    folder.mkdir(exist_ok=True)
    seen, unseen = folder / "train.jsonl", folder / "gold.jsonl"
    _write(seen, [report for other, lot in enumerate(lots) if other != at for report in lot])
    _write(unseen, lots[at])
    weights = folder / "weights"
    if not (weights / "card.json").exists():
        train = [sys.executable, "-m", "counterclaim.training", str(seen), "--out", str(weights)]
        train += ["--attributions", str(options.shared / "attribution/train.jsonl")]
        train += ["--others", *map(str, options.others), "--keep", str(options.out / "begun")]
        train += ["--base", str(options.base)] if options.base else []
        subprocess.run(train, check=True)
    claims = folder / "claims.jsonl"
    if not claims.exists():
        run = [sys.executable, str(Path(__file__).with_name("run.py")), str(options.shared)]
        told = ["--gold", str(unseen), "--weights", str(weights), "--keep", str(claims)]
        subprocess.run([*run, *told], check=True)
    return claims


def _reports(path: Path) -> list[Report]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _write(path: Path, reports: Sequence[Report]) -> None:
    lines = "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)
    path.write_text(lines, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of development data")
    parser.add_argument("--out", type=Path, required=True, help="a folder for weights and claims")
    ours = [Path("data/reports"), Path("data/plain")]
    parser.add_argument("--others", type=Path, nargs="+", default=ours, help="our own reports")
    parser.add_argument("--base", type=Path, help="folder of the base model's files")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument(
        "--only", type=int, nargs="*", help="train and read these folds, no figures"
    )
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each kind")
    return parser.parse_args()


if __name__ == "__main__":
    main()
