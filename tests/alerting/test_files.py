"""Events in files: lines of JSON, and an Atom feed."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest

from counterclaim.alerting import AtomFeed, Change, DeliveryError, Event, JsonLines, Outbox, deliver
from counterclaim.alerting.atom import atom
from tests.alerting.desk import START, Hands, answer


def event(number: int = 1, **changed: object) -> Event:
    return Event.of(number, START, Change(None, answer(str(number), **changed)))


class TestLines:
    def test_events_are_added_one_a_line(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        JsonLines(path).send([event(1), event(2)])
        JsonLines(path).send([event(3)])
        held = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert [one["number"] for one in held] == [1, 2, 3]
        assert held[0] == {
            "id": event(1).id,
            "number": 1,
            "at": "2031-03-04T05:06:07+00:00",
            "kinds": ["new"],
            "entry": "fact-1",
            "formerly": None,
            "question": "Killed in Qasr, 1",
            "before": None,
            "after": {
                "status": "corroborated",
                "low": 12,
                "best": 13,
                "high": 14,
                "voices": 2,
                "documents": 3,
                "claims": 3,
            },
            "text": "new: corroborated, 12 to 14, best 13 (2 voices in 3 reports)",
        }

    @pytest.mark.parametrize("kept", [0, 1, 2, 3])
    @pytest.mark.parametrize("torn", [0, 1, 50])
    def test_what_a_killed_run_wrote_is_not_written_again(
        self, tmp_path: Path, kept: int, torn: int
    ) -> None:
        path, events = tmp_path / "events.jsonl", [event(n) for n in (1, 2, 3, 4)]
        JsonLines(path).send(events[:1])
        whole = [f"{one.line()}\n" for one in events]
        rest = whole[kept + 1][:torn] if kept < 3 else ""
        path.write_text("".join(whole[: kept + 1]) + rest, encoding="utf-8")
        JsonLines(path).send(events[1:])
        assert path.read_text("utf-8") == "".join(whole)

    def test_lines_of_others_are_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        path.write_bytes(b"# a remark \xff\n")
        JsonLines(path).send([event()])
        assert path.read_bytes() == b"# a remark \xff\n" + f"{event().line()}\n".encode()

    def test_a_file_that_cannot_be_written_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(DeliveryError, match="cannot be written"):
            JsonLines(tmp_path / "none" / "events.jsonl").send([event()])


class TestAtom:
    def test_a_feed_reader_reads_it(self, tmp_path: Path) -> None:
        path = tmp_path / "events.xml"
        clock = Hands()
        with Outbox.open(tmp_path / "events.db") as outbox:
            channel = AtomFeed(path, outbox, "https://desk.example/ledger/")
            outbox.notice([answer("a"), answer("b")], START, [channel.name])
            assert deliver(outbox, [channel], clock.now).told == {channel.name: 2}
            outbox.notice([answer("a", status="denied")], START, [channel.name])
            deliver(outbox, [channel], clock.now)
        found = feedparser.parse(path.read_bytes())
        assert not found.bozo and found.version == "atom10"
        assert [one.title for one in found.entries] == [
            "Killed in Qasr, a",
            "Killed in Qasr, b",
            "Killed in Qasr, a",
        ]
        first = found.entries[0]
        assert first.link == "https://desk.example/ledger/entries/fact-a"
        assert [tag.term for tag in first.tags] == ["status"]
        assert first.summary.startswith("status: corroborated, now denied")
        assert len({one.id for one in found.entries}) == 3
        assert list(tmp_path.glob(".*")) == []

    def test_hostile_words_stay_words(self) -> None:
        hostile = "<script>alert(1)</script> ]]> & \x00\x1b[31m \ud800"
        (entry,) = feedparser.parse(atom([event(question=hostile)]), sanitize_html=False).entries
        assert entry.title.startswith("<script>alert(1)</script> ]]> &")

    def test_without_events_it_is_a_feed(self) -> None:
        assert not feedparser.parse(atom([])).bozo

    def test_a_file_that_cannot_be_written_is_told(self, tmp_path: Path) -> None:
        with (
            Outbox.open(tmp_path / "events.db") as outbox,
            pytest.raises(DeliveryError, match="cannot be written"),
        ):
            AtomFeed(tmp_path / "none" / "events.xml", outbox).send([event()])
