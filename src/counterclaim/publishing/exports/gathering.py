"""Records brought together by a key, on disk, so that their number does not matter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby
from typing import Any


def gathered(records: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[list[dict[str, Any]]]:
    """The records of each key, in the order given; keys in their own order.

    Records must be JSON objects. They lie in a temporary file that goes with the last of them.
    """
    with closing(sqlite3.connect("")) as file:
        file.execute("CREATE TABLE records (key TEXT, at INTEGER, record TEXT)")
        file.executemany(
            "INSERT INTO records VALUES (?, ?, ?)",
            ((key, at, json.dumps(record)) for at, (key, record) in enumerate(records)),
        )
        rows = file.execute("SELECT key, record FROM records ORDER BY key, at")
        for _, group in groupby(rows, key=lambda row: row[0]):
            yield [json.loads(record) for _, record in group]
