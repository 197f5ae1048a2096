"""Reports with their claims, to be corrected in an editor: what is read back from them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from counterclaim.model import Claim, Mention
from counterclaim.publishing import EXPORTS
from counterclaim.publishing.exports import Redacted, Source
from counterclaim.publishing.exports.held import in_memory
from counterclaim.reading.annotated import annotated
from tests.publishing.incident import DAYS, OUTLETS, TEXTS, claims, collection


def written(tmp_path: Path, lines: list[str]) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_every_report_can_be_read_with_its_claims(tmp_path: Path) -> None:
    held = collection()
    found = list(annotated(written(tmp_path, list(EXPORTS["annotated-jsonl"](held)))))
    assert {report.document.id: report.document.text for report in found} == TEXTS
    for report in found:
        id, document = report.document.id, report.document
        assert (document.outlet, document.published) == (OUTLETS[id], DAYS.get(id))
        own = [grounded for grounded in held.claims if grounded.claim.document == id]
        assert report.shown == report.ids == tuple(grounded.claim.id for grounded in own)
        assert list(map(said, report.claims)) == [said(grounded.claim) for grounded in own]
        periods = [grounded.period for grounded in own]
        assert list(report.days) == [(p.start, p.end) if p else (None, None) for p in periods]
    (toll,) = {report.facts[0] for report in found if report.document.id in ("r2", "r5")}
    assert toll == held.entries[0].fact.id


def said(claim: Claim) -> tuple[object, ...]:
    """What a claim says, whoever read it."""
    mentions = [claim.trigger, claim.object, claim.actor, claim.time, claim.speaker]
    several = [*claim.places, None, *claim.via]
    counted = claim.quantity.mention if claim.quantity else None
    places = [(m.text, m.span) if m else None for m in (*mentions, counted, *several)]
    precision = claim.quantity.precision if claim.quantity else None
    terms = (claim.type, claim.polarity, claim.object_class, claim.bounds, precision)
    return (claim.sentence, *places, *terms)


def test_a_report_without_claims_is_there_to_be_annotated() -> None:
    held = replace(collection(), claims=(claims()["daily19"],), entries=())
    lines = [json.loads(line) for line in EXPORTS["annotated-jsonl"](held)]
    assert {line["doc"]: len(line["claims"]) for line in lines} == {
        id: int(id == "r3") for id in TEXTS
    }


def test_words_that_the_text_lacks_are_left_out_with_their_bounds(tmp_path: Path) -> None:
    whole = claims()["radio30"]
    unworded = Mention("some", whole.claim.trigger.span, "reviewer Ana", worded=False)
    assert whole.claim.quantity
    claim = replace(
        whole.claim,
        speaker=unworded,
        quantity=replace(whole.claim.quantity, mention=unworded),
        places=(*whole.claim.places, unworded),
    )
    held = replace(collection(), claims=(replace(whole, claim=claim),), entries=())
    (line,) = [line for line in EXPORTS["annotated-jsonl"](held) if '"r4"' in line[:20]]
    (told,) = json.loads(line)["claims"]
    assert not {"speaker", "quantity", "lower", "upper", "precision"} & told.keys()
    assert [place["text"] for place in told["places"]] == ["Karm al-Wadi"]
    (report,) = annotated(written(tmp_path, [line]))
    assert report.claims[0].quantity is None


def test_without_names_it_can_be_read_too(tmp_path: Path) -> None:
    lines = list(EXPORTS["annotated-jsonl"](Source(Redacted(in_memory(collection())))))
    assert len(list(annotated(written(tmp_path, lines)))) == len(TEXTS)
