"""Every address of the site: what makes it, who may see it, and what may be asked of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from counterclaim.ledger.queries import CLAIMS, DOCUMENTS, ENTRIES
from counterclaim.web import deciding, openrefine
from counterclaim.web.claim_form import empty_fields
from counterclaim.web.pages import (
    account,
    add_claim,
    claim_review,
    claims,
    decisions,
    documents,
    downloads,
    entries,
    families,
    labels,
    map,
    matrix,
    overview,
    people,
    review,
    search,
)
from counterclaim.web.roles import Role, User
from counterclaim.web.site import Download, Page, Sent, Visit

Made = TypeVar("Made", Page, Download)
_LIST = ("sort", "page")
_SHOWN = ("entry", "claims", "decided")  # what a form was made of
_QUEUE = ("queue", "blind")
_CLAIM = tuple(field.name for field in empty_fields())


@dataclass(frozen=True, slots=True)
class View(Generic[Made]):
    """A page and the JSON behind it, at ``path`` and ``path`` with ``.json``.

    ``keys`` are what may stand after the question mark; ``choices`` are the values of a part of
    the path. ``menu`` is its name in the menu, if it stands there. ``settled``: what it shows
    follows from the ledger and from who asks alone.
    """

    path: str
    make: Callable[[Visit], Made]
    summary: str
    keys: tuple[str, ...] = ()
    role: Role = "reader"
    menu: str = ""
    choices: tuple[str, ...] = ()
    settled: bool = True

    @property
    def json(self) -> str:
        return "/overview.json" if self.path == "/" else f"{self.path}.json"


@dataclass(frozen=True, slots=True)
class Action:
    """What a form with these ``fields`` does. The form's token was checked before ``make`` is
    called. ``decides``: it may take as long as working out the entries does."""

    path: str
    make: Callable[[Visit], Sent]
    summary: str
    role: Role
    fields: tuple[str, ...] = ()
    decides: bool = False


PAGES: tuple[View[Page], ...] = (
    View("/", overview.page, "What was read, and what came of it", menu="Overview"),
    View(
        "/entries", entries.many, "Questions with their answers",
        (*ENTRIES.keys, *_LIST), menu="Entries",
    ),
    View("/entries/{id:path}", entries.one, "One question with everything behind it"),
    View(
        "/claims", claims.many, "Claims in their sentences",
        (*CLAIMS.keys, *_LIST), menu="Claims",
    ),
    View(
        "/documents", documents.many, "Documents",
        (*DOCUMENTS.keys, *_LIST), menu="Documents",
    ),
    View("/documents/{id:path}", documents.one, "One document, its claims marked"),
    View(
        "/matrix", matrix.page, "What each outlet says on each question",
        (*ENTRIES.keys, "page"), menu="Sources × facts",
    ),
    View(
        "/map", map.page, "Where the questions lie", ENTRIES.keys, menu="Map",
    ),
    View("/labels", labels.page, "Which words each outlet uses for whom", menu="Names used"),
    View("/families", families.many, "Copy families", ("page",), menu="Copies"),
    View("/families/{id:path}", families.one, "One copy family, side by side"),
    View("/search", search.page, "Entries, claims and documents with all these words", ("q",)),
    View(
        "/review", review.page, "What waits to be looked at, one entry at a time",
        ("at", "blind"), role="reviewer", menu="Review",
    ),
    View(
        "/review/history", decisions.page, "Every decision: who, when, what and why",
        ("page",), menu="Decisions",
    ),
    View(
        "/review/claims/{id:path}", claim_review.page, "One claim with its history",
        ("queue", "blind"),
    ),
    View("/reconcile", openrefine.page, "Where OpenRefine finds the ledger's names"),
    View(
        "/review/add/{id:path}", add_claim.page, "A form for a claim that was missed",
        ("at",), role="reviewer",
    ),
    View(
        "/people", people.page, "Who may come in, and who came",
        role="admin", menu="People", settled=False,
    ),
)  # fmt: skip

DOWNLOADS: tuple[View[Download], ...] = (
    View(
        "/export/entries/{form}", downloads.entries, "The entries of a list, in an export format",
        (*ENTRIES.keys, *_LIST), choices=downloads.ENTRY_FORMATS,
    ),
    View(
        "/export/claims/{form}", downloads.claims, "The claims of a list, in an export format",
        (*CLAIMS.keys, *_LIST), choices=downloads.CLAIM_FORMATS,
    ),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    Action("/sign-out", account.sign_out, "End the session", "reader"),
    Action(
        "/review/decide",
        deciding.decide,
        "Decide on an entry or claims of it",
        "reviewer",
        (*_SHOWN, "do", "pick-1", "other", "note", "next", *_QUEUE),
        decides=True,
    ),
    Action(
        "/review/correct",
        deciding.correct,
        "Give fields of a claim other values",
        "reviewer",
        (*_SHOWN, *_CLAIM, "note", *_QUEUE),
        decides=True,
    ),
    Action(
        "/review/add",
        deciding.add,
        "Add a claim that was missed to a document",
        "reviewer",
        ("document", *_CLAIM, "note"),
        decides=True,
    ),
    Action(
        "/review/undo",
        deciding.undo,
        "Undo decisions",
        "reviewer",
        ("decisions", *_QUEUE),
        decides=True,
    ),
    Action(
        "/review/skip", deciding.skip, "Put an entry off", "reviewer", ("entry", "next", "blind")
    ),
    Action(
        "/people/end-sessions", people.end_sessions, "End somebody's sessions", "admin", ("name",)
    ),
)


def menu(user: User) -> list[tuple[str, str]]:
    """The pages that a user may see, by address and name."""
    return [(view.path, view.menu) for view in PAGES if view.menu and user.may(view.role)]
