"""Copies and their origins as one self-contained page, without claims or a ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Collection
from counterclaim.publishing.families import Family, families
from counterclaim.publishing.links import Link
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.pages import asset, environment, security_policy
from counterclaim.publishing.wording import COPY_RELATIONS, days, document_name


@dataclass(frozen=True, slots=True)
class Alone:
    """Documents that share text with no other; ``credits`` name unseen origins, with how many
    documents credit each, the most first."""

    documents: int
    credits: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Counts over the collection. ``relations`` are pairs by relation, in words; ``told`` counts
    those of ``copies`` pairs, shared quotations aside, whose direction is known."""

    documents: int
    published: str
    origins: int
    families: int
    relations: tuple[tuple[str, int], ...]
    copies: int
    told: int
    alone: Alone
    problems: tuple[str, ...]


def copies_page(collection: Collection, *, title: str, inputs: str) -> str:
    """Families of two or more documents, the largest first, with their copies side by side.

    ``title`` heads the page, ``inputs`` names what was read. The page loads nothing, runs no
    script, and holds no outside address to follow; all text of documents is escaped. Equal
    collections give equal pages.
    """
    shared = [f for f in families(Lookup.over(collection), _named) if f.size > 1]
    style = asset("report.css")
    return (
        environment()
        .get_template("copies.html")
        .render(
            title=title,
            inputs=inputs,
            style=Markup(style),
            policy_header=security_policy(style),
            found=found(collection),
            families=sorted(shared, key=_size, reverse=True),
        )
    )


def found(collection: Collection) -> Found:
    """What tracing found, in figures."""
    copies = [copy for copy in collection.copies if copy.relation != "shared_quote"]
    relations: Counter[str] = Counter(copy.relation for copy in collection.copies)
    dates = [d.published for d in collection.documents if d.published]
    return Found(
        documents=len(collection.documents),
        published=days(min(dates), max(dates)) if dates else "",
        origins=len(collection.origins),
        families=sum(len(origin.documents) > 1 for origin in collection.origins),
        relations=tuple((words, relations[kind]) for kind, words in COPY_RELATIONS.items()),
        copies=len(copies),
        told=sum(copy.direction != "unknown" for copy in copies),
        alone=_alone(collection),
        problems=tuple(str(problem) for problem in collection.problems),
    )


def _alone(collection: Collection) -> Alone:
    origins = [origin for origin in collection.origins if len(origin.documents) == 1]
    credits = Counter(origin.credit for origin in origins if origin.credit)
    return Alone(len(origins), tuple(sorted(credits.items(), key=lambda row: (-row[1], row[0]))))


def _named(id: str, lookup: Lookup) -> Link:
    """The document's name, which leads nowhere: its text does not stand in the page."""
    return Link(document_name(lookup.documents.get(id)))


def _size(family: Family) -> int:
    return family.size
