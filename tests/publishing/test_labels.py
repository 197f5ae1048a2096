"""What outlets call whom: counted from the text, with the place of each use, for no individual."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Collection, Entity, GroundedClaim, Mention, Naming
from counterclaim.publishing import report
from counterclaim.publishing.labels import label_table
from counterclaim.publishing.usage import record, usage
from tests.making import claim, document
from tests.publishing.page import Page

FRONT = Entity("entity-1", "Northern Front", "armed_group")
WHO = Entity("entity-2", "Ahmad Karim", "person")
POST = document(
    "d1", "Rebels struck Sarim. The rebels shelled Dovra. He fled. It hit <b>gangs</b>."
)
WIRE = document("d2", 'The army killed 5 terrorists. "The gangs raided Dovra," he said.', "Wire")


def acting(grounded: GroundedClaim, words: str, entity: Entity = FRONT) -> GroundedClaim:
    """The claim with these words of its document as the actor, understood as an entity."""
    source = POST if grounded.claim.document == "d1" else WIRE
    start = source.text.index(words)
    span = replace(grounded.claim.trigger.span, start=start, end=start + len(words))
    found = Mention(words, span, "test")
    return replace(
        grounded, claim=replace(grounded.claim, actor=found), actor=Naming(found, entity, "test")
    )


def held() -> Collection:
    claims = (
        acting(claim(POST, "attacked", "struck"), "Rebels"),
        acting(claim(POST, "attacked", "shelled"), "The rebels"),
        acting(claim(POST, "withdrew", "fled"), "He", WHO),
        acting(claim(POST, "attacked", "hit"), "<b>gangs</b>"),
        acting(claim(POST, "attacked", "It"), "It"),
        acting(claim(WIRE, "killed", "killed"), "terrorists"),
        acting(claim(WIRE, "captured", "killed"), "terrorists"),
        acting(claim(WIRE, "attacked", "raided"), "The gangs"),
    )
    return Collection((POST, WIRE), (), (), claims, (), (), {})


def test_labels_are_counted_by_place_whatever_their_case_and_article() -> None:
    (front,) = usage(held())
    assert front.entity == FRONT
    told = {
        each.outlet: [(label.words, len(label.uses), label.quoted) for label in each.labels]
        for each in front.outlets
    }
    assert told == {
        "Valley Post": [("rebels", 2, 0), ("<b>gangs</b>", 1, 0)],
        "Wire": [("gangs", 1, 1), ("terrorists", 1, 0)],
    }


def test_every_use_points_into_the_text() -> None:
    texts = {"d1": POST.text, "d2": WIRE.text}
    uses = [
        use for each in usage(held()) for outlet in each.outlets for label in outlet.labels
        for use in label.uses
    ]  # fmt: skip
    assert uses
    assert all(use.span.of(texts[use.document]) == use.text for use in uses)
    assert all(use.sentence.contains(use.span) for use in uses if use.text != "terrorists")


def test_people_are_in_no_table() -> None:
    assert all(each.entity.kind != "person" for each in usage(held()))


def test_the_record_holds_evidence_only_where_it_is_asked_for() -> None:
    plain, full = (record(usage(held()), evidence=asked) for asked in (False, True))
    assert "evidence" not in str(plain)
    assert str(full).count("'claim':") == sum(each.uses for each in usage(held()))


def test_the_report_shows_who_is_given_several_labels() -> None:
    page = Page(report(held(), title="Test", ledger="test.db"))
    (table,) = [each for each in page.all("table") if each.attributes.get("class") == "names"]
    assert "Northern Front" in table.text
    assert "rebels" in table.text and "terrorists" in table.text
    assert "<b>gangs</b>" in table.text
    assert "1 time in quotation marks" in table.text
    assert page.unbalanced == []


def test_a_report_without_labels_has_no_table() -> None:
    nothing = Collection((POST,), (), (), (), (), (), {})
    assert label_table(usage(nothing), ()).entities == ()
    assert 'class="names"' not in report(nothing, title="Test", ledger="test.db")
