"""``python -m counterclaim.training CLAIMS… --attributions ARTICLES --others REPORTS --out FOLDER``
makes the weights of the learned reader from annotated reports and articles with attributions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel

from counterclaim.extracting.encoder import TOKENIZER, tokenizer
from counterclaim.training.base import folder, pretrained
from counterclaim.training.card import card
from counterclaim.training.examples import Course, Report, reports
from counterclaim.training.export import export
from counterclaim.training.loop import Recipe, Round, seed_all, train
from counterclaim.training.lots import Drawn, Lot, everything
from counterclaim.training.network import Reader
from counterclaim.training.restored import restore

PLAIN: Final = Recipe()


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    asked = argparse.ArgumentParser(prog="python -m counterclaim.training", description=__doc__)
    files = "JSON lines, written files, or folders of these"
    last = "learnt from last; without any the weights are what attributions and others have taught"
    asked.add_argument("claims", nargs="*", type=Path, help=f"annotated reports, {last}: {files}")
    articles = "articles with attributions, which are learnt from first"
    asked.add_argument("--attributions", nargs="*", default=[], help=articles)
    others = (
        f"annotated reports of other wars, learnt from before, one after the other: {files}; "
        "PATH=COUNT: so many of them in each epoch of later rounds, in place of the recipe's number"
    )
    asked.add_argument("--others", nargs="*", default=[], help=others)
    asked.add_argument("--out", required=True, type=Path, help="folder for the weights")
    kept = "a folder for what attributions and others have taught; what is there is not done again"
    asked.add_argument("--keep", type=Path, help=kept)
    start = (
        "a folder of weights that attributions and others have taught, to go on from in place of "
        "the base model: all is learnt from at once, in a round of its own"
    )
    asked.add_argument("--start", type=Path, help=start)
    mean = (
        "folders of finished weights: what is written is the mean of them and of what was learnt, "
        "or of them alone where nothing is named to learn from"
    )
    asked.add_argument("--mean", nargs="*", type=Path, default=[], help=mean)
    asked.add_argument("--epochs", type=int, help="epochs of each round, instead of the recipe's")
    asked.add_argument("--seed", type=int, default=PLAIN.seed)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--base", type=Path, help="folder of the base model's files")
    asked.add_argument("--figures", default="", help="what was measured; kept in the card")
    found = asked.parse_args(given)
    if found.start and not found.claims:
        asked.error("--start goes on with annotated reports; name some before it")
    if not (found.claims or found.attributions or found.others or found.mean):
        asked.error("nothing to learn from; name annotated reports, or weights to average")
    return found


@dataclass(frozen=True, slots=True)
class Lessons:
    """A reader, and all that it can learn from but the reports of the last round: lots of
    ``articles`` with attributions, and of ``others``."""

    reader: Reader
    words: Tokenizer
    recipe: Recipe
    articles: Sequence[Lot]
    others: Sequence[Lot]

    def first(self, keep: Path | None) -> None:
        """The rounds before the last, but for those whose end is kept already."""
        others = self.recipe.others
        self._round("attributions", everything(self.articles), self.recipe.attributions, [], keep)
        for at, lot in enumerate(self.others):
            self._round(f"others-{at + 1}", lot.reports, others, self.others[:at], keep)

    def last(self, told: tuple[Report, ...], this: Round) -> None:
        """The last round, which draws from all that was learnt from before."""
        self._learn(told, this, self.others)

    def _round(
        self,
        name: str,
        told: tuple[Report, ...],
        this: Round,
        before: Sequence[Lot],
        keep: Path | None,
    ) -> None:
        kept = keep / f"{name}.pt" if keep else None
        if kept and kept.exists():
            self.reader.load_state_dict(torch.load(kept, weights_only=True))
        elif told:
            self._learn(told, this, before)
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                torch.save(self.reader.state_dict(), kept)

    def _learn(self, told: tuple[Report, ...], this: Round, before: Sequence[Lot]) -> None:
        """One round, as often as it says, each time from here; the mean is kept."""
        articles = (lot.drawn(this.articles) for lot in self.articles)
        drawn = (*articles, *(lot.drawn(this.others) for lot in before))
        averaged(self.reader, self._runs(told, this, drawn))

    def _runs(
        self, told: tuple[Report, ...], this: Round, drawn: tuple[Drawn, ...]
    ) -> Iterator[int]:
        """Teach the reader what each run of a round teaches, one after the other; their seeds."""
        begun = deepcopy(self.reader.state_dict())
        for seed in range(self.recipe.seed, self.recipe.seed + this.runs):
            self.reader.load_state_dict(begun)
            course = Course(self.words, told, self.recipe.varied, seed, drawn)
            train(self.reader, course, this, replace(self.recipe, seed=seed), _say)
            yield seed


def averaged(reader: Reader, changes: Iterable[object]) -> None:
    """Give the reader the mean of the weights that it has after each of some changes."""
    mean = AveragedModel(reader)
    for _ in changes:
        mean.update_parameters(reader)
    reader.load_state_dict(mean.module.state_dict())


def restored(reader: Reader, finished: Iterable[Path]) -> Iterator[Path]:
    """Give the reader finished weights, one after the other."""
    for weights in finished:
        restore(reader, weights)
        yield weights


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(given: Sequence[str] | None = None) -> int:
    """Trains and writes the weights; progress goes to standard error."""
    asked = arguments(given)
    torch.set_num_threads(asked.threads)
    base = asked.base or folder()
    recipe = replace(PLAIN, seed=asked.seed)
    if asked.epochs is not None:
        recipe = recipe.shortened(asked.epochs)
    articles = [Lot.of(given) for given in asked.attributions]
    others = [Lot.of(given) for given in asked.others]
    told = tuple(reports(asked.claims))
    seed_all(recipe.seed)
    reader = pretrained(base)
    lessons = Lessons(reader, tokenizer(base / TOKENIZER), recipe, articles, others)
    if asked.start:
        restore(reader, asked.start)
    else:
        lessons.first(asked.keep)
    if told:
        lessons.last(told, recipe.further if asked.start else recipe.claims)
    own = ["what was learnt"] if told or articles or others else []
    averaged(reader, chain(own, restored(reader, asked.mean)))
    paths = [*(lot.path for lot in (*articles, *others)), *asked.claims]
    learnt = (*everything(others), *told)
    about = card(paths, learnt, recipe, asked.start, asked.mean, asked.figures)
    export(reader.eval(), base / TOKENIZER, asked.out, about)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
