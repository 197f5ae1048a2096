"""``python -m counterclaim.training DATA.jsonl … --out FOLDER``: makes the weights of the learned
reader from annotated reports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import torch

from counterclaim.extracting.encoder import TOKENIZER, tokenizer
from counterclaim.training.base import folder, pretrained
from counterclaim.training.card import card
from counterclaim.training.examples import Course, Example, reports
from counterclaim.training.export import export
from counterclaim.training.loop import Recipe, seed_all, train

PLAIN: Final = Recipe()


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    asked = argparse.ArgumentParser(prog="python -m counterclaim.training", description=__doc__)
    asked.add_argument("data", nargs="+", type=Path, help="annotated reports, JSON lines")
    later = "annotated reports that join after the first round"
    asked.add_argument("--later", nargs="*", type=Path, default=[], help=later)
    asked.add_argument("--out", required=True, type=Path, help="folder for the weights")
    asked.add_argument("--epochs", type=int, help="epochs of each round, instead of the recipe's")
    asked.add_argument("--seed", type=int, default=PLAIN.seed)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--base", type=Path, help="folder of the base model's files")
    asked.add_argument("--figures", default="", help="what was measured; kept in the card")
    return asked.parse_args(given)


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
    first, every = (
        Course(words, tuple(reports(files)), recipe.varied, recipe.seed)
        for files in (asked.data, [*asked.data, *asked.later])
    )

    def course(epoch: int) -> list[Example]:
        return (first if epoch < recipe.rounds[0].epochs else every)(epoch)

    seed_all(recipe.seed)
    reader = pretrained(base)
    train(reader, course, recipe, lambda line: print(line, file=sys.stderr, flush=True))
    about = card([*asked.data, *asked.later], every.reports, recipe, asked.figures)
    export(reader, base / TOKENIZER, asked.out, about)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
