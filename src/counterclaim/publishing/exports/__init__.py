"""What a ledger holds in the formats that other programs read: one module a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from counterclaim.model.where import Where
from counterclaim.plugins import offered
from counterclaim.publishing.exports.acled_shaped import acled_shaped
from counterclaim.publishing.exports.annotated_jsonl import annotated_jsonl
from counterclaim.publishing.exports.casualty_incidents import casualty_incidents
from counterclaim.publishing.exports.claims_jsonl import claims_jsonl
from counterclaim.publishing.exports.control_jsonl import control_jsonl
from counterclaim.publishing.exports.copies_jsonl import copies_jsonl
from counterclaim.publishing.exports.decisions_jsonl import decisions_jsonl
from counterclaim.publishing.exports.entries_jsonl import entries_jsonl
from counterclaim.publishing.exports.formats import File, Folder, Format, Lines
from counterclaim.publishing.exports.ftm import ftm
from counterclaim.publishing.exports.ftm_statements import ftm_statements
from counterclaim.publishing.exports.geojson import geojson
from counterclaim.publishing.exports.hxl import hxl
from counterclaim.publishing.exports.label_studio import label_studio, label_studio_config
from counterclaim.publishing.exports.origins_jsonl import origins_jsonl
from counterclaim.publishing.exports.parquet import parquet
from counterclaim.publishing.exports.prodigy import prodigy
from counterclaim.publishing.exports.prov_jsonld import prov_jsonld
from counterclaim.publishing.exports.prov_turtle import prov_turtle
from counterclaim.publishing.exports.redacted import Redacted
from counterclaim.publishing.exports.schema_org import schema_org
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.exports.sqlite import metadata, sqlite
from counterclaim.publishing.exports.tables_csv import (
    claims_csv,
    documents_csv,
    entries_csv,
    voices_csv,
)
from counterclaim.publishing.exports.timemap import timemap
from counterclaim.publishing.exports.ucdp_shaped import ucdp_shaped
from counterclaim.publishing.exports.web_annotation import web_annotation
from counterclaim.publishing.exports.xlsx import xlsx

_LINES: Mapping[str, Callable[[Source], Iterator[str]]] = {
    "claims-jsonl": claims_jsonl,
    "copies-jsonl": copies_jsonl,
    "origins-jsonl": origins_jsonl,
    "entries-jsonl": entries_jsonl,
    "control-jsonl": control_jsonl,
    "decisions-jsonl": decisions_jsonl,
    "annotated-jsonl": annotated_jsonl,
    "csv": claims_csv,
    "entries-csv": entries_csv,
    "voices-csv": voices_csv,
    "documents-csv": documents_csv,
    "geojson": geojson,
    "ucdp-shaped": ucdp_shaped,
    "acled-shaped": acled_shaped,
    "hxl": hxl,
    "casualty-incidents": casualty_incidents,
    "web-annotation": web_annotation,
    "schema-org": schema_org,
    "ftm": ftm,
    "ftm-statements": ftm_statements,
    "prov-jsonld": prov_jsonld,
    "prov-turtle": prov_turtle,
    "label-studio": label_studio,
    "label-studio-config": label_studio_config,
    "prodigy": prodigy,
}

EXPORTS: Mapping[str, Lines] = MappingProxyType(
    {name: Lines(make) for name, make in _LINES.items()}
)
"""Each export of text by its name on the command line."""

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        **EXPORTS,
        "xlsx": File(xlsx),
        "parquet": Folder(parquet),
        "timemap": Folder(timemap),
        "sqlite": File(sqlite, beside=((".metadata.json", metadata),)),
    }
)
"""Each export by its name on the command line."""


def format_names() -> tuple[str, ...]:
    """The names of all formats: those above, and those of plug-ins."""
    return tuple(sorted((*FORMATS, *offered("exporters", FORMATS))))


def format_named(name: str) -> Format:
    """A format by one of these names. Raises PluginError where a plug-in cannot be loaded."""
    if name in FORMATS:
        return FORMATS[name]
    plugin = offered("exporters", FORMATS)[name]
    found: object = plugin.load()
    if not isinstance(found, Format):
        raise plugin.error("is no Lines, File or Folder of counterclaim.publishing.exports")
    return found


__all__ = [
    "EXPORTS",
    "FORMATS",
    "File",
    "Folder",
    "Format",
    "Lines",
    "Redacted",
    "Source",
    "Where",
    "format_named",
    "format_names",
]
