"""Exports of a collection, made as the command line makes them: from a ledger on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from counterclaim.publishing.exports import EXPORTS, Source, Where


def filled(path: Path, held: Collection) -> Path:
    """A ledger of this collection."""
    with Ledger.create(path) as ledger:
        ledger.store_documents(held.documents)
        ledger.store_claims(
            [(d, [c for c in held.claims if c.claim.document == d.id]) for d in held.documents],
            "test reader",
        )
        ledger.store_work(held)
        ledger.store_decisions(held.decisions)
    return path


@contextmanager
def source(path: Path, conditions: Sequence[str] = ()) -> Iterator[Source]:
    with Ledger.open(path) as ledger, ledger.streamed() as stream:
        yield Source(stream, Where.of(conditions))


def text(path: Path, form: str, conditions: Sequence[str] = ()) -> str:
    with source(path, conditions) as chosen:
        return "".join(f"{line}\n" for line in EXPORTS[form](chosen))
