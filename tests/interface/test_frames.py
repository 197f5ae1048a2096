"""Lists as frames: the tables of the exports, whole numbers whole, a plain word where they lack."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import counterclaim
from counterclaim.errors import ExportError
from counterclaim.interface.ledger import Ledger
from counterclaim.publishing.exports.claims_table import CLAIMS
from counterclaim.publishing.exports.columns import Table
from counterclaim.publishing.exports.documents_table import DOCUMENTS
from counterclaim.publishing.exports.entries_table import ENTRIES, VOICES
from tests.publishing.exports.stored import filled, source
from tests.publishing.incident import collection


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("ledger") / "a.db", collection())


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with counterclaim.open(path) as opened:
        yield opened


@pytest.mark.parametrize("conditions", [(), ("type=killed",), ("place=nowhere",)])
def test_arrow_has_the_rows_and_columns_of_the_exports(
    path: Path, ledger: Ledger, conditions: tuple[str, ...]
) -> None:
    lists: dict[Table, Any] = {
        ENTRIES: ledger.entries(*conditions),
        VOICES: ledger.voices(*conditions),
        CLAIMS: ledger.claims(*conditions),
        DOCUMENTS: ledger.documents(*conditions),
    }
    for table, records in lists.items():
        with source(path, conditions) as chosen:
            rows = list(table.rows(chosen))
        frame = records.to_arrow()
        assert tuple(frame.column_names) == table.names
        assert [tuple(row.values()) for row in frame.to_pylist()] == rows
        assert len(records) == len(rows)


def test_arrow_columns_carry_their_meaning(ledger: Ledger) -> None:
    schema = ledger.entries().to_arrow().schema
    assert schema.field("low").metadata[b"meaning"] == b"the least number that a voice last said"


def test_pandas_keeps_whole_numbers_whole_and_days_days(ledger: Ledger) -> None:
    frame = ledger.entries().to_pandas()
    assert str(frame["low"].dtype) == "int64[pyarrow]"
    assert frame["low"].tolist()[0] == 19
    assert frame["best"].isna().tolist() == [True, True, False, True]
    assert frame["start"].tolist()[0] == date(2031, 3, 3)


def test_polars_has_the_same(ledger: Ledger) -> None:
    frame = ledger.claims("type=killed").to_polars()
    assert frame["claim"].to_list() == [claim.id for claim in ledger.claims("type=killed")]
    assert frame["lower"].to_list() == [claim.lower for claim in ledger.claims("type=killed")]


@pytest.mark.parametrize(
    ("lacking", "call", "extra"),
    [
        ("pyarrow", "to_arrow", "tables"),
        ("pandas", "to_pandas", "pandas"),
        ("polars", "to_polars", "polars"),
        ("pyarrow", "to_polars", "tables"),
    ],
)
def test_without_the_library_the_extra_is_named(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, lacking: str, call: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, lacking, None)
    told = rf"this needs {lacking}; install it with: pip install 'counterclaim\[{extra}\]'"
    with pytest.raises(ExportError, match=told):
        getattr(ledger.entries(), call)()
