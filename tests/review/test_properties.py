"""Any decisions, all undone, leave what the machine found; independent ones come in any order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import UNBOUND, Decision
from counterclaim.model.decision_record import settled
from tests.review.reports import CLAIMS, DOCUMENTS, START, decision, held, review

NAMES = [c.claim.id for c in CLAIMS]
ANY = [*NAMES, "claim-000000000000"]
USERS = st.sampled_from(["Ana", "Ben"])
CHANGES: list[dict[str, Any]] = [
    {"lower": 1}, {"upper": 50}, {"lower": 5, "upper": 6}, {"lower": None}, {"quantity": None},
    {"polarity": "denied"}, {"speaker": {"text": "a clerk"}}, {"speaker": None}, {"via": []},
    {"type": "wounded"}, {"start": "2031-03-01"}, {"end": None}, {"object_class": "children"},
    {"places": [{"text": "Dovra"}]}, {"places": []}, {"actor": {"text": "Shells", "span": [0, 6]}},
]  # fmt: skip


@st.composite
def one_sided(draw: st.DrawFn, at: int) -> Decision:
    kind = draw(st.sampled_from(["accept", "reject", "correct", "note"]))
    changes = draw(st.sampled_from(CHANGES)) if kind == "correct" else {}
    return decision(
        kind, draw(st.sampled_from(ANY)), at=at, user=draw(USERS), changes=changes
    )  # fmt: skip


@st.composite
def two_sided(draw: st.DrawFn, at: int) -> Decision:
    kind = draw(st.sampled_from(["merge", "split", "same_voice", "different_voice"]))
    names = draw(st.permutations(ANY))
    left, right = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    targets, others = names[:left], names[left : left + right]
    return decision(kind, *targets, others=others, at=at, user=draw(USERS))


@st.composite
def added(draw: st.DrawFn, at: int) -> Decision:
    report = draw(st.sampled_from(DOCUMENTS))
    word = {"text": report.text[:1], "span": [0, 1]}
    fields = {"type": draw(st.sampled_from(["killed", "attacked"])), "sentence": word}
    return decision("add", report.id, at=at, user=draw(USERS), changes={**fields, "trigger": word})


@st.composite
def sequences(draw: st.DrawFn) -> list[Decision]:
    made: list[Decision] = []
    for at in range(draw(st.integers(1, 8))):
        kinds = [one_sided(at), two_sided(at), added(at)]
        if made:
            targets = st.sampled_from([each.id for each in made])
            kinds.append(st.builds(decision, st.just("undo"), targets, at=st.just(at)))
        made.append(draw(st.one_of(kinds)))
    return made


@given(sequences())
def test_undoing_all_decisions_leaves_what_the_machine_found(made: list[Decision]) -> None:
    undos = [decision("undo", each.id, at=100) for each in made]
    found = review(*made, *undos)
    assert (found.claims, found.originals) == (CLAIMS, {})
    assert (found.facts, found.voices) == (UNBOUND, UNBOUND)
    states = {s.decision.id: s.state for s in found.standings}
    assert {states[each.id] for each in made} == {"undone"}


@settings(max_examples=40)
@given(sequences())
def test_every_decision_has_one_state_and_leads_to_entries(made: list[Decision]) -> None:
    collection = held(*made)
    assert [s.decision for s in review(*made).standings] == sorted(
        made, key=lambda each: (each.time, each.id)
    )
    in_entries = sorted(c for entry in collection.entries for c in entry.fact.claims)
    assert in_entries == sorted(c.claim.id for c in collection.claims)


@given(sequences(), st.randoms())
def test_the_order_in_which_decisions_are_read_does_not_matter(
    made: list[Decision], chance: Any
) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert review(*shuffled) == review(*made)


@settings(max_examples=40)
@given(st.permutations(range(4)), st.data())
def test_independent_decisions_may_be_made_in_any_order(
    order: list[int], data: st.DataObject
) -> None:
    """Each on claims of its own, or on another matter of a claim."""
    daily, post, radio, wire, raid = NAMES
    made = [
        decision("correct", post, changes=data.draw(st.sampled_from(CHANGES[:3]))),
        decision("correct", post, changes=data.draw(st.sampled_from(CHANGES[5:7]))),
        decision(data.draw(st.sampled_from(["reject", "accept"])), daily, user="Ben"),
        decision(data.draw(st.sampled_from(["merge", "split"])), radio, others=[wire, raid]),
    ]
    moments = [START.replace(minute=at).isoformat() for at in order]
    moved = [settled(replace(d, time=at)) for d, at in zip(made, moments, strict=True)]
    one, other = held(*made), held(*moved)
    assert (one.claims, one.entries, one.originals) == (
        other.claims,
        other.entries,
        other.originals,
    )
