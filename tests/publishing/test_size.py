"""A ceiling over what one page takes: it may be lowered, never raised."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from counterclaim.pipeline import Tools, build
from counterclaim.publishing import report
from counterclaim.reading.annotated import annotated
from tests.annotated import GOLD, Annotated

REPORTS = GOLD / "reports.jsonl"
# What a page has once, however many documents it holds.
ONCE = re.compile(r"<style>.*?</style>|<script>.*?</script>|<path class=land [^>]*>", re.DOTALL)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The annotated reports, as if every claim were read without a mistake."""
    tools = Tools(Annotated(REPORTS), Grounder.load())
    documents = [each.document for each in annotated(REPORTS)]
    path: Path = tmp_path_factory.mktemp("size") / "ledger.db"
    with Ledger.create(path) as ledger:
        build((), ledger, documents=documents, tools=tools)
        return ledger.collection()


def test_a_page_takes_few_bytes_a_claim(read: Collection) -> None:
    html = report(read, title="", ledger="")
    text = sum(len(document.text.encode()) for document in read.documents)
    taken = len(ONCE.sub("", html).encode()) - text
    assert taken / len(read.claims) < 1_400


def test_what_a_page_has_once_is_bounded(read: Collection) -> None:
    html = report(read, title="", ledger="")
    assert sum(len(each.encode()) for each in ONCE.findall(html)) < 310_000
