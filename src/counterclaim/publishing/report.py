"""The report: one self-contained page that needs no network, now or in ten years."""

from __future__ import annotations

import base64
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim.model import Collection
from counterclaim.publishing import wording
from counterclaim.publishing.document_view import documents
from counterclaim.publishing.entry_detail import details
from counterclaim.publishing.entry_table import rows
from counterclaim.publishing.excerpt import excerpt
from counterclaim.publishing.families import families
from counterclaim.publishing.glyphs import definitions
from counterclaim.publishing.highlights import CLASSES
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.matrix import matrix
from counterclaim.publishing.overview import overview
from counterclaim.publishing.plain import plain
from counterclaim.publishing.range_bar import Scale, axis


def report(collection: Collection, *, title: str, ledger: str) -> str:
    """Everything in the collection as one HTML page.

    ``title`` heads the page, ``ledger`` names where it comes from. The page loads nothing, holds
    no outside address to follow, and states so in a Content-Security-Policy; all text of
    documents is escaped. Of a collection of more than 1,000 documents the page holds a part and
    says so. Equal collections give equal pages.
    """
    shown = excerpt(collection)
    lookup = Lookup.over(shown.part)
    scale = Scale.over(shown.part.entries)
    table = tuple(rows(lookup, scale))
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=title,
            ledger=ledger,
            style=Markup(style),
            script=Markup(script),
            policy_header=_security_policy(style, script),
            overview=overview(collection),
            shown=shown,
            table=table,
            axis=axis(scale),
            signs=definitions(),
            details=details(lookup, table),
            matrix=matrix(lookup),
            documents=documents(lookup),
            families=tuple(families(lookup)),
            policy=dict(collection.policy),
            fields={name: (CLASSES[name], meaning) for name, meaning in wording.FIELDS.items()},
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("counterclaim.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
    )
    environment.filters["number"] = wording.number
    environment.filters["counted"] = wording.counted
    return environment


def _fit(value: object) -> object:
    """Text on its way into the page loses its controls; markup of our own passes."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    return (files("counterclaim.publishing") / "static" / name).read_text(encoding="utf-8")


def _security_policy(style: str, script: str) -> str:
    """Nothing may be loaded; of style and script only the page's own, known by their hashes."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()
