"""From a feed that grows to a ledger and to events."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from counterclaim.alerting import DeliveryError, JsonLines
from counterclaim.errors import CounterclaimError
from counterclaim.fetching import Fetcher
from counterclaim.pipeline import decide
from counterclaim.reading import read_archive
from counterclaim.watching import Place, Receivers, Watch
from tests.fetching.site import Hands, Reply, Site
from tests.reading.samples import html, item, rss
from tests.review.reports import decision
from tests.watching.desk import DAY, Heard, News, Tolls, answers, tools, urls, watching


def events(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "events.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def look(folder: Path, news: News, fetcher: Fetcher, heard: Heard | None = None) -> None:
    with watching(folder, [news.address], fetcher, heard) as watch:
        watch.once(tools())


def test_what_appears_enters_the_ledger_and_what_changes_is_told(
    news: News, fetcher: Fetcher, heard: Heard, tmp_path: Path
) -> None:
    news.tell(12)
    look(tmp_path, news, fetcher, heard)
    assert urls(tmp_path / "a.db") == [news.url(1)]
    assert heard.notes == ["1 report added, 1 event"] and not heard.complaints
    news.tell(20, who="a monitor")
    look(tmp_path, news, fetcher)
    look(tmp_path, news, fetcher)
    told = [(one["number"], one["kinds"], one["after"]["status"]) for one in events(tmp_path)]
    assert told == [(1, ["new"], "single_voice"), (2, ["status", "range"], "disputed")]
    assert (events(tmp_path)[1]["after"]["low"], events(tmp_path)[1]["after"]["high"]) == (12, 20)


def test_an_entry_keeps_its_course_where_an_earlier_claim_gives_it_another_name(
    news: News, fetcher: Fetcher, tmp_path: Path
) -> None:
    """Reports come in any order; an entry is named after the first of them."""
    for number in range(4):
        news.tell(10 + number, who=f"monitor {number}", day=DAY + timedelta(4 - number))
        look(tmp_path, news, fetcher)
    told = events(tmp_path)
    assert [one["kinds"] for one in told[2:]] == [["range"]] * 2
    assert [one["formerly"] for one in told] == [None, *(one["entry"] for one in told[:-1])]
    assert {told[-1]["entry"]} == {*answers(tmp_path / "a.db")}


def test_what_a_ledger_held_before_is_not_told_of(
    news: News, fetcher: Fetcher, tmp_path: Path
) -> None:
    news.tell(12)
    look(tmp_path, news, fetcher)
    for path in (tmp_path / "a.db.watch").iterdir():
        path.unlink()
    (tmp_path / "events.jsonl").unlink()
    look(tmp_path, news, fetcher)
    assert not (tmp_path / "events.jsonl").exists() and len(urls(tmp_path / "a.db")) == 1


def test_decisions_of_others_are_told_of(
    news: News, fetcher: Fetcher, clock: Hands, tmp_path: Path
) -> None:
    news.tell(12)
    with watching(tmp_path, [news.address], fetcher) as watch:
        watch.once(tools())
        adding = watch._adding(tools())
        assert adding.step() is not None and adding.step() is None
        (claim,) = watch.ledger.claims()
        decide([decision("reject", claim.claim.id)], watch.ledger, ground=Tolls().ground)
        assert adding.step() is None  # others are looked at once a minute
        clock.passed += 60
        added = adding.step()
        assert added and [event.change.kinds for event in added.events] == [("gone",)]
        assert adding.step() is None


class TestProblems:
    def test_each_is_told_once_until_the_feed_answers_again(
        self, site: Site, fetcher: Fetcher, heard: Heard, tmp_path: Path
    ) -> None:
        site.pages["/feed"] = Reply(
            rss(item("Bad", link="ftp://norte.example/1"), item("None", description="x"))
        )
        address = site.url("/feed")
        for _ in range(3):
            with watching(tmp_path, [address], fetcher, heard) as watch:
                watch.once(tools())
        assert heard.complaints == [
            "ftp://norte.example/1: is no address of a page; fetch takes addresses that begin with "
            "http:// or https://",
            f"{address}, entry 2: names no address; it was skipped",
        ]

    def test_a_feed_that_fails_again_is_told_of_again(
        self, news: News, site: Site, fetcher: Fetcher, heard: Heard, tmp_path: Path
    ) -> None:
        news.tell(12)
        good = site.pages["/feed"]
        with watching(tmp_path, [news.address], fetcher, heard) as watch:
            for page in (Reply(status=404), Reply(status=404), good, Reply(status=404)):
                site.pages["/feed"] = page
                step(watch)
                watch.clock.sleep(7200)
        assert [line.partition(": ")[2] for line in heard.complaints] == [
            "answers with status 404; open it in a browser to see why"
        ] * 2
        assert heard.notes == [f"{news.address}: answers again"]

    def test_an_entry_that_has_an_address_only_is_fetched(
        self, site: Site, fetcher: Fetcher, heard: Heard, tmp_path: Path
    ) -> None:
        site.pages["/1"] = Reply(html().encode())
        site.pages["/feed"] = Reply(rss(f"<item><link>{site.url('/1')}</link></item>"))
        with watching(tmp_path, [site.url("/feed")], fetcher, heard) as watch:
            watch.once(tools())
        assert urls(tmp_path / "a.db") == [site.url("/1")] and not heard.complaints

    def test_a_page_that_reading_fails_on_is_told_of_and_keeps_no_other_back(
        self,
        news: News,
        fetcher: Fetcher,
        heard: Heard,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def failing(*given: Any, first: int, **more: Any) -> Any:
            if first == 1:
                raise RecursionError("too deep")
            return read_archive(*given, first=first, **more)

        monkeypatch.setattr("counterclaim.watching.unread.read_archive", failing)
        news.tell(12)
        news.tell(14)
        look(tmp_path, news, fetcher, heard)
        assert len(urls(tmp_path / "a.db")) == 1
        (line,) = heard.complaints
        assert "cannot be read (RecursionError: too deep)" in line

    def test_a_full_disk_is_told_of_once_and_nothing_is_lost(
        self,
        news: News,
        fetcher: Fetcher,
        heard: Heard,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from counterclaim import pipeline

        really, fails = pipeline.build, [True, True]

        def full(*given: Any, **more: Any) -> Any:
            changes = really(*given, **more)
            if fails:
                fails.pop()
                raise CounterclaimError("a.db: disk is full; free room")
            return changes

        monkeypatch.setattr(pipeline, "build", full)
        news.tell(12)
        with watching(tmp_path, [news.address], fetcher, heard) as watch:
            watch.forever(tools(), until(lambda: said(tmp_path, 1)))
        assert heard.complaints == [
            "a.db: disk is full; free room (it is tried again every 0 seconds)"
        ]
        assert [one["kinds"] for one in events(tmp_path)] == [["new"]]


def step(watch: Watch) -> None:
    """One turn of each feed."""
    steps = watch.feeding.steps()
    before = watch.status.now().polls
    while next(steps, None) is None and watch.status.now().polls == before:
        pass
    steps.close()  # type: ignore[attr-defined]


def until(done: Callable[[], bool]) -> Callable[[], bool]:
    """The same; but a test that would wait for ever fails."""
    looks = count()

    def ended() -> bool:
        assert next(looks) < 500, "it never came to it"
        return done()

    return ended


def said(folder: Path, count: int) -> bool:
    path = folder / "events.jsonl"
    return path.exists() and path.read_text("utf-8").count("\n") >= count


class TestForever:
    def test_it_goes_on_until_it_is_ended(
        self, news: News, fetcher: Fetcher, clock: Hands, tmp_path: Path
    ) -> None:
        news.tell(12)

        def ended() -> bool:
            done = watch.status.now().documents
            clock.passed += 40
            if done == news.count < 4:
                news.tell(20 + done, who=f"monitor {done}")
            return done == 4 and said(tmp_path, 4)

        with watching(tmp_path, [news.address], fetcher) as watch:
            watch.forever(tools(), until(ended))
        assert urls(tmp_path / "a.db") == [news.url(n) for n in range(1, 5)]
        assert [one["number"] for one in events(tmp_path)] == [1, 2, 3, 4]

    def test_a_clock_that_goes_back_loses_nothing(
        self, site: Site, fetcher: Fetcher, clock: Hands, tmp_path: Path
    ) -> None:
        shift = [0.0]
        really: Callable[[], Any] = clock.now
        clock.now = lambda: really().replace(year=2031 - int(shift[0]))  # type: ignore[method-assign]
        news = News(site)
        news.tell(12)
        look(tmp_path, news, fetcher)
        shift[0] = 3
        news.tell(14, who="a monitor")
        look(tmp_path, news, fetcher)
        assert len(urls(tmp_path / "a.db")) == 2 and len(events(tmp_path)) == 2
        files = sorted(path.name for path in (tmp_path / "a.db.watch").glob("pages-*"))
        assert files == ["pages-2028-03-04-1.warc.gz", "pages-2031-03-04-1.warc.gz"]

    def test_a_host_that_is_slow_keeps_no_other_waiting(
        self, site: Site, fetcher: Fetcher, clock: Hands, tmp_path: Path
    ) -> None:
        from threading import Event

        north, south = News(site), News(site, "sur.example", "/sur")
        free, asked = Event(), Event()

        def slow() -> Any:
            asked.set()
            free.wait(60)
            yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

        north.tell(12)
        site.pages["/feed/1"] = Reply(raw=slow())

        def ended() -> bool:
            clock.passed += 40
            if asked.is_set() and not south.count:
                south.tell(14)
            return watch.status.now().documents == 1

        try:
            with watching(tmp_path, [north.address, south.address], fetcher) as watch:
                watch.forever(tools(), until(ended))
        finally:
            free.set()
        assert urls(tmp_path / "a.db") == [south.url(1)]

    def test_a_list_that_changes_is_read_again(
        self, site: Site, fetcher: Fetcher, clock: Hands, heard: Heard, tmp_path: Path
    ) -> None:
        north, south = News(site), News(site, "sur.example", "/sur")
        north.tell(12)
        south.tell(14)
        feeds = tmp_path / "feeds.txt"
        feeds.write_text(north.address)

        def ended() -> bool:
            clock.passed += 40
            if watch.status.now().documents == 1:
                feeds.write_text(f"{north.address}\n{south.address}\n")
            return watch.status.now().documents == 2

        with watching(tmp_path, [str(feeds)], fetcher, heard) as watch:
            watch.forever(tools(), until(ended))
            assert "the list changed: 2 feeds" in heard.notes
            feeds.write_text("")
            assert not watch.feeding.sources.changed()
            assert len(watch.feeding.sources.feeds) == 2
            (problem,) = watch.feeding.sources.problems
        assert str(problem).startswith(f"{feeds}: lists no addresses; write one a line")

    def test_what_breaks_in_a_thread_ends_the_watch(
        self, news: News, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(JsonLines, "send", broken)
        news.tell(12)
        with (
            watching(tmp_path, [news.address], fetcher) as watch,
            pytest.raises(ZeroDivisionError),
        ):
            watch.forever(tools(), lambda: False)


class TestChannels:
    def test_one_that_stays_down_is_told_of_and_bounded(
        self, news: News, fetcher: Fetcher, clock: Hands, heard: Heard, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        def deaf(*_: object) -> None:
            raise DeliveryError("is deaf")

        with watching(tmp_path, [news.address], fetcher, heard) as watch:
            (telling,) = watch.telling
            telling.most = 3
            with monkeypatch.context() as patch:
                patch.setattr(JsonLines, "send", deaf)
                for number in range(5):
                    news.tell(10 + number, who=f"monitor {number}")
                    watch.once(tools())
            receiver = watch.status.now().receivers[telling.channel.name]
            assert (receiver.waiting, receiver.dropped, receiver.why) == (3, 2, "is deaf")
            assert [line.rpartition(": ")[2] for line in heard.complaints] == [
                "is deaf; an event will be sent again",
                "the oldest 1 event that waited dropped",
                "the oldest 1 event that waited dropped",
            ]
            clock.passed += 7200
            telling.step()
            receiver = watch.status.now().receivers[telling.channel.name]
            assert (receiver.waiting, receiver.sent, receiver.failing) == (0, 3, None)
        assert [one["number"] for one in events(tmp_path)] == [3, 4, 5]

    def test_one_that_is_not_named_any_more_is_forgotten(
        self, news: News, fetcher: Fetcher, heard: Heard, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        def deaf(*_: object) -> None:
            raise DeliveryError("is deaf")

        news.tell(12)
        with monkeypatch.context() as patch:
            patch.setattr(JsonLines, "send", deaf)
            look(tmp_path, news, fetcher)
        other = Receivers(lines=(tmp_path / "other.jsonl",))
        with watching(tmp_path, [news.address], fetcher, heard, other):
            pass
        assert heard.complaints == [
            f"{tmp_path / 'events.jsonl'}: is not named any more; 1 event for it dropped"
        ]

    @pytest.mark.parametrize(
        ("receivers", "what"),
        [
            (Receivers(webhooks=("https://norte.example/hook",)), "needs --webhook-secret"),
            (Receivers(mail=("ana@norte.example",)), "needs --mail-server FILE and --mail-from"),
            (Receivers(lines=(Path("a"), Path("a"))), "named twice"),
        ],
    )
    def test_what_cannot_be_told_is_refused_at_once(
        self, news: News, fetcher: Fetcher, tmp_path: Path, receivers: Receivers, what: str
    ) -> None:
        with (
            pytest.raises(CounterclaimError, match=what),
            watching(tmp_path, [news.address], fetcher, None, receivers),
        ):
            pass


def test_two_watches_of_one_ledger_are_refused(
    news: News, fetcher: Fetcher, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "a.db")
    assert Place.of(str(tmp_path / "link.db")).folder == tmp_path / "a.db.watch"
    with (
        watching(tmp_path, [news.address], fetcher),
        pytest.raises(CounterclaimError, match=r"a\.db: another watch keeps it current; end that"),
        watching(tmp_path, [news.address], fetcher),
    ):
        pass


def test_a_ledger_in_a_database_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CounterclaimError, match="needs a folder here: --folder"):
        Place.of("postgresql://host/database")
    assert Place.of("postgresql://host/database", tmp_path).folder == tmp_path
    with pytest.raises(CounterclaimError, match="is for ledgers in a database"):
        Place.of("a.db", tmp_path)
