"""How well are reprint trees traced when the truth is known? See README.md here."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from difficulty import DIFFICULTIES
from mistakes import mistakes
from pages import written
from scores import found_in, scores
from trees import Grower, Report
from truth import truth_of

from counterclaim.model import Document
from counterclaim.reading import read, with_names, with_years
from counterclaim.tracing import trace


def main() -> None:
    options = _options()
    for name in options.difficulty or DIFFICULTIES:
        grower = Grower(DIFFICULTIES[name], options.seed)
        events = _events(grower.events(), options.trees)
        truth = truth_of(events)
        documents = _documents(report for event in events for report in event if report.seen)
        began = time.process_time()
        traces = trace(documents)
        seconds = time.process_time() - began
        found = found_in(traces.copies, traces.origins)
        print(f"{name}: {options.trees} trees, {len(documents)} documents, seed {options.seed}")
        for line in scores(found, truth).lines():
            print("   ", line)
        rate = len(documents) / seconds
        print(f"    seconds    {seconds:.2f} of computing, {rate:.0f} documents a second")
        texts = {document.id: document for document in documents}
        for line in islice(mistakes(found, truth, texts, traces.copies), options.show):
            print(line)


def _events(events: Iterable[tuple[Report, ...]], trees: int) -> list[tuple[Report, ...]]:
    """Events until they have so many trees that a report was taken in."""
    held: list[tuple[Report, ...]] = []
    grown = 0
    for reports in events:
        if grown >= trees:
            break
        held.append(reports)
        grown += len({report.tree for report in reports if report.taken is not None})
    return held


def _documents(reports: Iterable[Report]) -> tuple[Document, ...]:
    """The reports as the reading stages give them."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(reports, Path(folder) / "documents.jsonl")
        found = tuple(read([path]))
    documents = tuple(one for one in found if isinstance(one, Document))
    if len(documents) != len(found):
        raise SystemExit(f"not all reports could be read: {set(found) - set(documents)}")
    return with_names(with_years(documents))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--difficulty", choices=DIFFICULTIES, nargs="+", help="all by default")
    parser.add_argument("--trees", type=int, default=150, help="trees in each collection")
    parser.add_argument("--seed", type=int, default=1, help="another one grows other trees")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N errors of each")
    return parser.parse_args()


if __name__ == "__main__":
    main()
