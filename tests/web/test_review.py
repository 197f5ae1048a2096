"""Reviewing in the web app, by its forms alone: no script is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.model import Decision, Span
from counterclaim.publishing.wording import assertion
from counterclaim.web.access import Access
from counterclaim.web.users import Users, add
from tests.publishing.page import Page
from tests.review.reports import (
    DAILY_14,
    POST,
    POST_12,
    RADIO_3,
    RAID_7,
    WIRE_19,
    decision,
    entry_of,
    groups,
    held,
    read,
)
from tests.web.desk import boxes, form, ledger_of_reports, reviewers, send
from tests.web.site import client, page

TOLL = entry_of(held(), POST_12).fact.id
RAID = entry_of(held(), RAID_7).fact.id


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with ledger_of_reports(tmp_path) as made:
        yield made


@pytest.fixture
def ana(ledger: Ledger) -> TestClient:
    return reviewers(ledger, "Ana")[0]


def kinds(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [(d.kind, d.user, d.reason) for d in ledger.decisions()]


def test_the_queue_begins_with_what_is_disputed(ana: TestClient) -> None:
    found = page(ana, "/review")
    assert form(found, "/review/decide")["entry"] == TOLL
    assert "1 of 2 waiting" in found.text
    assert "disputed" in found.text
    assert [row["fact"] for row in ana.get("/review.json").json()["rows"]] == [TOLL, RAID]


def test_accepting_keeps_the_decision_and_moves_on(ana: TestClient, ledger: Ledger) -> None:
    answer = send(ana, page(ana, "/review"), "/review/decide", do="accept", note="read twice")
    assert form(Page(answer.text), "/review/decide")["entry"] == RAID
    assert kinds(ledger) == [("accept", "Ana", "read twice")]
    assert {*ledger.decisions()[0].targets} == {POST_12, DAILY_14, WIRE_19, RADIO_3}
    answer = send(ana, Page(answer.text), "/review/decide", do="accept")
    assert "Nothing waits" in answer.text


def test_rejecting_takes_the_chosen_claims_out_and_stays_with_the_rest(
    ana: TestClient, ledger: Ledger
) -> None:
    found = page(ana, "/review")
    box = boxes(found)
    answer = send(
        ana, found, "/review/decide", do="reject", **{box[RADIO_3]: RADIO_3, box[WIRE_19]: WIRE_19}
    )
    assert groups(ledger.collection()) == {frozenset({POST_12, DAILY_14}), frozenset({RAID_7})}
    assert {*boxes(Page(answer.text))} == {POST_12, DAILY_14}
    assert RADIO_3 in page(ana, "/documents/radio").text
    gone = page(ana, f"/review/claims/{RADIO_3}")
    assert "taken out" in gone.text
    send(ana, gone, "/review/undo")
    assert RADIO_3 in {c.claim.id for c in ledger.claims()}


def test_without_a_chosen_claim_nothing_is_rejected(ana: TestClient, ledger: Ledger) -> None:
    answer = send(ana, page(ana, "/review"), "/review/decide", do="reject")
    assert answer.status_code == 400
    assert "choose the claims first" in answer.text
    assert kinds(ledger) == []


def test_the_last_decision_is_undone_and_its_entry_shown_again(
    ana: TestClient, ledger: Ledger
) -> None:
    found = Page(send(ana, page(ana, "/review"), "/review/decide", do="accept").text)
    answer = send(ana, found, "/review/undo")
    assert form(Page(answer.text), "/review/decide")["entry"] == TOLL
    assert [kind for kind, _, _ in kinds(ledger)] == ["accept", "undo"]
    assert "Your last decision" not in answer.text


def test_what_is_skipped_comes_last_in_this_session_only(ledger: Ledger) -> None:
    ana, ben = reviewers(ledger, "Ana", "Ben")
    answer = ana.post("/review/skip", data=form(page(ana, "/review"), "/review/decide"))
    assert form(Page(answer.text), "/review/decide")["entry"] == RAID
    assert form(page(ana, "/review"), "/review/decide")["entry"] == RAID
    assert form(page(ben, "/review"), "/review/decide")["entry"] == TOLL
    assert kinds(ledger) == []


def test_a_blind_review_hides_status_scores_and_other_voices(
    ana: TestClient, ledger: Ledger
) -> None:
    found = page(ana, "/review?blind=1")
    main = found.all("main")[0].text
    assert "disputed" not in main
    assert "voices in" not in main
    shown = {*boxes(found)}
    entry = entry_of(held(), POST_12)
    assert shown in [{*voice.claims} for voice in entry.voices]
    words = {c.claim.id: assertion(c) for c in held().claims}
    others = {*entry.fact.claims} - shown
    assert all(words[claim] not in main for claim in others)
    answer = send(ana, found, "/review/decide", do="accept")
    assert {t for d in ledger.decisions() for t in d.targets} == shown
    assert form(Page(answer.text), "/review/decide")["entry"] == TOLL
    assert shown.isdisjoint(boxes(Page(answer.text)))


def test_a_claim_is_corrected_by_its_form(ana: TestClient, ledger: Ledger) -> None:
    found = page(ana, f"/review/claims/{POST_12}?queue=1")
    answer = send(ana, found, "/review/correct", quantity="at least 34", note="a slip")
    assert form(Page(answer.text), "/review/decide")["entry"]
    claim = read(ledger.collection(), POST_12).claim
    assert claim.bounds == (34, None)
    assert claim.quantity and not claim.quantity.mention.worded
    assert "a slip" in page(ana, f"/review/claims/{POST_12}").text
    entry = entry_of(ledger.collection(), POST_12).fact.id
    assert "a slip" in page(ana, f"/entries/{entry}").text


def test_selected_words_are_taken_where_they_stand(ana: TestClient, ledger: Ledger) -> None:
    start = POST.text.index("Rescuers")
    place = {"speaker": "Rescuers", "at-speaker": f"{start}:{start + 8}"}
    send(ana, page(ana, f"/review/claims/{POST_12}"), "/review/correct", **place)
    speaker = read(ledger.collection(), POST_12).claim.speaker
    assert speaker and (speaker.span.start, speaker.text) == (start, "Rescuers")


def test_words_that_stand_elsewhere_are_looked_for(ana: TestClient, ledger: Ledger) -> None:
    given = {"speaker": "Rescuers", "at-speaker": "0:8"}
    send(ana, page(ana, f"/review/claims/{POST_12}"), "/review/correct", **given)
    speaker = read(ledger.collection(), POST_12).claim.speaker
    assert speaker and speaker.span.of(POST.text) == "Rescuers"


@pytest.mark.parametrize("given", [{}, {"lower": "many"}, {"type": "flew"}, {"start": "soon"}])
def test_a_correction_of_no_meaning_is_refused(
    ana: TestClient, ledger: Ledger, given: dict[str, str]
) -> None:
    found = page(ana, f"/review/claims/{POST_12}")
    assert send(ana, found, "/review/correct", **given).status_code == 400
    assert kinds(ledger) == []


def test_entries_are_split_and_merged(ana: TestClient, ledger: Ledger) -> None:
    found = page(ana, f"/entries/{TOLL}")
    send(ana, found, "/review/decide", do="split", **{boxes(found)[RADIO_3]: RADIO_3})
    assert frozenset({RADIO_3}) in groups(ledger.collection())
    one, other = (entry_of(ledger.collection(), id).fact.id for id in (RADIO_3, RAID_7))
    found = page(ana, f"/entries/{one}")
    send(ana, found, "/review/decide", do="merge", other=f"http://x/entries/{other}/")
    assert frozenset({RADIO_3, RAID_7}) in groups(ledger.collection())


def test_voices_are_joined_and_parted(ana: TestClient, ledger: Ledger) -> None:
    def voices() -> set[frozenset[str]]:
        return {frozenset(v.claims) for v in entry_of(ledger.collection(), POST_12).voices}

    found = page(ana, f"/entries/{TOLL}")
    box = boxes(found)
    two = {box[DAILY_14]: DAILY_14, box[RADIO_3]: RADIO_3}
    send(ana, found, "/review/decide", do="same_voice", **two)
    assert frozenset({DAILY_14, RADIO_3}) in voices()
    found = page(ana, f"/entries/{TOLL}")
    send(ana, found, "/review/decide", do="different_voice", **{boxes(found)[RADIO_3]: RADIO_3})
    assert {frozenset({DAILY_14}), frozenset({RADIO_3})} <= voices()


def test_a_decision_on_what_changed_is_not_kept_and_the_other_is_told(ledger: Ledger) -> None:
    ana, ben = reviewers(ledger, "Ana", "Ben")
    seen = page(ben, "/review")
    found = page(ana, "/review")
    send(ana, found, "/review/decide", do="reject", note="no such line",
         **{boxes(found)[RADIO_3]: RADIO_3})  # fmt: skip
    answer = send(ben, seen, "/review/decide", do="accept")
    assert answer.status_code == 409
    told = Page(answer.text).all("main")[0].text
    assert "Ana" in told
    assert "reject (claim)" in told
    assert "no such line" in told
    assert kinds(ledger) == [("reject", "Ana", "no such line")]


def test_a_correction_of_what_changed_is_not_kept(ledger: Ledger) -> None:
    ana, ben = reviewers(ledger, "Ana", "Ben")
    seen = page(ben, f"/review/claims/{POST_12}")
    send(ana, page(ana, f"/review/claims/{POST_12}"), "/review/correct", lower="9")
    answer = send(ben, seen, "/review/correct", upper="90")
    assert answer.status_code == 409
    assert [user for _, user, _ in kinds(ledger)] == ["Ana"]


def test_decisions_on_different_entries_do_not_meet(ledger: Ledger) -> None:
    ana, ben = reviewers(ledger, "Ana", "Ben")
    seen = page(ben, f"/review?at={RAID}")
    send(ana, page(ana, "/review"), "/review/decide", do="accept")
    assert send(ben, seen, "/review/decide", do="accept").status_code == 200
    assert [user for _, user, _ in kinds(ledger)] == ["Ana", "Ben"]


def test_every_decision_is_listed_with_who_when_what_and_why(ana: TestClient) -> None:
    send(ana, page(ana, "/review"), "/review/decide", do="accept", note="read twice")
    row = page(ana, "/review/history").all("tr")[1].text
    assert "Ana" in row
    assert "accept (entry)" in row
    assert "read twice" in row
    assert "in force" in row
    record = ana.get("/review/history.json").json()["rows"][0]
    assert (record["user"], record["state"]) == ("Ana", "in_force")


def test_a_note_is_shown_as_text(ana: TestClient) -> None:
    note = "<script>alert(1)</script>"
    send(ana, page(ana, "/review"), "/review/decide", do="accept", note=note)
    answer = ana.get("/review/history")
    assert note not in answer.text
    assert note in Page(answer.text).text


@pytest.mark.parametrize("path", ["decide", "correct", "undo", "skip"])
def test_no_form_is_taken_without_its_token(ana: TestClient, ledger: Ledger, path: str) -> None:
    assert ana.post(f"/review/{path}", data={"entry": TOLL, "do": "accept"}).status_code == 403
    assert kinds(ledger) == []


def test_a_decision_that_comes_between_looking_and_keeping_is_seen(
    ana: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Ledger.store_decisions_since

    def late(self: Ledger, made: Iterable[Decision], since: int) -> bool:
        ledger.store_decisions([decision("reject", WIRE_19, user="Ben")])
        return keep(self, made, since)

    monkeypatch.setattr(Ledger, "store_decisions_since", late)
    answer = send(ana, page(ana, "/review"), "/review/decide", do="accept")
    assert answer.status_code == 409
    assert [user for _, user, _ in kinds(ledger)] == ["Ben"]


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES = ANYTHING | st.sampled_from(
    [TOLL, RAID, POST_12, f"{POST_12} {DAILY_14}", "", "1", "\x00", "accept", "reject", "merge",
     "split", "same_voice", "different_voice", "note", "decision-1"]
)  # fmt: skip
NAMES = (
    "entry", "claims", "decided", "do", "pick-1", "other", "blind", "queue", "next", "note",
    "decisions", "lower", "start", "speaker", "at-speaker", "places", "type",
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["decide", "correct", "undo", "skip"]),
    st.dictionaries(st.sampled_from(NAMES), VALUES),
)
def test_whatever_a_form_says_is_answered(
    ana: TestClient, path: str, given_form: dict[str, str]
) -> None:
    token = form(page(ana, "/review"), "/sign-out")["form_token"]
    answer = ana.post(f"/review/{path}", data={**given_form, "form_token": token})
    assert answer.status_code in (200, 400, 404, 409)
    assert "The program made a mistake" not in answer.text


@pytest.mark.parametrize("address", ["/review", "/review?blind=1", f"/review/claims/{POST_12}"])
def test_the_pages_are_well_formed_and_have_no_script_of_their_own(
    ana: TestClient, address: str
) -> None:
    found = page(ana, address)
    assert found.unbalanced == []
    scripts = [e.attributes.get("src") for e in found.all("script")]
    assert scripts == ["/static/web.js", "/static/review.js"]
    for element in found.elements:
        assert not any(n == "style" or n.startswith("on") for n in element.attributes)
    assert len(found.ids) == len(set(found.ids))


def test_a_reader_sees_decisions_and_may_make_none(tmp_path: Path, ledger: Ledger) -> None:
    path = tmp_path / "users.json"
    add(path, "Ruth", "reader", "a long enough password")
    ruth = client(ledger, Access(Users(path)))
    send(ruth, Page(ruth.get("/").text), "/sign-in", name="Ruth", password="a long enough password")
    found = page(ruth, f"/entries/{TOLL}")
    assert not boxes(found)
    assert ruth.get("/review").status_code == 403
    assert page(ruth, "/review/history")
    assert not page(ruth, f"/review/claims/{POST_12}").all("form", "fields")
    token = form(found, "/sign-out")["form_token"]
    answer = ruth.post("/review/decide", data={"form_token": token, "entry": TOLL, "do": "accept"})
    assert answer.status_code == 403
    assert kinds(ledger) == []


def test_a_missed_claim_is_added_from_the_text(ana: TestClient, ledger: Ledger) -> None:
    found = page(ana, "/review/add/post")
    assert "/review/add/post" in page(ana, "/documents/post").targets
    start = POST.text.index("lost")
    answer = send(
        ana, found, "/review/add", type="destroyed", trigger="lost", object="a truck",
        quantity="a", note="missed", **{"at-trigger": f"{start}:{start + 4}"},
    )  # fmt: skip
    assert answer.status_code == 200
    (made,) = ledger.decisions()
    assert (made.kind, made.user, made.reason, made.targets) == ("add", "Ana", "missed", ("post",))
    (added,) = [g for g in ledger.claims() if g.claim.type == "destroyed"]
    assert added.claim.trigger.span == Span(start, start + 4)
    assert added.claim.sentence.of(POST.text) == "Rescuers lost a truck."
    assert added.claim.object and added.claim.object.text == "a truck"
    assert any(added.claim.id in entry.fact.claims for entry in ledger.collection().entries)
    send(ana, page(ana, f"/review/claims/{added.claim.id}"), "/review/undo")
    assert added.claim.id not in {g.claim.id for g in ledger.claims()}


def test_a_claim_without_a_word_of_the_text_is_not_added(ana: TestClient, ledger: Ledger) -> None:
    found = page(ana, "/review/add/post")
    for trigger in ("", "nowhere in it"):
        answer = send(ana, found, "/review/add", trigger=trigger)
        assert answer.status_code == 400
        assert "select it in the text" in answer.text
    assert send(ana, found, "/review/add", document="nobody", trigger="lost").status_code == 404
    assert ana.get("/review/add/nobody").status_code == 404
    assert ledger.decisions() == ()
