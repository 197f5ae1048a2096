"""One measurement, in a process of its own: a finder looks for pairs of copies in a file.

    python finders.py FINDER SETTING FILE PAIRS

writes the pairs to a file and prints what it took as JSON. Seconds count from texts in memory (for
the whole of ``trace`` from documents that were read) to pairs. Imports stand in the functions: the
Python that has the other tools need not have Counterclaim, and the other way round.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

GRAM, PERMUTATIONS = 5, 128
_WORD = re.compile(r"\w+")

Pairs: TypeAlias = Iterable[tuple[str, str]]
#: Takes the file; gives what then gives pairs. Only the second step is measured.
Load: TypeAlias = Callable[[Path], Callable[[], Pairs]]


class Page(NamedTuple):
    doc: str
    text: str


def main(finder: str, setting: str, file: str, pairs: str) -> None:
    find = FINDERS[finder](float(setting))(Path(file))
    held, began, wall = _megabytes(), time.process_time(), time.perf_counter()
    found = {(min(a, b), max(a, b)) for a, b in find()}
    seconds, wall = time.process_time() - began, time.perf_counter() - wall
    peak = _megabytes()
    Path(pairs).write_text("".join(f"{a}\t{b}\n" for a, b in sorted(found)), encoding="utf-8")
    print(json.dumps({"seconds": seconds, "wall": wall, "held": held, "peak": peak}))


def _megabytes() -> float:
    """The most memory that this process has had resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def _pages(file: Path) -> list[Page]:
    with file.open(encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return [Page(record["doc"], record["text"]) for record in records]


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]


def _documents(file: Path) -> Any:
    from counterclaim.model import Document
    from counterclaim.reading import read, with_names, with_years

    found = (one for one in read([file]) if isinstance(one, Document))
    return with_names(with_years(tuple(found)))


def _counterclaim(_: float) -> Load:
    from counterclaim.tracing import trace

    def load(file: Path) -> Callable[[], Pairs]:
        documents = _documents(file)

        def find() -> Pairs:
            copies = trace(documents).copies
            return ((copy.a, copy.b) for copy in copies if copy.relation != "shared_quote")

        return find

    return load


def _candidates(_: float) -> Load:
    from counterclaim.model import Document
    from counterclaim.tracing import candidates

    def load(file: Path) -> Callable[[], Pairs]:
        with file.open(encoding="utf-8") as lines:
            records = list(map(json.loads, lines))
        documents = [
            Document(
                record["doc"],
                record["text"],
                outlet=record["outlet"],
                published=date.fromisoformat(record["published"]),
            )
            for record in records
        ]
        return lambda: ((pair.a, pair.b) for pair in candidates(documents))

    return load


def _datasketch(threshold: float) -> Load:
    tool = import_module("datasketch")

    def load(file: Path) -> Callable[[], Pairs]:
        pages = _pages(file)

        def find() -> Pairs:
            index = tool.MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
            sketches: dict[str, Any] = {}
            for page in pages:
                sketch = tool.MinHash(num_perm=PERMUTATIONS)
                sketch.update_batch([shingle.encode() for shingle in _shingles(page.text)])
                for other in index.query(sketch):
                    if sketch.jaccard(sketches[other]) >= threshold:
                        yield page.doc, other
                index.insert(page.doc, sketch, check_duplication=False)
                sketches[page.doc] = sketch

        return find

    return load


def _rensa(threshold: float) -> Load:
    tool = import_module("rensa")

    def load(file: Path) -> Callable[[], Pairs]:
        pages = _pages(file)

        def find() -> Pairs:
            bands = next(b for least, b in _BANDS if threshold >= least)
            index = tool.RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
            shingles = (_shingles(page.text) for page in pages)
            sketches = tool.RMinHash.from_token_sets(shingles, num_perm=PERMUTATIONS, seed=1)
            index.insert_many(sketches)
            for at, sketch in enumerate(sketches):
                for other in index.query(sketch):
                    if other < at and sketch.jaccard(sketches[other]) >= threshold:
                        yield pages[at].doc, pages[other].doc

        return find

    return load


#: Thresholds from which so many bands find what reaches them.
_BANDS = ((0.45, 16), (0.25, 32), (0.0, 64))
#: More documents than this share furniture, not text.
_MOST = 50


def _polars(least: float) -> Load:
    pl = import_module("polars")

    def load(file: Path) -> Callable[[], Pairs]:
        pages = _pages(file)
        names = [page.doc for page in pages]

        def find() -> Pairs:
            frame = pl.LazyFrame(
                {"doc": range(len(pages)), "text": [page.text for page in pages]},
                schema={"doc": pl.UInt32, "text": pl.String},
            )
            words = frame.select(
                "doc", pl.col("text").str.to_lowercase().str.extract_all(r"\w+").alias("word")
            ).explode("word")
            shifted = [pl.col("word").shift(-n).over("doc").hash(n) for n in range(GRAM)]
            grams = words.select(
                "doc",
                gram=pl.struct([s.alias(f"w{n}") for n, s in enumerate(shifted)]).hash(),
                last=pl.col("word").shift(1 - GRAM).over("doc"),
            )
            grams = grams.drop_nulls("last").select("doc", "gram").unique()
            shared = grams.filter(pl.len().over("gram").is_between(2, _MOST)).collect()
            pairs = (
                shared.lazy()
                .join(shared.lazy(), on="gram")
                .filter(pl.col("doc") < pl.col("doc_right"))
                .group_by("doc", "doc_right")
                .len()
                .filter(pl.col("len") >= int(least))
                .collect()
            )
            return ((names[a], names[b]) for a, b, _ in pairs.iter_rows())

        return find

    return load


FINDERS: dict[str, Callable[[float], Load]] = {
    "counterclaim": _counterclaim,
    "candidates": _candidates,
    "datasketch": _datasketch,
    "rensa": _rensa,
    "polars": _polars,
}
#: What each finder is tried with: a threshold of similarity, or how many shingles two documents
#: must share at least.
SETTINGS: dict[str, Sequence[float]] = {
    "counterclaim": (0,),
    "candidates": (0,),
    "datasketch": (0.1, 0.15, 0.2, 0.3, 0.5),
    "rensa": (0.1, 0.15, 0.2, 0.3, 0.5),
    "polars": (10, 20, 30, 40),
}

if __name__ == "__main__":
    main(*sys.argv[1:])
