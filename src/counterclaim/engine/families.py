"""Copy families: the origins they go back to, and which claims stand in copied passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daft import col

from counterclaim.engine.components import components
from counterclaim.engine.folder import Folder
from counterclaim.engine.records import packed
from counterclaim.engine.rows import (
    Frame,
    Row,
    by_group,
    claims_of,
    documents_of,
    mapped,
    shaped,
)
from counterclaim.engine.tracing import traced_of
from counterclaim.policy import Policy
from counterclaim.reconciling import tellings
from counterclaim.tracing import CopiedPassages
from counterclaim.tracing.origins import origins_of


@dataclass(frozen=True, slots=True)
class Copied:
    """What of a telling only other reports tell: see ``reconciling.tellings.Telling``."""

    copied: tuple[str, ...] = ()
    reprint: bool = False


def families(
    documents: Frame, claims: Frame, copies: Frame, folder: Folder, policy: Policy
) -> tuple[Frame, Frame]:
    """The origins of all documents, in a table; and what claims in copied passages are told of.

    Documents that copies tie to one another, near and far, are in one place; all others have
    origins of their own.
    """
    tying = copies.where(col("text") != "shared_quote")
    tied = components(tying, folder, "work/kin")
    kin = folder.write("work/families", lambda: _tied(documents, claims, tying, tied, policy))
    alone = shaped(documents, text="").join(tied, left_on="a", right_on="node", how="anti")

    def origins() -> Frame:
        own = mapped(alone, Alone(policy))
        return shaped(kin.where(col("kind") == "origin")).concat(own)

    return folder.write("origins", origins), kin.where(col("kind") == "telling")


def _tied(documents: Frame, claims: Frame, copies: Frame, tied: Frame, policy: Policy) -> Frame:
    def grouped(rows: Frame, on: str, kind: str) -> Frame:
        return shaped(rows.join(tied, left_on=on, right_on="node"), kind=kind, group=col("first"))

    told = [grouped(documents, "a", "document"), grouped(copies, "a", "copy")]
    return by_group([*told, grouped(claims, "text", "claim")], Families(policy))


@dataclass(frozen=True, slots=True)
class Families:
    """The origins of documents that copies tie together ("origin"), and their claims' tellings."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        documents, traced = documents_of(rows), traced_of(rows)
        copies = [each.copy for each in traced]
        leans = {each.pair: each.lean for each in traced if each.lean is not None}
        for origin in origins_of(documents, copies, leans, self.policy):
            yield Row("origin", a=origin.id, record=packed(origin))
        claims = [placed.claim for placed in claims_of(rows)]
        told = tellings(documents, claims, CopiedPassages(copies, documents))
        for id, telling in told.items():
            if telling.copied or telling.reprint:
                found = Copied(telling.copied, telling.reprint)
                yield Row("telling", a=id, record=packed(found))


@dataclass(frozen=True, slots=True)
class Alone:
    """The origins of documents that share text with no other."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        for origin in origins_of(documents_of(rows), (), {}, self.policy):
            yield Row("origin", a=origin.id, record=packed(origin))
