"""What holds of every format: the same conditions give the same records, however they are read."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
import rdflib

from counterclaim.model import Collection
from counterclaim.publishing.exports import EXPORTS, FORMATS, Lines, Source, Where
from counterclaim.publishing.exports.held import in_memory
from tests.publishing.exports.stored import filled, source, text
from tests.publishing.incident import collection

# rdflib's own reader of JSON-LD uses what rdflib gives up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

CONDITIONS: tuple[tuple[str, ...], ...] = (
    (),
    ("type=killed",),
    ("status=disputed|denied", "published>=2031-03-04"),
    ("outlet=Northwire",),
    ("voices>=2",),
    ("place=nowhere",),
)
Keys = Callable[[str], Iterable[str]]


def rows(made: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made)))


def lines(made: str) -> list[Any]:
    return [json.loads(line) for line in made.splitlines()]


def column(name: str) -> Keys:
    return lambda made: [row[name] for row in rows(made)]


def field(*names: str) -> Keys:
    def read(made: str) -> Iterable[str]:
        for value in lines(made):
            for name in names:
                value = value[name]
            yield value

    return read


def labelled(made: str) -> Iterable[str]:
    for task in json.loads(made):
        yield from task["data"]["claims"]


def provided(kind: str, syntax: str) -> Keys:
    def read(made: str) -> Iterable[str]:
        graph = rdflib.Graph().parse(data=made, format=syntax)
        type = rdflib.URIRef(f"urn:counterclaim:terms:{kind}")
        return [str(s).rpartition(":")[2] for s in graph.subjects(rdflib.RDF.type, type)]

    return read


def hxl_rows(made: str) -> Iterable[str]:
    return [row["fact"] for row in rows(made)[1:]]


def last(iris: Iterable[str]) -> list[str]:
    return [iri.rpartition(":")[2] for iri in iris]


CLAIMS: Mapping[str, Keys] = {
    "claims-jsonl": field("id"),
    "csv": column("claim"),
    "web-annotation": lambda made: last(a["id"] for a in json.loads(made)["items"]),
    "schema-org": lambda made: [
        node["identifier"] for node in json.loads(made)["@graph"] if node["@type"] == "Claim"
    ],
    "label-studio": labelled,
    "prodigy": field("meta", "claim"),
    "annotated-jsonl": lambda made: [
        claim["id"] for report in lines(made) for claim in report["claims"]
    ],
    "prov-jsonld": provided("Claim", "json-ld"),
    "prov-turtle": provided("Claim", "turtle"),
    "ftm": lambda made: [
        e["properties"]["recordId"][0] for e in lines(made) if e["schema"] == "Event"
        and e["id"].startswith("claim-")
    ],
}  # fmt: skip
ENTRIES: Mapping[str, Keys] = {
    "entries-jsonl": field("fact"),
    "entries-csv": column("fact"),
    "acled-shaped": column("event_id_cnty"),
    "hxl": hxl_rows,
    "geojson": lambda made: [feature["id"] for feature in json.loads(made)["features"]],
    "ftm": lambda made: [e["id"] for e in lines(made) if e["id"].startswith("fact-")],
    "prov-jsonld": provided("Entry", "json-ld"),
    "prov-turtle": provided("Entry", "turtle"),
}
DEATHS: Mapping[str, Keys] = {
    "ucdp-shaped": column("id"),
    "casualty-incidents": lambda made: [
        fact for row in rows(made) for fact in row["questions"].split(";")
    ],
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("ledger") / "a.db", collection())


def expected(conditions: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """The claims, the questions and the questions on deaths that the conditions choose."""
    chosen = Source(in_memory(collection()), Where.of(conditions))
    entries = [entry.fact for entry in chosen.entries()]
    return (
        sorted(told.grounded.claim.id for told in chosen.told()),
        sorted(fact.id for fact in entries),
        sorted(fact.id for fact in entries if fact.type == "killed"),
    )


@pytest.mark.parametrize("conditions", CONDITIONS)
def test_the_same_conditions_give_the_same_keys_in_every_format_of_text(
    ledger: Path, conditions: tuple[str, ...]
) -> None:
    claims, facts, deaths = expected(conditions)
    for known, formats in ((claims, CLAIMS), (facts, ENTRIES), (deaths, DEATHS)):
        for form, keys in formats.items():
            assert sorted(keys(text(ledger, form, conditions))) == known, form


@pytest.mark.parametrize("conditions", CONDITIONS)
def test_the_same_conditions_give_the_same_rows_in_every_file(
    ledger: Path, tmp_path: Path, conditions: tuple[str, ...]
) -> None:
    claims, facts, _ = expected(conditions)
    with source(ledger, conditions) as chosen:
        for form in ("xlsx", "sqlite"):
            FORMATS[form].write(chosen, tmp_path / f"a.{form}")  # type: ignore[union-attr]
        FORMATS["parquet"].write(chosen, tmp_path)  # type: ignore[union-attr]
        FORMATS["timemap"].write(chosen, tmp_path)  # type: ignore[union-attr]
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    file = sqlite3.connect(tmp_path / "a.sqlite")
    for table, known in (("claims", claims), ("entries", facts)):
        sheet = [str(row[0].value) for row in book[table].iter_rows(min_row=2)]
        stored = [row[0] for row in file.execute(f"SELECT * FROM {table}")]
        columns = pq.read_table(tmp_path / f"{table}.parquet")
        assert sorted(sheet) == sorted(stored) == sorted(columns.column(0).to_pylist()) == known
    file.close()
    events = json.loads((tmp_path / "events.json").read_text(encoding="utf-8"))
    assert sorted(event["id"] for event in events) == facts


def test_every_format_is_compared_here() -> None:
    others = {"copies-jsonl", "origins-jsonl", "decisions-jsonl", "voices-csv", "documents-csv"}
    others |= {"ftm-statements", "control-jsonl", "label-studio-config"}
    compared = {*CLAIMS, *ENTRIES, *DEATHS, "xlsx", "sqlite", "parquet", "timemap"}
    assert set(FORMATS) - others == compared


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_a_ledger_on_disk_and_a_collection_in_memory_give_the_same_text(
    ledger: Path, form: str
) -> None:
    with source(ledger) as chosen:
        held = Collection(
            documents=tuple(chosen.documents()),
            copies=tuple(chosen.copies()),
            origins=tuple(chosen.origins()),
            claims=tuple(told.grounded for told in chosen.told()),
            entries=tuple(chosen.entries()),
            policy=chosen.policy,
        )
    assert text(ledger, form).splitlines() == list(EXPORTS[form](held))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_empty_ledger_can_be_exported(tmp_path: Path, form: str) -> None:
    made = FORMATS[form]
    with source(filled(tmp_path / "a.db", Collection())) as chosen:
        if isinstance(made, Lines):
            assert list(made(chosen)) == list(made(Collection()))
        else:
            made.write(chosen, tmp_path if form in ("parquet", "timemap") else tmp_path / "file")


def test_copies_and_families_follow_the_reports_that_are_chosen(ledger: Path) -> None:
    assert len(lines(text(ledger, "copies-jsonl", ["outlet=Northwire"]))) == 1
    assert lines(text(ledger, "copies-jsonl", ["outlet=State Radio"])) == []
    (family,) = lines(text(ledger, "origins-jsonl", ["outlet=State Radio"]))
    assert family["docs"] == ["r4"]


def test_an_entry_is_given_whole_where_one_of_its_claims_is_chosen(ledger: Path) -> None:
    whole = {e["fact"]: e for e in lines(text(ledger, "entries-jsonl"))}
    for entry in lines(text(ledger, "entries-jsonl", ["outlet=Northwire"])):
        assert entry == whole[entry["fact"]]
