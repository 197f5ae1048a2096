"""Exports of real reports, opened by the libraries of the programs that they are for.

The five seeds as the shipped model reads them, the development set as it is annotated: names,
places and punctuation that no invented report has.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import hxl
import openpyxl
import pandas
import pyogrio.raw
import pytest
import rdflib
from click.testing import CliRunner
from datasette.app import Datasette
from rdflib.compare import isomorphic

from counterclaim.cli import counterclaim
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.pipeline import Tools, build
from tests.annotated import Annotated
from tests.publishing.exports.test_linked_data import ANNO, OA, PROV

# rdflib's own reader of JSON-LD uses what rdflib gives up.
pytestmark = [
    pytest.mark.shared,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]
SCHEMA = rdflib.Namespace("https://schema.org/")


class Exports:
    """A ledger of real reports, and what it is exported as, each once."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        with Ledger.open(folder / "ledger.db") as ledger:
            held = ledger.collection()
        self.claims = [each.claim.id for each in held.claims]
        self.entries = {entry.fact.id: entry for entry in held.entries}
        self.claim_of = {each.claim.id: each for each in held.claims}
        self.texts = {document.id: document.text for document in held.documents}

    def made(self, form: str, file: str) -> Path:
        place = self.folder / file
        if not place.exists():
            arguments = ["export", self.folder / "ledger.db", "--as", form, "-o", place]
            done = CliRunner().invoke(counterclaim, [*map(str, arguments)], catch_exceptions=False)
            assert done.exit_code == 0, done.output
        return place

    def read(self, form: str) -> str:
        return self.made(form, f"{form}.txt").read_text("utf-8")

    def lines(self, form: str) -> list[Any]:
        return [json.loads(line) for line in self.read(form).splitlines()]


@pytest.fixture(scope="module", params=["seeds", "dev"])
def exports(
    request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Exports]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "seeds":
        reports, tools = shared / "seeds" / "seeds.jsonl", Tools.load()
    else:
        reports = shared / "claims" / "dev.jsonl"
        tools = Tools(Annotated(reports), Grounder.load())
    with Ledger.create(folder / "ledger.db") as ledger:
        assert build([reports], ledger, tools=tools).problems == ()
    yield Exports(folder, request.param)


def test_pandas_reads_the_tables_of_text(exports: Exports) -> None:
    claims = pandas.read_csv(exports.made("csv", "claims.csv"))
    assert sorted(claims["claim"]) == sorted(exports.claims)
    assert pandas.to_datetime(claims["published"]).notna().all()
    entries = pandas.read_csv(exports.made("entries-csv", "entries.csv"))
    assert sorted(entries["fact"]) == sorted(exports.entries)


def test_openpyxl_opens_the_workbook(exports: Exports) -> None:
    book = openpyxl.load_workbook(exports.made("xlsx", "ledger.xlsx"), read_only=True)
    held = [row[0] for row in book["claims"].iter_rows(min_row=2, max_col=1, values_only=True)]
    assert sorted(held) == sorted(exports.claims)
    book.close()


def test_duckdb_joins_the_parquet_files(exports: Exports) -> None:
    folder = exports.made("parquet", "tables")
    with duckdb.connect() as database:
        joined = database.execute(
            f"SELECT c.claim FROM '{folder}/claims.parquet' c"
            f" JOIN '{folder}/documents.parquet' d USING (document)"
            f" LEFT JOIN '{folder}/entries.parquet' e USING (fact)"
        ).fetchall()
    assert sorted(id for (id,) in joined) == sorted(exports.claims)


def test_datasette_shows_every_table(exports: Exports) -> None:
    path = exports.made("sqlite", "war.db")
    about = json.loads((exports.folder / "war.metadata.json").read_text("utf-8"))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []

    async def asked() -> Any:
        datasette = Datasette([str(path)], metadata=about)
        pages = [
            await datasette.client.get(f"/war/{name}")
            for name in about["databases"]["war"]["tables"]
        ]
        counted = await datasette.client.get("/war.json?sql=select+count(*)+as+n+from+claims")
        return [page.status_code for page in pages], counted.json()["rows"]

    statuses, counted = asyncio.run(asked())
    assert {*statuses} == {200}
    assert counted == [[len(exports.claims)]]


