"""``python -m counterclaim.training CLAIMS… --attributions ARTICLES --others REPORTS --out FOLDER``
makes the weights of the learned reader from annotated reports and articles with attributions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Final

import torch
from torch.optim.swa_utils import AveragedModel

from counterclaim.extracting.encoder import TOKENIZER, tokenizer
from counterclaim.training.base import folder, pretrained
from counterclaim.training.card import card
from counterclaim.training.examples import Course, Report, reports
from counterclaim.training.export import export
from counterclaim.training.loop import Recipe, Round, seed_all, train
from counterclaim.training.restored import restore

PLAIN: Final = Recipe()
Lot = tuple[Report, ...]


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    asked = argparse.ArgumentParser(prog="python -m counterclaim.training", description=__doc__)
    files = "JSON lines, written files, or folders of these"
    last = "learnt from last; without any the weights are what attributions and others have taught"
    asked.add_argument("claims", nargs="*", type=Path, help=f"annotated reports, {last}: {files}")
    articles = "articles with attributions, which are learnt from first"
    asked.add_argument("--attributions", nargs="*", type=Path, default=[], help=articles)
    others = f"annotated reports of other wars, learnt from before, one after the other: {files}"
    asked.add_argument("--others", nargs="*", type=Path, default=[], help=others)
    asked.add_argument("--out", required=True, type=Path, help="folder for the weights")
    kept = "a folder for what attributions and others have taught; what is there is not done again"
    asked.add_argument("--keep", type=Path, help=kept)
    start = "a folder of weights to go on from, in place of the base model"
    asked.add_argument("--start", type=Path, help=start)
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
        recipe = recipe.shortened(asked.epochs)
    articles, told = tuple(reports(asked.attributions)), tuple(reports(asked.claims))
    lots = [tuple(reports([path])) for path in asked.others]
    seed_all(recipe.seed)
    reader = pretrained(base)
    if asked.start:
        restore(reader, asked.start)

    def learn(lot: Lot, this: Round, seed: int, before: Sequence[Lot]) -> None:
        drawn = ((articles, this.articles), *((each, this.others) for each in before))
        course = Course(words, lot, recipe.varied, seed, drawn)
        seeded = replace(recipe, seed=seed)
        train(reader, course, this, seeded, lambda line: print(line, file=sys.stderr, flush=True))

    for name, lot, this, before in (
        ("attributions", articles, recipe.attributions, []),
        *((f"others-{at + 1}", lot, recipe.others, lots[:at]) for at, lot in enumerate(lots)),
    ):
        kept = asked.keep / f"{name}.pt" if asked.keep else None
        if kept and kept.exists():
            reader.load_state_dict(torch.load(kept, weights_only=True))
        elif lot:
            learn(lot, this, recipe.seed, before)
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                torch.save(reader.state_dict(), kept)
    if told:
        begun, mean = deepcopy(reader.state_dict()), AveragedModel(reader)
        for seed in range(recipe.seed, recipe.seed + recipe.runs):
            reader.load_state_dict(begun)
            learn(told, recipe.claims, seed, lots)
            mean.update_parameters(reader)
        reader.load_state_dict(mean.module.state_dict())
    paths = [*asked.attributions, *asked.others, *asked.claims]
    learnt = [report for lot in (*lots, told) for report in lot]
    about = card(paths, learnt, recipe, asked.figures)
    export(reader.eval(), base / TOKENIZER, asked.out, about)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
