"""Reports as they are met from Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from counterclaim.interface import notebook
from counterclaim.ledger import contents
from counterclaim.model import Copy, Document
from counterclaim.publishing.wording import document_name, shortened

if TYPE_CHECKING:
    from counterclaim.interface.claims import LedgerClaim
    from counterclaim.interface.ledger import Ledger

WORDS: Final = 60  # characters of a report's own words in a line


@dataclass(frozen=True, slots=True, repr=False)
class LedgerDocument:
    """One published report."""

    record: Document
    ledger: Ledger

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self.record.outlet

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.record.published

    @property
    def text(self) -> str:
        """Its text, to the character; every span counts code points of it."""
        return self.record.text

    @property
    def claims(self) -> tuple[LedgerClaim, ...]:
        """Its claims, in the order of the text."""
        return self.ledger.told_in(self.id)

    @property
    def copies(self) -> tuple[Copy, ...]:
        """The reports that share text with it: the passages, the relation and the reasons."""
        with self.ledger.store.reading() as connection:
            return contents.copies(connection, [self.id])

    def __repr__(self) -> str:
        return f"<document {self.id}: {self}>"

    def __str__(self) -> str:
        title = f": {shortened(self.title, WORDS)}" if self.title else ""
        return f"{document_name(self.record)}{title}"

    def _repr_html_(self) -> str:
        return notebook.document(self)
