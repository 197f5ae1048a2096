"""Health and metrics."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from counterclaim.errors import CounterclaimError
from counterclaim.watching.health import reasons
from counterclaim.watching.serving import Desk, serving
from counterclaim.watching.status import Status
from tests.fetching.site import Hands

FEEDS = ("https://norte.example/feed?key=secret", "https://norte.example/feed?key=other")


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def status(clock: Hands) -> Status:
    made = Status(clock)
    made.watched(FEEDS)
    made.ready()
    made.fetched(FEEDS, (), 2)
    return made


def asked(address: str, path: str, host: str | None = None) -> tuple[int, str]:
    place = urlsplit(address)
    assert place.hostname and place.port
    connection = HTTPConnection(place.hostname, place.port, timeout=60)
    connection.request("GET", path, headers={"Host": host} if host else {})
    with connection.getresponse() as answer:
        return answer.status, answer.read().decode("utf-8")


class TestHealth:
    def test_it_is_starting_until_all_is_loaded(self, clock: Hands) -> None:
        assert reasons(Status(clock).now()) == ("starting",)

    def test_all_is_well(self, status: Status) -> None:
        assert reasons(status.now()) == ()

    def test_what_stands_still_is_told(self, status: Status, clock: Hands) -> None:
        status.adding(True, 10)
        clock.passed += 2400
        assert reasons(status.now()) == (
            "fetching has stood still for 40 minutes",
            "adding reports has taken 40 minutes",
        )

    def test_what_fails_is_told_until_it_goes_on(self, status: Status) -> None:
        assert status.failing("adding", "a.db: disk is full")
        assert not status.failing("adding", "a.db: disk is full")
        assert reasons(status.now()) == ("adding waits and tries again: a.db: disk is full",)
        assert status.failing("adding", "")
        assert reasons(status.now()) == ()

    def test_one_feed_that_fails_is_no_reason_but_all_of_them_are(
        self, status: Status, clock: Hands
    ) -> None:
        clock.passed += 1000
        status.fetched((), FEEDS[:1], 0)
        assert reasons(status.now()) == ()
        status.fetched((), FEEDS, 0)
        assert reasons(status.now()) == ("none of the 2 feeds answers",)
        status.fetched(FEEDS[:1], (), 0)
        assert reasons(status.now()) == ()

    def test_a_receiver_that_stays_down_is_told(self, status: Status, clock: Hands) -> None:
        assert status.delivered("hook", 0, 3, 0, "is deaf")
        clock.passed += 1000
        status.fetched(FEEDS, (), 0)
        assert not status.delivered("hook", 0, 4, 0, None)
        assert reasons(status.now()) == ("hook has taken no events for 17 minutes (4 wait)",)
        assert status.delivered("hook", 4, 0, 0, "")
        assert reasons(status.now()) == ()


class TestServing:
    def test_health_is_a_status_and_its_reasons(self, status: Status) -> None:
        with serving(Desk.of("0"), status) as address:
            code, body = asked(address, "/health")
            assert code == 200 and json.loads(body)["status"] == "ok"
            status.failing("fetching", "no room")
            code, body = asked(address, "/health")
            assert code == 503
            assert json.loads(body)["reasons"] == ["fetching waits and tries again: no room"]
            assert asked(address, "/")[0] == 404

    def test_metrics_are_what_prometheus_reads_and_hold_no_secrets(
        self, status: Status, clock: Hands
    ) -> None:
        status.fetched((), FEEDS[1:], 0)
        status.added(2, ["new", "range"], [3.0, 5.0], 1)
        status.delivered("hook", 1, 2, 0, "is deaf")
        clock.passed += 7
        with serving(Desk.of("127.0.0.1:0"), status) as address:
            code, body = asked(address, "/metrics")
        assert code == 200 and "secret" not in body
        found = {
            (sample.name.removeprefix("counterclaim_watch_"), *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(body)
            for sample in family.samples
        }
        assert found["healthy",] == 1 and found["documents_total",] == 2
        assert found["delay_seconds_sum",] == 8 and found["delay_seconds_count",] == 2
        assert found["feed_failures", "norte.example/feed"] == 1
        assert found["events_total", "range"] == 1 and found["problems_total", "read"] == 1
        assert (found["waiting", "hook"], found["failing_seconds", "hook"]) == (2, 7)
        assert found["process_resident_memory_bytes",] > 10**6

    def test_other_names_are_refused(self, status: Status) -> None:
        desk = Desk.of("127.0.0.1:0", ("watch.norte.example",))
        with serving(desk, status) as address:
            for host in ("localhost", "127.0.0.1:1", "[::1]:9", "Watch.norte.example:80"):
                assert asked(address, "/health", host)[0] == 200, host
            for host in ("evil.example", "127.0.0.1.evil.example", "[::2]"):
                assert asked(address, "/health", host)[0] == 421, host

    @pytest.mark.parametrize("given", ["x", "127.0.0.1:x", "127.0.0.1:70000", ""])
    def test_what_is_no_place_is_told(self, given: str) -> None:
        with pytest.raises(CounterclaimError, match="write PORT or HOST:PORT"):
            Desk.of(given)

    def test_others_can_ask_only_under_a_name(self) -> None:
        for place in ("0.0.0.0:80", "watch.example:80", "[::]:80"):
            with pytest.raises(CounterclaimError, match="--health-name HOST"):
                Desk.of(place)
        assert Desk.of("[::]:80", ("a",)).host == "::"
        assert Desk.of("[::1]:80") == Desk("::1", 80)

    def test_a_port_that_is_taken_is_told(self, status: Status) -> None:
        with serving(Desk.of("0"), status) as address:
            port = urlsplit(address).port
            with (
                pytest.raises(CounterclaimError, match="take another port"),
                serving(Desk.of(str(port)), status),
            ):
                pass
