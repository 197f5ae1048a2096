"""A ledger that can be asked: entries, voices, claims, documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from counterclaim.errors import LedgerError
from counterclaim.interface import lists, notebook
from counterclaim.interface.claims import LedgerClaim
from counterclaim.interface.documents import LedgerDocument
from counterclaim.interface.entries import LedgerEntry, LedgerVoice
from counterclaim.interface.explaining import Explained
from counterclaim.interface.lists import Records
from counterclaim.ledger import Ledger as Store
from counterclaim.ledger import contents, parts
from counterclaim.ledger.connection import placed
from counterclaim.model import Collection, Problem
from counterclaim.publishing.exports import Source, Where
from counterclaim.publishing.exports.held import in_memory

Condition = str | Where


class Ledger:
    """What a ledger holds, to be asked. Nothing here changes it.

    Conditions are those of ``counterclaim export --where``, as texts ("type=killed",
    "voices>=2"): all must hold. They choose claims; a document, an entry or a voice is taken where
    one of its claims is, and is given whole. What is not a condition raises ValueError, in words.
    Lists are read when they are looked at, and of long ones only a part is held in memory.

    ``store`` is the ledger with all that may be done to it.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, place: Path | str) -> Ledger:
        """The ledger at a path, or at the address of a PostgreSQL database; see ``open``."""
        return cls(Store.open(placed(place)))

    def entries(self, *where: Condition) -> Records[LedgerEntry]:
        """Questions with what they come to, those with most voices first."""
        return lists.entries(self, _where(where))

    def voices(self, *where: Condition) -> Records[LedgerVoice]:
        """Independent lines of testimony, question by question."""
        return lists.voices(self, _where(where))

    def claims(self, *where: Condition) -> Records[LedgerClaim]:
        """Claims, document by document, in the order of the text."""
        return lists.claims(self, _where(where))

    def documents(self, *where: Condition) -> Records[LedgerDocument]:
        """Reports by day of publication, undated ones last."""
        return lists.documents(self, _where(where))

    def entry(self, id: str) -> LedgerEntry:
        """The entry of this id. Raises LedgerError where there is none."""
        questions = in_memory(self._part("entry", id)).questions()
        return LedgerEntry(next(questions), self)

    def claim(self, id: str) -> LedgerClaim:
        """The claim of this id. Raises LedgerError where there is none, or it was rejected."""
        return LedgerClaim(next(in_memory(self._part("claim", id)).told()), self)

    def document(self, id: str) -> LedgerDocument:
        """The document of this id. Raises LedgerError where there is none."""
        return LedgerDocument(self._part("document", id).documents[0], self)

    @property
    def policy(self) -> Mapping[str, str]:
        """Every threshold and choice that the entries were worked out under, by name."""
        return self.store.policy()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the last build could not read: the file, the place, what is wrong, what to do."""
        with self.store.reading() as connection:
            return contents.problems(connection)

    @contextmanager
    def source(self, where: Where) -> Iterator[Source]:
        """What exports are made of: the chosen records, a part at a time."""
        with self.store.streamed() as stream:
            yield Source(stream, where)

    def explained(self, fact: str | None, claim: str | None = None) -> Explained:
        """All that explanations of an entry, or of a claim without one, are made from."""
        return Explained.of(self.store, fact, claim)

    def told_in(self, document: str) -> tuple[LedgerClaim, ...]:
        """The claims of one document, in the order of its text."""
        with self.store.reading() as connection:
            ids = [each.claim.id for each in parts.document(connection, document).claims]
            part = parts.answering(connection, ids)
        return tuple(LedgerClaim(told, self) for told in in_memory(part).told())

    def _part(self, kind: str, id: str) -> Collection:
        """The part of the ledger that holds the record of this kind and id."""
        with self.store.reading() as connection:
            if kind == "entry":
                part = parts.entries(connection, [id])
                found = bool(part.entries)
            elif kind == "claim":
                part = parts.answering(connection, [id])
                found = bool(part.claims)
            else:
                part = Collection(documents=parts.documents(connection, [id]))
                found = bool(part.documents)
        if not found:
            raise LedgerError(f"{self.store.path}: no {kind} {id!r} there")
        return part

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.store.close()

    def __repr__(self) -> str:
        return f"<ledger {self.store.path}: {notebook.holding(self)}>"

    def _repr_html_(self) -> str:
        return notebook.ledger(self)


def _where(given: tuple[Condition, ...]) -> Where:
    each = (where if isinstance(where, Where) else Where.of([where]) for where in given)
    return Where(tuple(condition for where in each for condition in where.conditions))
