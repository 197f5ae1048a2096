"""Noticing changes, and telling of them over restarts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.alerting import DeliveryError, Event, Outbox, deliver
from counterclaim.alerting.delivering import PAUSES
from counterclaim.errors import CounterclaimError
from counterclaim.model.told import Answer
from tests.alerting.desk import START, Hands, answer


@dataclass
class Ear:
    """A channel that hears events, unless it is told to fail."""

    name: str = "ear"
    batch: int = 10
    heard: list[Event] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)

    def send(self, events: Sequence[Event]) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.heard += events


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


def test_what_stood_before_is_not_told_of(path: Path) -> None:
    with Outbox.open(path) as outbox:
        assert not outbox.begun
        outbox.begin([answer("a")], START)
        assert outbox.begun
        assert outbox.notice([answer("a")], START, ["ear"]) == ()
        (event,) = outbox.notice([answer("a"), answer("b")], START, ["ear"])
        assert (event.number, event.change.kinds) == (1, ("new",))
        assert outbox.entries() == {"fact-a", "fact-b"}


def test_each_change_is_told_of_once(path: Path) -> None:
    clock, ear = Hands(), Ear()
    steps = (answer(), answer(), answer(status="disputed"), answer(high=20), answer())
    for step in steps:
        with Outbox.open(path) as outbox:
            outbox.notice([step], clock.now(), [ear.name])
            deliver(outbox, [ear], clock.now)
            deliver(outbox, [ear], clock.now)
    assert [event.change.kinds for event in ear.heard] == [
        ("new",),
        ("status",),
        ("status", "range"),
        ("range",),
    ]
    assert [event.number for event in ear.heard] == [1, 2, 3, 4]
    assert len({event.id for event in ear.heard}) == 4


def test_what_is_gone_is_told_of(path: Path) -> None:
    with Outbox.open(path) as outbox:
        outbox.notice([answer("a"), answer("b")], START, [])
        (event,) = outbox.notice([], START, [], gone=["fact-a", "fact-unknown"])
        assert event.change.kinds == ("gone",) and outbox.entries() == {"fact-b"}
        assert outbox.notice([answer("a")], START, [])[0].change.kinds == ("new",)


def test_a_channel_that_fails_gets_the_same_later_and_others_do_not_wait(path: Path) -> None:
    clock, deaf, ear = Hands(), Ear("deaf", batch=1), Ear()
    deaf.failures = [DeliveryError("is deaf"), DeliveryError("is busy", pause=500)]
    with Outbox.open(path) as outbox:
        outbox.notice([answer("a"), answer("b")], START, ["deaf", "ear"])
        first = deliver(outbox, [deaf, ear], clock.now)
        assert first.told == {"ear": 2} and not deaf.heard
        assert [str(one) for one in first.problems] == [
            "deaf: is deaf; an event will be sent again"
        ]
        assert first.due is not None and (first.due - START).total_seconds() == PAUSES[0]
        assert deliver(outbox, [deaf, ear], clock.now).problems == ()
        clock.turn(PAUSES[0])
        second = deliver(outbox, [deaf, ear], clock.now)
        assert second.due is not None and (second.due - clock.now()).total_seconds() == 500
        assert outbox.waiting("deaf") == 2
    clock.turn(500)
    with Outbox.open(path) as outbox:
        assert deliver(outbox, [deaf, ear], clock.now).told == {"deaf": 2}
    assert [event.number for event in deaf.heard] == [1, 2]
    assert [event.number for event in ear.heard] == [1, 2]


def test_tries_go_on_until_the_channel_takes_it(path: Path) -> None:
    clock, ear = Hands(), Ear()
    ear.failures = [DeliveryError("is deaf") for _ in range(20)]
    with Outbox.open(path) as outbox:
        outbox.notice([answer()], START, ["ear"])
        while (done := deliver(outbox, [ear], clock.now)).due:
            clock.at = done.due
    assert len(ear.heard) == 1
    total = sum(PAUSES) + PAUSES[-1] * (20 - len(PAUSES))
    assert (clock.now() - START).total_seconds() == total


def test_what_a_channel_never_wants_is_passed_over(path: Path) -> None:
    ear = Ear(failures=[DeliveryError("says no more", final=True)])
    with Outbox.open(path) as outbox:
        outbox.notice([answer()], START, ["ear"])
        done = deliver(outbox, [ear], Hands().now)
        assert done.problems[0].remedy == "an event passed over" and outbox.waiting("ear") == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(["single_voice", "disputed"]),
            st.integers(10, 12),
            st.booleans(),
        ),
        max_size=8,
    )
)
@settings(max_examples=10)
def test_a_kill_at_any_moment_loses_and_repeats_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int, bool]]
) -> None:
    """A channel that was killed after it took events, before that was noted, sees the same ids."""
    path = tmp_path_factory.mktemp("killed") / "events.db"
    clock, ear = Hands(), Ear(batch=2)
    made: list[str] = []
    for name, status, high, killed in steps:
        with Outbox.open(path) as outbox:
            events = outbox.notice([answer(name, status=status, high=high)], clock.now(), ["ear"])
            made += [event.id for event in events]
            if killed:
                ear.heard += outbox.turn("ear", ear.batch).events
            else:
                deliver(outbox, [ear], clock.now)
    with Outbox.open(path) as outbox:
        deliver(outbox, [ear], clock.now)
    assert list(dict.fromkeys(event.id for event in ear.heard)) == made


def test_only_the_latest_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.alerting.outbox._KEPT", 3)
    ear = Ear(batch=100)
    with Outbox.open(path) as outbox:
        outbox.notice([answer(str(n)) for n in range(9)], START, ["ear", "deaf"])
        deliver(outbox, [ear], Hands().now)
        assert len(outbox.latest(100)) == 9  # "deaf" has not heard them yet
        deliver(outbox, [Ear("deaf", 100)], Hands().now)
        assert [event.number for event in outbox.latest(100)] == [9, 8, 7]


def test_two_programs_at_once_are_told(path: Path) -> None:
    with (
        Outbox.open(path),
        pytest.raises(CounterclaimError, match="another program tells of events"),
    ):
        Outbox.open(path)


@pytest.mark.parametrize("content", [b"no database, but long enough to be looked at" * 40])
def test_what_is_no_outbox_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CounterclaimError, match="not a database"):
        Outbox.open(path)
    with pytest.raises(CounterclaimError, match="unable to open"):
        Outbox.open(path / "events.db")


def test_an_entry_with_another_name_goes_on_under_it(path: Path) -> None:
    ear = Ear()
    with Outbox.open(path) as outbox:
        outbox.notice([answer("a"), answer("b")], START, ["ear"])
        formerly = {"fact-c": "fact-a"}
        known = outbox.notice([answer("c")], START, ["ear"], ["fact-a"], formerly)
        assert known == () and outbox.entries() == {"fact-b", "fact-c"}
        assert outbox.notice([answer("c", voices=3)], START, ["ear"]) == ()
        (event,) = outbox.notice(
            [answer("d", high=20)], START, ["ear"], ["fact-c"], {"fact-d": "fact-c"}
        )
        assert event.change.kinds == ("range",)
        deliver(outbox, [ear], Hands().now)
    assert ear.heard[-1].record() == event.record()
    told = event.record()
    # As "fact-c" nothing was told of it.
    assert (told["entry"], told["formerly"]) == ("fact-d", "fact-a")
    assert told["before"]["high"] == 14 and told["after"]["high"] == 20


def test_what_waits_is_bounded(path: Path) -> None:
    ear = Ear()
    with Outbox.open(path) as outbox:
        outbox.notice([answer(str(n)) for n in range(9)], START, ["ear", "deaf"])
        assert outbox.trim("deaf", 9) == 0 and outbox.trim("deaf", 4) == 5
        assert (outbox.waiting("deaf"), outbox.waiting("ear")) == (4, 9)
        assert [event.number for event in outbox.turn("deaf", 9).events] == [6, 7, 8, 9]
        assert outbox.keep(["ear"]) == {"deaf": 4}
        assert outbox.waiting("deaf") == 0
        deliver(outbox, [ear], Hands().now)
    assert len(ear.heard) == 9


def test_a_clock_that_was_wrong_puts_nothing_off_for_long(path: Path) -> None:
    clock, ear = Hands(), Ear(failures=[DeliveryError("is deaf", pause=1e9)])
    with Outbox.open(path) as outbox:
        outbox.notice([answer()], START, ["ear"])
        due = deliver(outbox, [ear], clock.now).due
        assert due is not None and (due - START).total_seconds() == 24 * 3600
        clock.turn(-365 * 24 * 3600)
        assert deliver(outbox, [ear], clock.now).told == {"ear": 1}


_GROUPS = st.lists(st.integers(0, 3), min_size=6, max_size=6)
_STEP = st.tuples(_GROUPS, st.lists(st.integers(12, 13), min_size=4, max_size=4))


@given(st.lists(_STEP, min_size=2, max_size=8))
@settings(max_examples=60)
def test_who_follows_events_knows_every_entry_however_claims_are_grouped(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[int], list[int]]]
) -> None:
    """Six claims in up to four entries, each named after its first claim and grouped anew."""
    path = tmp_path_factory.mktemp("grouped") / "events.db"
    before: dict[str, Answer] = {}
    followed: dict[str, int | None] = {}
    with Outbox.open(path) as outbox:
        for groups, highs in steps:
            now, formerly = _entries(groups, highs, before)
            changed = [entry for name, entry in now.items() if before.get(name) != entry]
            gone = before.keys() - now.keys()
            for event in outbox.notice(changed, START, [], gone, formerly):
                _follow(event, followed)
            assert outbox.entries() == now.keys()
            assert sorted(map(str, followed.values())) == sorted(str(a.high) for a in now.values())
            before = now


def _entries(
    groups: list[int], highs: list[int], before: dict[str, Answer]
) -> tuple[dict[str, Answer], dict[str, str]]:
    """The entries, and which of those that are new had another name."""
    claims: dict[int, list[int]] = {}
    for claim, group in enumerate(groups):
        claims.setdefault(group, []).append(claim)
    now = {f"fact-{held[0]}": answer(str(held[0]), high=highs[g]) for g, held in claims.items()}
    gone = before.keys() - now.keys()
    formerly = {}
    for held in claims.values():
        names = [f"fact-{claim}" for claim in held if f"fact-{claim}" in gone]
        if names and f"fact-{held[0]}" not in before:
            formerly[f"fact-{held[0]}"] = names[0]
    return now, formerly


def _follow(event: Event, followed: dict[str, int | None]) -> None:
    """What somebody holds who hears of events only."""
    told = event.record()
    before = followed.pop(told["formerly"] or told["entry"], None)
    assert before == (told["before"]["high"] if told["before"] else None)
    if told["after"]:
        assert told["entry"] not in followed
        followed[told["entry"]] = told["after"]["high"]
