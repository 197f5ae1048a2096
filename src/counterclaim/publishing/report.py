"""The report: one self-contained page that needs no network, now or in ten years."""

from __future__ import annotations

from markupsafe import Markup

from counterclaim.errors import ExportError
from counterclaim.model import Collection
from counterclaim.publishing.basemap import MOST_WRITTEN, Basemap, written
from counterclaim.publishing.control_view import control
from counterclaim.publishing.document_view import documents
from counterclaim.publishing.entry_detail import details
from counterclaim.publishing.entry_table import rows
from counterclaim.publishing.excerpt import excerpt
from counterclaim.publishing.families import families
from counterclaim.publishing.glyphs import definitions
from counterclaim.publishing.highlights import legend
from counterclaim.publishing.labels import label_table
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.map_assets import map_script, map_style
from counterclaim.publishing.matrix import matrix
from counterclaim.publishing.overview import overview
from counterclaim.publishing.pages import asset, environment, security_policy
from counterclaim.publishing.place_map import place_map
from counterclaim.publishing.range_bar import Scale, axis
from counterclaim.publishing.usage import usage


def report(
    collection: Collection, *, title: str, ledger: str, basemap: Basemap | None = None
) -> str:
    """Everything in the collection as one HTML page.

    ``title`` heads the page, ``ledger`` names where it comes from. The page loads nothing, holds
    no outside address to follow, and states so in a Content-Security-Policy; all text of
    documents is escaped. Of a collection of more than 1,000 documents the page holds a part and
    says so. Equal collections give equal pages. ``basemap`` is written into it where it is small;
    ExportError where it is not.
    """
    if basemap and not basemap.written:
        raise ExportError(
            f"{basemap.path}: {basemap.size / 1024**2:.1f} MB, and one page holds a basemap of "
            f"{MOST_WRITTEN // 1024**2} MB at most; write a folder instead: -o FOLDER/"
        )
    shown = excerpt(collection)
    lookup = Lookup.over(shown.part)
    scale = Scale.over(shown.part.entries)
    table, places = tuple(rows(lookup, scale)), place_map(lookup)
    style, script = asset("report.css"), asset("report.js")
    ground = written(basemap) if basemap and places.places else None
    if places.places:
        style, script = style + map_style(), script + map_script(basemap=ground is not None)
    return (
        environment()
        .get_template("page.html")
        .render(
            title=title,
            ledger=ledger,
            style=Markup(style),
            script=Markup(script),
            policy_header=security_policy(style, script),
            overview=overview(collection),
            shown=shown,
            table=table,
            axis=axis(scale),
            signs=definitions(),
            map=places,
            basemap=ground,
            details=details(lookup, table, brief=True),
            matrix=matrix(lookup),
            control=control(lookup),
            labels=label_table(usage(lookup.collection), lookup.voice_of),
            documents=documents(lookup),
            families=tuple(families(lookup)),
            policy=dict(collection.policy),
            fields=legend(),
        )
    )
