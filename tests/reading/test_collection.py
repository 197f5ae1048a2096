"""Names of media that only the collection can tell."""

from __future__ import annotations

from counterclaim.model import Document
from counterclaim.reading import with_names
from tests.reading.conftest import Report

BODY = "Two shells fell on the market of Qasr on Monday, killing at least 12 people."


def test_the_collections_own_outlets_are_credited(report: Report) -> None:
    wire = report(f"QASR, Dec. 5 (Pampero Wire) — {BODY}")
    assert [(one.kind, one.name) for one in wire.credits] == [("dateline", "Pampero Wire")]
    other = report(f"{BODY} A medic told Pampero Wire that two died. He left Harbour Times Square.")
    assert other.credits == ()
    post = Document(id="post", text="x", outlet="Harbour Times")
    found = with_names([wire, post, other])
    assert found[:2] == (wire, post)
    assert [(one.kind, one.name) for one in found[2].credits] == [("inline", "Pampero Wire")]
    assert with_names(found) == found


def test_a_documents_own_outlet_is_credited(report: Report) -> None:
    found = report(f"{BODY} A medic told the Harbour Times that two died.", outlet="Harbour Times")
    assert [one.name for one in found.credits] == ["Harbour Times"]
