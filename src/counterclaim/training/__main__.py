"""``python -m counterclaim.training DATA.jsonl … --out FOLDER``: makes the weights of the learned
reader from annotated reports."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

import torch
import torch.version

from counterclaim.extracting.encoder import TOKENIZER, tokenizer
from counterclaim.training.base import PACKAGE, folder, pretrained
from counterclaim.training.examples import Course, reports
from counterclaim.training.export import export
from counterclaim.training.loop import Recipe, seed_all, train

PLAIN: Final = Recipe()


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    asked = argparse.ArgumentParser(prog="python -m counterclaim.training", description=__doc__)
    asked.add_argument("data", nargs="+", type=Path, help="annotated reports, JSON lines")
    asked.add_argument("--out", required=True, type=Path, help="folder for the weights")
    asked.add_argument("--epochs", type=int, help="epochs of each round, instead of the recipe's")
    asked.add_argument("--seed", type=int, default=PLAIN.seed)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--base", type=Path, help="folder of the base model's files")
    asked.add_argument("--figures", default="", help="what was measured; kept in the card")
    return asked.parse_args(given)


def described(paths: Sequence[Path], found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The data files by name and SHA-256, for the card."""
    return [
        {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in paths
    ] + [{"reports": len(found), "claims": sum(len(one["claims"]) for one in found)}]


def main(given: Sequence[str] | None = None) -> int:
    """Trains and writes the weights; progress goes to standard error."""
    asked = arguments(given)
    torch.set_num_threads(asked.threads)
    base = asked.base or folder()
    words = tokenizer(base / TOKENIZER)
    recipe = replace(PLAIN, seed=asked.seed)
    if asked.epochs is not None:
        rounds = tuple(replace(each, epochs=asked.epochs) for each in recipe.rounds)
        recipe = replace(recipe, rounds=rounds)
    course = Course(words, tuple(reports(asked.data)), recipe.varied, recipe.seed)
    seed_all(recipe.seed)
    reader = pretrained(base)
    train(reader, course, recipe, lambda line: print(line, file=sys.stderr, flush=True))
    about = {
        "model": "learned reader",
        "base": f"all-MiniLM-L6-v2 (Apache-2.0), package {PACKAGE.replace('_', '-')}",
        "data": described(asked.data, course.reports),
        "recipe": asdict(recipe),
        "figures": asked.figures,
        "torch": torch.version.__version__,
    }
    export(reader, base / TOKENIZER, asked.out, about)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
