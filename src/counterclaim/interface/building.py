"""A ledger made from reports, or one that is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from counterclaim import pipeline
from counterclaim.extracting import LEARNED, Extractor
from counterclaim.grounding import Grounder, Lists
from counterclaim.interface.ledger import Ledger
from counterclaim.ledger import Ledger as Store
from counterclaim.ledger.connection import placed
from counterclaim.model import Document, Imported
from counterclaim.pipeline import Tools
from counterclaim.policy import DEFAULT, Policy, kept
from counterclaim.reading.supplements import Supplements
from counterclaim.reconciling import chosen

Paths = Sequence[Path | str]


def open(place: Path | str) -> Ledger:
    """The ledger at a path, or at the address of a PostgreSQL database. It must be there.

    Raises LedgerError, in one line, where it is not or cannot be read.
    """
    return Ledger.open(place)


def build(
    reports: Path | str | Iterable[Path | str | Document],
    ledger: Path | str,
    *,
    metadata: Path | str | None = None,
    extractor: str | Extractor = LEARNED,
    model_url: str | None = None,
    actors: Paths = (),
    places: Paths = (),
    policy: str | Policy | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Ledger:
    """Read reports into a ledger, and work out who claims what: ``counterclaim build``.

    ``reports`` are files, folders of them, and documents (as ``read_rows`` gives them). A ledger
    that is there is added to. ``policy`` is the name of one, a file ending in ".toml", or a
    ``Policy`` with thresholds of your own; without it the ledger keeps its own. ``progress`` is
    called with a stage's name, how much of it is done, and of how much.

    What could not be read is in the ledger's ``problems``; the rest is read. Raises InputError if
    the ledger then holds no document, and other errors of ``counterclaim.errors`` as the command
    does.
    """
    given = [reports] if isinstance(reports, Path | str) else list(reports)
    imported = Store.imported_into(placed(ledger))
    tools = _tools(extractor, model_url, _paths(actors), _paths(places), imported)
    with Store.create(placed(ledger)) as store:
        pipeline.build(
            [Path(each) for each in given if not isinstance(each, Document)],
            store,
            documents=[each for each in given if isinstance(each, Document)],
            metadata=Path(metadata) if metadata else None,
            policy=_policy(policy, store),
            tools=tools,
            progress=progress or _unseen,
        )
    return Ledger.open(ledger)


def _unseen(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def _tools(
    extractor: str | Extractor,
    address: str | None,
    actors: list[Path],
    places: list[Path],
    imported: Sequence[Imported],
) -> Tools:
    if isinstance(extractor, str):
        return Tools.load(extractor, address, actors=actors, places=places, imported=imported)
    grounder = Grounder.load(actors=actors, places=places, lists=Lists.of(imported))
    return Tools(extractor, grounder, Supplements.of(imported))


def _policy(asked: str | Policy | None, store: Store) -> Policy:
    if isinstance(asked, Policy):
        return asked
    return replace(DEFAULT, estimate=chosen(asked)) if asked else kept(store.policy())


def _paths(given: Paths) -> list[Path]:
    return [Path(each) for each in given]
