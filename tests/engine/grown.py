"""Reports of an invented war in files, and ledgers of them by the one way and the other."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from counterclaim.engine import Scaled, begin, load, scale
from counterclaim.extracting import Extractor
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger, schema
from counterclaim.model import Claim, Document
from counterclaim.pipeline import Tools, build
from counterclaim.policy import Policy
from tests.adding.war import POLICY, Given, War

# Run records and counts of writes differ between any two builds.
TABLES = sorted(schema.metadata.tables.keys() - {"runs", "writes", "unsettled"})

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Telling:
    """What makes a reader of given claims, in whichever process they are read."""

    told: War

    def __call__(self) -> tuple[Extractor, Grounder]:
        given = Given(self.told.claims)
        return given, cast(Grounder, given)


@dataclass(frozen=True, slots=True)
class Failing:
    """As ``Telling``, but the first time reading is broken off: by a fault, or by the end of the
    process. ``mark`` is a file that says that it was."""

    told: War
    mark: Path
    killed: bool

    def __call__(self) -> tuple[Extractor, Grounder]:
        given = Given(self.told.claims)
        return _Broken(given, self.mark, self.killed), cast(Grounder, given)


@dataclass(frozen=True, slots=True)
class _Broken:
    given: Given
    mark: Path
    killed: bool
    name: str = "given"

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for claims in self.given.extract(documents):
            if not self.mark.exists():
                self.mark.touch()
                if self.killed:
                    os.kill(os.getpid(), signal.SIGKILL)
                raise RuntimeError("the reader broke down")
            yield claims


def written(folder: Path, told: War, files: int = 3) -> Path:
    """The reports as JSON lines, in some files."""
    folder.mkdir()
    for at in range(files):
        lines = [
            json.dumps(
                {
                    "doc": document.id,
                    "text": document.text,
                    "outlet": document.outlet,
                    "published": document.published and document.published.isoformat(),
                    "language": "en",
                }
            )
            for document in told.documents[at::files]
        ]
        (folder / f"{at}.jsonl").write_text("\n".join(lines))
    return folder


def built(path: Path, reports: Path, told: War, policy: Policy = POLICY) -> Rows:
    """A ledger that is built at once."""
    given = Given(told.claims)
    with Ledger.create(path) as ledger:
        build([reports], ledger, policy=policy, tools=Tools(given, cast(Grounder, given)))
    return rows(path)


def loaded(path: Path, folder: Path) -> Rows:
    """A ledger made of the tables of a run."""
    with Ledger.create(path) as ledger:
        load(folder, ledger)
    return rows(path)


def scaled(
    reports: Path,
    folder: Path,
    reading: Any,
    *,
    engine: str = "native",
    policy: Policy = POLICY,
    only_claims: bool = False,
) -> Scaled:
    begin(engine)
    reader = Tools(*Telling(reading.told)()).name
    return scale(
        [reports], folder, load=reading, reader=reader, policy=policy, workers=1,
        only_claims=only_claims,
    )  # fmt: skip


def rows(path: Path) -> Rows:
    """All rows of all tables of a ledger, in a settled order."""
    with sqlite3.connect(path) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in TABLES
        }
