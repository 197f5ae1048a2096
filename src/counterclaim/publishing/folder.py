"""The report as a folder of pages, for ledgers that one page cannot hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from markupsafe import Markup

from counterclaim.model import Collection
from counterclaim.publishing.anchors import (
    document_anchor,
    record_anchor,
    within_page,
    words_anchor,
)
from counterclaim.publishing.basemap import BESIDE, Basemap, Ground, served, written
from counterclaim.publishing.control_view import control
from counterclaim.publishing.document_view import documents
from counterclaim.publishing.entry_detail import details
from counterclaim.publishing.entry_table import rows
from counterclaim.publishing.excerpt import Excerpt
from counterclaim.publishing.families import families, family_origins
from counterclaim.publishing.glyphs import definitions
from counterclaim.publishing.highlights import legend
from counterclaim.publishing.labels import label_table
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.map_assets import map_script, map_style
from counterclaim.publishing.matrix import matrix
from counterclaim.publishing.overview import overview
from counterclaim.publishing.pages import asset, environment, security_policy
from counterclaim.publishing.pairs import MOST_PAIRS
from counterclaim.publishing.place_map import place_map
from counterclaim.publishing.range_bar import Scale, axis
from counterclaim.publishing.usage import usage

# Records of one page, so that each page is some hundred kilobytes and opens at once.
ROWS, ENTRIES, FAMILIES, DOCUMENTS = 1000, 100, 20, 40
_NUMBERED = ("entries", "details", "families", "documents")

#: Names that pages of this or another ledger's report have.
PAGE_NAME = re.compile(rf"(?:{'|'.join(_NUMBERED)})-\d+\.html")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the folder: its file, what it is called, the views in it and what they show.

    ``before`` and ``after`` are the files that it stands between, empty where there is none.
    """

    file: str
    name: str
    views: tuple[str, ...]
    shows: Mapping[str, Any]
    before: str = ""
    after: str = ""
    mapped: bool = False

    @property
    def ground(self) -> Ground | None:
        ground: Ground | None = self.shows.get("basemap")
        return ground


def report_pages(
    collection: Collection, *, title: str, ledger: str, basemap: Basemap | None = None
) -> Iterator[tuple[str, str]]:
    """Everything in the collection as pages that lead to one another: file names with their HTML.

    ``index.html`` is the first. They hold what the one page of ``report`` holds, without a limit
    to documents and entries, and each loads nothing: a page can be opened and passed on by itself.
    Equal collections give equal pages. ``basemap`` is written into the map's page where it is
    small; else it is to lie beside that (``Basemap.copy_to``), and is the one thing that is read.
    """
    known = Lookup.over(collection, addresses(collection))
    template = environment().get_template("sheet.html")
    menu = _menu(known)
    head = overview(collection)
    for sheet in _sheets(known, basemap):
        style, script, ground = asset("report.css"), asset("report.js"), sheet.ground
        if sheet.mapped:
            style, script = style + map_style(), script + map_script(basemap=ground is not None)
        yield (
            sheet.file,
            template.render(
                title=title,
                ledger=ledger,
                style=Markup(style),
                script=Markup(script),
                policy_header=security_policy(
                    style, script, beside=ground is not None and ground.beside
                ),
                sheet=sheet,
                menu=menu,
                overview=head,
                shown=Excerpt(collection, 0, 0),
                policy=dict(collection.policy),
                fields=legend(),
                signs=definitions(),
                href=known.href,
                **sheet.shows,
            ),
        )


def addresses(collection: Collection) -> Callable[[str], str]:
    """Where in the folder each anchor stands; of an unknown one, in the page that is open."""
    files: dict[str, str] = {}
    for number, entry in enumerate(collection.entries):
        file = _file("details", number // ENTRIES)
        files[record_anchor("fact", entry.fact.id)] = file
        files.update((record_anchor("claim", claim), file) for claim in entry.fact.claims)
    for number, origin in enumerate(family_origins(collection)):
        files[record_anchor("origin", origin.id)] = _file("families", number // FAMILIES)
    homes = {}
    for number, document in enumerate(collection.documents):
        file = _file("documents", number // DOCUMENTS)
        homes[document.id] = files[document_anchor(document.id)] = file
    for grounded in collection.claims:
        if grounded.claim.document in homes:
            files[words_anchor(grounded.claim.id)] = homes[grounded.claim.document]

    def href(anchor: str) -> str:
        document, _, _ = anchor.partition(":")  # a paragraph of a document
        file = files.get(anchor) or files.get(document)
        return f"{file}#{anchor}" if file else within_page(anchor)

    return href


def _file(kind: str, number: int) -> str:
    """The first page of a kind has no number."""
    return f"{kind}-{number + 1}.html" if number else f"{kind}.html"


def _menu(known: Lookup) -> tuple[tuple[str, str], ...]:
    held = known.collection
    return (
        ("index.html", "Overview"),
        ("entries.html", "Entries"),
        ("map.html", "Map"),
        ("sources.html", "Sources × facts"),
        ("control.html", "Control"),
        ("names.html", "Names used"),
        *([("details.html", "In detail")] if held.entries else []),
        ("families.html", "Copies"),
        *([("documents.html", "Documents")] if held.documents else []),
    )


def _sheets(known: Lookup, basemap: Basemap | None) -> Iterator[Sheet]:
    scale = Scale.over(known.collection.entries)
    table = tuple(rows(known, scale))
    copied = tuple(families(known, most=MOST_PAIRS + FAMILIES * len(known.collection.origins)))
    yield Sheet("index.html", "Overview", ("overview", "policy", "reading"), {})
    yield from _numbered("entries", "Entries", "table", table, ROWS, len(table), axis=axis(scale))
    places = place_map(known)
    ground = _ground(basemap) if basemap and places.places else None
    shows = {"map": places, "basemap": ground}
    yield Sheet("map.html", "Map", ("map",), shows, mapped=bool(places.places))
    yield Sheet("sources.html", "Sources × facts", ("matrix",), {"matrix": matrix(known)})
    yield Sheet("control.html", "Control", ("control",), {"control": control(known)})
    yield Sheet(
        "names.html",
        "Names used",
        ("labels",),
        {"labels": label_table(usage(known.collection), known.voice_of)},
    )
    count = len(known.collection.entries)
    yield from _numbered("details", "In detail", "details", details(known, table), ENTRIES, count)
    yield from _numbered("families", "Copies", "families", copied, FAMILIES, len(copied))
    count = len(known.collection.documents)
    yield from _numbered("documents", "Documents", "documents", documents(known), DOCUMENTS, count)


def _ground(basemap: Basemap) -> Ground:
    return written(basemap) if basemap.written else served(basemap, BESIDE, beside=True)


def _numbered(
    kind: str, name: str, view: str, items: Iterable[Any], most: int, count: int, **shows: Any
) -> Iterator[Sheet]:
    """The items, of which there are ``count``, on as many pages as they need, made one by one."""
    pages = max(1, -(-count // most))
    left = iter(items)
    for number in range(pages):
        yield Sheet(
            _file(kind, number),
            f"{name}, page {number + 1} of {pages}" if pages > 1 else name,
            (view,),
            {view: tuple(islice(left, most)), **shows},
            _file(kind, number - 1) if number else "",
            _file(kind, number + 1) if number + 1 < pages else "",
        )