def test_a_map_program_reads_the_places(exports: Exports) -> None:
    meta, _, geometry, fields = pyogrio.raw.read(exports.made("geojson", "map.geojson"))
    assert meta["geometry_type"] == "Point" and meta["crs"] == "EPSG:4326"
    facts = dict(zip(meta["fields"], fields, strict=True))["fact"]
    assert 0 < len(facts) == len(geometry) and {*facts} <= {*exports.entries}


def test_geopandas_reads_the_places(exports: Exports) -> None:
    geopandas = pytest.importorskip("geopandas", reason="install geopandas to run this test")
    frame = geopandas.read_file(exports.made("geojson", "map.geojson"))
    assert frame.crs == "EPSG:4326" and frame.geometry.is_valid.all()
    assert frame.total_bounds[0] >= -180 and frame.total_bounds[3] <= 90


def test_hxl_tools_read_the_hashtags(exports: Exports) -> None:
    path = exports.made("hxl", "figures.csv")
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as data:
        rows = sum(1 for _ in data)
        assert "#event+id" in data.display_tags or any(t.startswith("#") for t in data.display_tags)
    assert rows == len(exports.entries)


def test_rdflib_reads_one_provenance_in_both_forms(exports: Exports) -> None:
    turtle = rdflib.Graph().parse(exports.made("prov-turtle", "ledger.ttl"))
    assert len({*turtle.subjects(rdflib.RDF.type, PROV.Entity)}) >= len(exports.claims)
    if exports.name == "seeds":  # telling whether large graphs are the same takes minutes
        ld = rdflib.Graph().parse(exports.made("prov-jsonld", "ledger.jsonld"))
        assert isomorphic(turtle, ld)


@pytest.mark.parametrize(
    ("form", "context", "kind"),
    [
        ("web-annotation", ANNO, OA.Annotation),
        ("schema-org", {"@vocab": str(SCHEMA)}, SCHEMA.Claim),
    ],
)
def test_rdflib_reads_the_linked_data(
    exports: Exports, form: str, context: dict[str, Any], kind: rdflib.URIRef
) -> None:
    page = json.loads(exports.read(form))
    own = page["@context"][1:] if isinstance(page["@context"], list) else []
    graph = rdflib.Graph().parse(
        data=json.dumps({**page, "@context": [context, *own]}), format="json-ld"
    )
    assert len({*graph.subjects(rdflib.RDF.type, kind)}) > 0


def test_followthemoney_takes_every_entity(exports: Exports) -> None:
    model = pytest.importorskip(
        "followthemoney", reason="install followthemoney (it needs ICU) to run this test"
    ).model
    for record in exports.lines("ftm"):
        entity = model.get_proxy(record)
        entity.schema.validate(record)
        for name in record["properties"]:
            assert entity.get(name), (record["schema"], name)


def test_label_studio_takes_every_task(exports: Exports) -> None:
    interface = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="install label-studio-sdk to run this test"
    )
    made = interface.LabelInterface(exports.read("label-studio-config"))
    for task in json.loads(exports.read("label-studio")):
        assert made.validate_task({"data": task["data"]})
        for part in task["predictions"][0]["result"]:
            assert part["type"] == "relation" or made.validate_region(part), part


@pytest.mark.parametrize("form", ["claims-jsonl", "web-annotation"])
def test_every_span_is_the_words_of_its_report(exports: Exports, form: str) -> None:
    checks: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
        "claims-jsonl": lambda: _triggers(exports),
        "web-annotation": lambda: _selected(exports),
    }
    found = list(checks[form]())
    assert len(found) >= len(exports.claims)
    assert [pair for pair in found if pair[0] != pair[1]] == []


def _triggers(exports: Exports) -> Iterator[tuple[str, str]]:
    for record in exports.lines("claims-jsonl"):
        start, end = record["trigger"]["span"]
        yield exports.texts[record["doc"]][start:end], record["trigger"]["text"]


def _selected(exports: Exports) -> Iterator[tuple[str, str]]:
    for annotation in json.loads(exports.read("web-annotation"))["items"]:
        text = exports.texts[annotation["body"][1]["cc:values"]["doc"]]
        for target in annotation["target"]:
            quote, position = target["selector"]
            yield text[position["start"] : position["end"]], quote["exact"]
