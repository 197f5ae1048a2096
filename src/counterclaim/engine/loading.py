"""From the folder of a run to a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim import __version__
from counterclaim.engine.folder import Folder
from counterclaim.engine.reconciling import PlacedEntry
from counterclaim.engine.records import Placed, unpacked
from counterclaim.engine.rows import COLUMNS, Row, document_of
from counterclaim.errors import EngineError
from counterclaim.ledger import Ledger
from counterclaim.model import Document, GroundedClaim, Origin, Problem, Traced, Work

_AT_ONCE = 1000  # documents that are stored in one transaction


def load(path: Path, ledger: Ledger) -> None:
    """Fill a ledger that holds nothing yet from the folder of a run: it is then the one that a
    build of the same reports gives, and can be added to.

    Raises EngineError where the folder is not whole, or the ledger is not empty.
    """
    folder = Folder(path)
    about = folder.noted()
    if not about.get("whole"):
        raise EngineError(f"{path}: no finished run is there; run counterclaim scale to its end")
    if about["version"] != __version__:
        raise EngineError(f"{path}: made by version {about['version']}; run it again with this one")
    if not ledger.empty():
        raise EngineError(f"{ledger.path}: holds reports already; name a new ledger")
    run = ledger.begin_run()
    problems = [unpacked(row.record, Problem) for row in _rows(folder, "problems")]
    failed = {row.a for row in _rows(folder, "problems")}
    placed = [unpacked(row.record, Placed) for row in _rows(folder, "claims")]
    claims = _by_document(placed)
    for some in _batches(folder):
        ledger.store_documents(some)
        read = [(d, claims.get(d.id, ())) for d in some if d.id not in failed]
        ledger.store_claims(read, about["reader"])
    settled = ledger.settle(
        _work(folder, frozenset(each.id for each in placed if each.war)),
        since=ledger.writes(),
        by=__version__,
        claims=[claim for found in claims.values() for claim in found],
        policy=about["policy"],
        problems=problems,
        run=run,
    )
    if not settled:
        raise EngineError(f"{ledger.path}: another program writes to it; name a new ledger")


def _work(folder: Folder, wars: frozenset[str]) -> Work:
    entries = [unpacked(row.record, PlacedEntry) for row in _rows(folder, "entries")]
    entries.sort(key=lambda placed: placed.order)
    marks = {row.a: None for row in _rows(folder, "documents")}
    copies = [unpacked(row.record, Traced) for row in _rows(folder, "copies")]
    origins = [unpacked(row.record, Origin) for row in _rows(folder, "origins")]
    return Work(
        copies=tuple(sorted(copies, key=lambda traced: traced.pair)),
        marks=marks | {row.a: row.record for row in _rows(folder, "marks")},
        origins=tuple(sorted(origins, key=lambda origin: origin.documents)),
        entries=tuple(placed.entry for placed in entries),
        measures={placed.entry.fact.id: placed.measure for placed in entries},
        wars=wars,
    )


def _rows(folder: Folder, table: str) -> Iterator[Row]:
    if folder.size(table):
        for row in folder.read(table).select(*COLUMNS).iter_rows():
            yield Row(**row)


def _by_document(placed: Iterable[Placed]) -> dict[str, list[GroundedClaim]]:
    """The claims by document, in order."""
    found: dict[str, list[GroundedClaim]] = {}
    for each in sorted(placed, key=lambda each: each.order):
        found.setdefault(each.claim.claim.document, []).append(each.claim)
    return found


def _batches(folder: Folder) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for row in _rows(folder, "documents"):
        batch.append(document_of(row))
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
