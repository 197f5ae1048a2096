from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Collection
from counterclaim.publishing import report
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.entry_detail import Detail, details
from counterclaim.publishing.entry_table import rows
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.range_bar import Scale
from tests.publishing.incident import collection
from tests.publishing.page import Page

TOLL, _, CHILDREN, _ = collection().entries


def over(known: Collection) -> list[Detail]:
    lookup = Lookup.over(known)
    return list(details(lookup, tuple(rows(lookup, Scale.over(known.entries)))))


def named_by(name: str) -> Collection:
    """The question that one claim answers, its voice under this name."""
    voice = replace(CHILDREN.voices[0], name=name)
    return replace(collection(), entries=(replace(CHILDREN, voices=(voice,)),))


def headings(known: Collection) -> list[str]:
    page = Page(report(known, title="", ledger=""))
    entry = page.by_id(record_anchor("fact", CHILDREN.fact.id))
    return [h.text for h in page.all("h4") if h.text in entry.text]


def test_the_status_is_a_sentence_where_it_tells_more_than_one_name() -> None:
    toll, strike, children, fighters = over(collection())
    assert toll.standing.startswith("Disputed: two voices")
    assert strike.standing.startswith("Denied by Ministry of Defence")
    assert children.standing == fighters.standing == ""
    provisional = replace(collection(), entries=(replace(CHILDREN, provisional=True),))
    assert "Provisional" in over(provisional)[0].standing


def test_a_lone_claim_has_its_voices_name_above_it_unless_it_says_that_itself() -> None:
    (name,) = (voice.name for voice in CHILDREN.voices)
    assert headings(named_by(name)) == []
    assert headings(named_by("A wire")) == ["A wire 4"]


def test_a_range_that_is_not_the_entrys_stands_beside_the_voices_name() -> None:
    open_above = replace(CHILDREN.voices[0], upper=None)
    known = replace(collection(), entries=(replace(CHILDREN, voices=(open_above,)),))
    assert headings(known) == [f"{open_above.name} at least 4"]


def test_reasons_do_not_repeat_what_headings_say() -> None:
    voice = replace(TOLL.voices[0], reasons=("all cite it", f"all cite {TOLL.voices[0].name}"))
    told = ("3 voices in 5 documents", f"{voice.name}: 19", "a reason of its own")
    entry = replace(TOLL, voices=(voice, *TOLL.voices[1:]), reasons=told)
    detail = over(replace(collection(), entries=(entry,)))[0]
    assert detail.reasons == ("a reason of its own",)
    assert detail.voices[0].reasons == ("all cite it",)
