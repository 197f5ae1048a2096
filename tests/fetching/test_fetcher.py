"""Fetching one address, from a site on this machine."""

from __future__ import annotations

import gzip
import ssl
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import repeat
from threading import Event

import httpcore2
import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim import __version__
from counterclaim.errors import FetchingError
from counterclaim.fetching import (
    Allowed,
    FailedError,
    Fetcher,
    FetchError,
    LaterError,
    Limits,
    RefusedError,
)
from counterclaim.fetching.answers import Answer
from counterclaim.fetching.caching import Known
from counterclaim.fetching.failures import PrivateHostError, SlowError
from tests.fetching.conftest import NOBODY, fetcher_of
from tests.fetching.site import START, Hands, Page, Reply, Site, names, serving

PAGE = Reply(b"<html><p>Shells fell on Qasr.</p></html>")


def to(link: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": link})


def after(*replies: Reply) -> Page:
    """Each reply once, the last one from then on."""
    waiting = list(replies)

    def reply(_headers: Mapping[str, str]) -> Reply:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return reply


def test_a_page_is_fetched_with_its_time_machine_and_digest(
    site: Site, fetcher: Fetcher, clock: Hands
) -> None:
    site.pages["/a"] = PAGE
    answer = fetcher.get(site.url("/a#part"))
    assert (answer.status, answer.body, answer.media) == (200, PAGE.body, "text/html")
    assert (answer.at, answer.machine) == (clock.now(), "127.0.0.1")
    assert answer.url == site.url("/a")
    assert len(answer.digest) == 64 and answer.address == site.url("/a#part")


def test_we_say_who_we_are_and_keep_no_cookies(site: Site, clock: Hands) -> None:
    site.pages["/a"] = replace(PAGE, headers={"Set-Cookie": "who=you; Path=/"})
    with fetcher_of(site, clock, contact="desk@norte.example") as fetcher:
        fetcher.get(site.url("/a"))
        fetcher.get(site.url("/a"))
    for headers in site.headers:
        assert headers["User-Agent"] == f"counterclaim/{__version__} (+desk@norte.example)"
        assert "Cookie" not in headers


@pytest.mark.parametrize("contact", ["a\r\nX: y", "mañana", "a)b"])
def test_a_contact_that_would_break_the_header_is_told(contact: str) -> None:
    with pytest.raises(FetchingError, match="--contact"):
        Fetcher(contact=contact)


def test_private_machines_are_refused(site: Site, clock: Hands) -> None:
    site.pages["/a"] = PAGE
    with (
        Fetcher(
            clock=clock,
            trust=NOBODY,
            resolve=names(**{"intern.example": "10.0.0.7 ::1 64:ff9b::a00:7"}),
        ) as f,
        pytest.raises(RefusedError, match="private or reserved") as caught,
    ):
        f.get("http://intern.example/a")
    assert caught.value.remedy == "if you trust it: --allow intern.example"
    assert not site.asked


@pytest.mark.parametrize("literal", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"])
def test_private_machines_are_refused_by_number(literal: str, clock: Hands) -> None:
    with (
        Fetcher(clock=clock, trust=NOBODY) as fetcher,
        pytest.raises(RefusedError, match="private or reserved"),
    ):
        fetcher.get(f"http://{literal}/latest/meta-data")


def test_a_redirect_to_a_private_machine_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = to("http://127.0.0.1/admin")
    with pytest.raises(RefusedError, match="private or reserved"):
        fetcher.get(site.url("/a"))
    site.pages["/a"] = to(f"http://intern.example:{site.port}/admin")
    with pytest.raises(RefusedError, match=f"leads on to .*uses port {site.port}"):
        fetcher.get(site.url("/a"))
    site.pages["/a"] = to("file:///etc/passwd")
    with pytest.raises(RefusedError, match=r"leads on to .*no address of a page"):
        fetcher.get(site.url("/a"))
    assert site.paths() == ["/a"] * 3


def test_a_name_that_turns_to_a_private_machine_gains_nothing(
    clock: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is looked up once a connection, which goes to the very machine that was checked."""
    turns = iter([["93.184.216.34"], ["127.0.0.1"]])
    reached: list[str] = []

    def connect(_backend: object, host: str, port: int, timeout: float | None = None) -> object:
        reached.append(host)
        raise httpcore2.ConnectError("nothing is reached in tests")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    with (
        Fetcher(clock=clock, resolve=lambda host, port: next(turns), trust=NOBODY) as fetcher,
        pytest.raises(PrivateHostError),
    ):
        fetcher.get("http://turning.example/")
    assert reached == ["93.184.216.34"]


def test_the_name_stays_in_the_request_and_in_the_certificate(
    clock: Hands,
) -> None:
    authority = trustme.CA()
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("norte.example").configure_cert(tls)
    with serving(tls) as site:
        site.pages["/a"] = PAGE
        with fetcher_of(site, clock, trust=trust) as fetcher:
            answer = fetcher.get(site.url("/a", scheme="https"))
            assert (answer.body, answer.machine) == (PAGE.body, "127.0.0.1")
            assert site.asked[-1] == ("norte.example", "/a")
            with pytest.raises(FailedError, match=r"certificate|CERTIFICATE|reached"):
                fetcher.get(site.url("/a", "sur.example", "https"))


def test_redirects_are_followed_and_kept(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": to("/b", 301), "/b": to(site.url("/c", "sur.example")), "/c": PAGE}
    answer = fetcher.get(site.url("/a"))
    assert answer.url == site.url("/c", "sur.example") and answer.body == PAGE.body
    assert [one.url for one in answer.through] == [site.url("/a"), site.url("/b")]
    assert ("sur.example", "/robots.txt") in site.asked


def test_redirects_in_a_circle_end(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": to("/b"), "/b": to("/a")}
    with pytest.raises(RefusedError, match="leads on more than 5 times"):
        fetcher.get(site.url("/a"))
    assert len(site.paths()) == 6


def test_only_what_changed_is_sent_again(site: Site, fetcher: Fetcher) -> None:
    def page(headers: Mapping[str, str]) -> Reply:
        if headers.get("If-None-Match") == '"1"':
            return Reply(status=304, headers={"Cache-Control": "max-age=60"})
        return replace(PAGE, headers={"ETag": '"1"', "Last-Modified": "yesterday"})

    site.pages["/a"] = page
    first = fetcher.get(site.url("/a"))
    assert first.known == Known(site.url("/a"), '"1"', "yesterday")
    second = fetcher.get(site.url("/a"), first.known)
    assert (second.status, second.body) == (304, b"")
    assert site.headers[-1]["If-Modified-Since"] == "yesterday"
    assert (second.fresh_until - START).total_seconds() - clock_of(fetcher).passed <= 60


def clock_of(fetcher: Fetcher) -> Hands:
    assert isinstance(fetcher.clock, Hands)
    return fetcher.clock


class TestRobots:
    def test_what_they_disallow_is_not_fetched(self, site: Site, fetcher: Fetcher) -> None:
        site.pages |= {
            "/robots.txt": Reply(
                b"User-agent: *\nDisallow: /\n\nUser-agent: Counterclaim\nDisallow: /private\n"
            ),
            "/a": PAGE,
            "/private/a": PAGE,
        }
        assert fetcher.get(site.url("/a")).status == 200
        with pytest.raises(RefusedError, match=r"robots\.txt of norte\.example asks not to fetch"):
            fetcher.get(site.url("/private/a"))
        assert site.paths() == ["/a"]
        assert site.asked.count(("norte.example", "/robots.txt")) == 1

    def test_a_redirect_to_what_they_disallow_is_not_followed(
        self, site: Site, fetcher: Fetcher
    ) -> None:
        site.pages |= {
            "/robots.txt": Reply(b"User-agent: *\nDisallow: /private\n"),
            "/a": to("/private/a"),
        }
        with pytest.raises(RefusedError, match="asks not to fetch"):
            fetcher.get(site.url("/a"))

    @pytest.mark.parametrize("rules", [b"Crawl-delay: 20", b"Request-rate: 1/20"])
    def test_the_delay_they_ask_for_is_kept(
        self, site: Site, fetcher: Fetcher, clock: Hands, rules: bytes
    ) -> None:
        site.pages |= {"/robots.txt": Reply(b"User-agent: *\n" + rules), "/a": PAGE, "/b": PAGE}
        fetcher.get(site.url("/a"))
        fetcher.get(site.url("/b"))
        assert clock.slept == [3.0, 20.0]

    def test_a_delay_beyond_all_patience_is_told(self, site: Site, fetcher: Fetcher) -> None:
        site.pages |= {
            "/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 1000000"),
            "/a": PAGE,
        }
        fetcher.get(site.url("/a"))
        with pytest.raises(LaterError, match="left alone") as caught:
            fetcher.get(site.url("/a"))
        assert (caught.value.until - START).days == 11

    def test_without_them_all_is_allowed(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/a"] = PAGE
        assert fetcher.get(site.url("/a")).status == 200

    @pytest.mark.parametrize("status", [500, 503, 429])
    def test_where_they_cannot_be_had_nothing_is_fetched(
        self, site: Site, fetcher: Fetcher, status: int
    ) -> None:
        site.pages |= {"/robots.txt": Reply(status=status), "/a": PAGE}
        with pytest.raises(FailedError, match=f"robots.txt of norte.example .*{status}") as caught:
            fetcher.get(site.url("/a"))
        assert caught.value.remedy == "without its rules nothing is fetched"
        assert not site.paths()

    def test_they_are_asked_for_again_after_a_day(
        self, site: Site, fetcher: Fetcher, clock: Hands
    ) -> None:
        site.pages["/a"] = PAGE
        fetcher.get(site.url("/a"))
        clock.passed += 25 * 3600
        fetcher.get(site.url("/a"))
        assert site.asked.count(("norte.example", "/robots.txt")) == 2

    def test_patterns_that_match_in_many_ways_cost_nothing(
        self, site: Site, fetcher: Fetcher
    ) -> None:
        rule = b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"b$\n"
        site.pages |= {"/robots.txt": Reply(rule), "/" + "a" * 2000: PAGE}
        assert fetcher.get(site.url("/" + "a" * 2000)).status == 200


class TestPauses:
    def test_one_host_is_asked_every_few_seconds(
        self, site: Site, fetcher: Fetcher, clock: Hands
    ) -> None:
        site.pages["/a"] = PAGE
        for _ in range(3):
            fetcher.get(site.url("/a"))
        assert clock.slept == [3.0, 3.0, 3.0]
        fetcher.get(site.url("/a", "sur.example"))
        assert len(clock.slept) == 4  # its rules, and at once the page... after their pause

    def test_a_pause_that_is_asked_for_is_made(
        self, site: Site, fetcher: Fetcher, clock: Hands
    ) -> None:
        busy = Reply(status=429, headers={"Retry-After": "120"})
        site.pages["/a"] = after(busy, PAGE)
        assert fetcher.get(site.url("/a")).status == 200
        assert clock.slept == [3.0, 120.0]

    def test_a_long_one_ends_the_tries(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/a"] = Reply(
            status=503, headers={"Retry-After": "Tue, 04 Mar 2031 08:00:00 GMT"}
        )
        with pytest.raises(LaterError) as caught:
            fetcher.get(site.url("/a"))
        assert caught.value.remedy == "run again after 2031-03-04 08:00 UTC"
        assert site.paths() == ["/a"]

    def test_errors_that_pass_are_tried_again(
        self, site: Site, fetcher: Fetcher, clock: Hands
    ) -> None:
        site.pages["/a"] = after(Reply(status=500), Reply(status=502), Reply(status=503), PAGE)
        assert fetcher.get(site.url("/a")).status == 200
        assert clock.slept == [3.0, 3.0, 4.0, 8.0]

    def test_errors_that_do_not_pass_end(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/a"] = Reply(status=500)
        with pytest.raises(FailedError, match="answers with status 500"):
            fetcher.get(site.url("/a"))
        assert len(site.paths()) == 4

    def test_what_is_not_there_is_an_answer(self, site: Site, fetcher: Fetcher) -> None:
        assert fetcher.get(site.url("/gone")).status == 404
        assert site.paths() == ["/gone"]


class TestBounds:
    def test_an_endless_body_is_cut(self, site: Site, clock: Hands) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

        def endless() -> Iterator[bytes]:
            yield head
            yield from repeat(b"x" * 65536)

        site.pages["/a"] = lambda _: Reply(raw=endless())
        with (
            fetcher_of(site, clock, limits=Limits(longest=2**20)) as fetcher,
            pytest.raises(RefusedError, match="is larger than 1 MB") as caught,
        ):
            fetcher.get(site.url("/a"))
        assert caught.value.remedy == "if you want it: --max-size"

    def test_a_body_that_says_it_is_huge_is_not_read(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/a"] = Reply(b"x", headers={"Content-Length": str(10**12)})
        with pytest.raises(RefusedError, match="is larger than 8 MB"):
            fetcher.get(site.url("/a"))

    @pytest.mark.parametrize("where", ["body", "headers", "interim"])
    def test_a_slow_drip_is_cut(self, site: Site, where: str) -> None:
        start = b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b"")
        drop = {
            "body": b"x",
            "headers": b"A: b\r\n",
            "interim": b"HTTP/1.1 103 Hints\r\nA: " + b"b" * 9000 + b"\r\n\r\n",
        }
        drops = iter([b"" if where == "interim" else start])

        def drip() -> Iterator[bytes]:
            yield from drops
            yield from repeat(drop[where])

        # Each look at the clock takes two seconds, so that a minute has soon passed.
        clock = Hands(step=0.0)
        with fetcher_of(site, clock) as fetcher:
            site.pages["/robots.txt"] = Reply()
            site.pages["/quick"] = PAGE
            fetcher.get(site.url("/quick"))
            site.pages["/a"] = lambda _: Reply(raw=drip())
            clock.step = 2.0
            with pytest.raises(SlowError, match="not sent whole within 60 seconds"):
                fetcher.get(site.url("/a"))
        assert site.paths() == ["/quick", "/a"]

    def test_a_body_that_ends_too_early_is_tried_again(self, site: Site, fetcher: Fetcher) -> None:
        short = Reply(raw=iter([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"]))
        site.pages["/a"] = after(short, PAGE)
        assert fetcher.get(site.url("/a")).body == PAGE.body

    def test_a_body_that_is_longer_than_said_ends_where_it_said(
        self, site: Site, fetcher: Fetcher
    ) -> None:
        site.pages["/a"] = Reply(b"abcdef", headers={"Content-Length": "3"})
        assert fetcher.get(site.url("/a")).body == b"abc"

    @pytest.mark.parametrize("said", [b"no HTTP at all\r\n\r\n", b"HTTP/1.1 200 OK\r\nA b\r\n\r\n"])
    def test_what_is_no_http_is_told(self, site: Site, fetcher: Fetcher, said: bytes) -> None:
        site.pages["/a"] = lambda _: Reply(raw=iter([said]))
        with pytest.raises(FailedError, match="no sound HTTP"):
            fetcher.get(site.url("/a"))

    @pytest.mark.parametrize("coding", ["gzip", "deflate", "bare"])
    def test_packed_bodies_are_unpacked_within_bounds(self, coding: str) -> None:
        answer = packed(b"<p>Qasr</p>", coding)
        assert answer.content(100) == b"<p>Qasr</p>"
        with pytest.raises(RefusedError, match="unpacks to more than"):
            packed(b" " * 10_000_000, coding).content(100_000)
        with pytest.raises(FailedError, match="ends too early"):
            replace(
                answer, body=answer.body[:-1] if coding == "bare" else answer.body[:-4]
            ).content(100)
        with pytest.raises(FailedError, match=r"damaged|ends too early"):
            replace(answer, body=b"\xff\xff not packed").content(100)

    def test_a_packing_that_was_not_asked_for_is_told(self) -> None:
        answer = replace(packed(b"x", "gzip"), headers=(("Content-Encoding", "br"),))
        with pytest.raises(RefusedError, match="is packed as br"):
            answer.content(100)


def packed(body: bytes, coding: str) -> Answer:
    raw = zlib.compressobj(wbits=-15)
    data = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "bare": raw.compress(body) + raw.flush(),
    }[coding]
    name = "deflate" if coding == "bare" else coding
    headers = (("Content-Encoding", name),)
    return Answer("", "", 200, "OK", headers, data, START)


def test_names_that_are_not_known_are_told_at_once(clock: Hands) -> None:
    with (
        Fetcher(clock=clock, resolve=names(), trust=NOBODY) as fetcher,
        pytest.raises(FailedError, match=r"the name nowhere\.invalid is not known"),
    ):
        fetcher.get("http://nowhere.invalid/")
    assert not clock.slept


def test_a_name_whose_lookup_hangs_is_given_up_at_once(clock: Hands) -> None:
    ended = Event()

    def hanging(_host: str, _port: int) -> list[str]:
        ended.wait()
        return []

    limits = Limits(connect=0.05)
    try:
        with (
            Fetcher(clock=clock, limits=limits, resolve=hanging, trust=NOBODY) as fetcher,
            pytest.raises(FailedError, match=r"has a name that was not looked up within 0\.05 s"),
        ):
            fetcher.get("http://norte.example/")
    finally:
        ended.set()
    assert not clock.slept


def test_a_site_that_is_closed_is_tried_and_told(clock: Hands) -> None:
    with serving() as site:
        pass
    allowed = Allowed.of([f"norte.example:{site.port}"])
    with (
        Fetcher(allowed, clock=clock, resolve=names(), trust=NOBODY) as fetcher,
        pytest.raises(FailedError, match="cannot be reached"),
    ):
        fetcher.get(site.url("/a"))
    assert clock.slept == [3.0, 4.0, 8.0]


@given(
    st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: "]),
    st.lists(
        st.binary(max_size=40)
        | st.sampled_from(
            [
                b"\r\n",
                b"\r\n\r\n",
                b"Content-Length: 5\r\n",
                b"Content-Encoding: gzip\r\n",
                b"Transfer-Encoding: chunked\r\n\r\n",
                b"5\r\n",
                b"Location: //\xff\r\n",
                b"HTTP/1.1 100 Continue\r\n\r\n",
            ]
        ),
        max_size=8,
    ),
)
@settings(max_examples=60)
def test_whatever_a_server_sends_is_an_answer_or_told(start: bytes, pieces: list[bytes]) -> None:
    with serving() as site:
        site.pages["/a"] = lambda _: Reply(raw=iter([start, *pieces]))
        with fetcher_of(site, Hands(), limits=Limits(tries=1)) as fetcher:
            try:
                fetcher.get(site.url("/a")).content(1000)
            except FetchError as error:
                assert error.what and error.remedy
