"""Runs: from addresses to a folder that build reads."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from counterclaim.errors import CounterclaimError
from counterclaim.fetching import Answer, Archive, Fetcher, Limits, Run, gather
from counterclaim.fetching.archive import Piece
from counterclaim.fetching.state import State
from counterclaim.reading import read
from tests.fetching.conftest import fetcher_of
from tests.fetching.site import Hands, Reply, Site
from tests.reading.conftest import documents, problems
from tests.reading.samples import gzipped, html, item, rss

XML = {"Content-Type": "application/xml"}


def page(number: int) -> Reply:
    return Reply(html(f"Shells fall on Qasr, {number} dead").encode())


def feed(site: Site, *numbers: int) -> Reply:
    links = (item(f"Report {n}", link=site.url(f"/{n}"), description="x") for n in numbers)
    return Reply(rss(*links), headers={"Content-Type": "application/rss+xml"})


def sitemap(*places: tuple[str, str], kind: str = "urlset", one: str = "url") -> Reply:
    inner = "".join(
        f"<{one}><loc>{place}</loc><lastmod>{day}</lastmod></{one}>" for place, day in places
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Reply(
        f'<?xml version="1.0"?><{kind} xmlns="{space}">{inner}</{kind}>'.encode(), 200, XML
    )


def told(run: Run) -> list[str]:
    return [str(problem) for problem in run.problems]


def records(folder: Path) -> Iterator[Mapping[str, str]]:
    for file in sorted(folder.glob("*.warc.gz")):
        for record in ArchiveIterator(
            io.BytesIO(file.read_bytes()), record_types=WarcRecordType.response
        ):
            assert record.verify_payload_digest()
            yield dict(record.headers.to_tuples())


def test_pages_go_into_an_archive_that_is_read_like_any_other(
    site: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    site.pages |= {
        "/1": page(1),
        "/2": Reply(status=301, headers={"Location": "/3"}),
        "/3": replace(page(3), body=gzipped(page(3).body), headers={
            "Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"
        }),
        "/4": Reply(b"12 people were killed in Qasr.", headers={"Content-Type": "text/plain"}),
    }  # fmt: skip
    run = gather([site.url(f"/{n}") for n in (1, 2, 4)], tmp_path, fetcher)
    assert run.new == tuple(site.url(f"/{n}") for n in (1, 2, 4)) and not run.problems
    items = list(read([tmp_path]))
    assert not problems(items)
    assert sorted(one.url or "" for one in documents(items).values()) == [
        site.url(f"/{n}") for n in (1, 3, 4)
    ]
    kept = list(records(tmp_path))
    assert [one["WARC-Target-URI"] for one in kept] == [site.url(f"/{n}") for n in (1, 2, 3, 4)]
    assert all(one["WARC-Payload-Digest"].startswith("sha256:") for one in kept)
    assert all(one["WARC-Date"].startswith("2031-03-04T05:06:") for one in kept)
    assert all(one["WARC-IP-Address"] == "127.0.0.1" for one in kept)


def test_a_body_sent_in_chunks_is_kept_whole(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    body = page(1).body
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    site.pages["/1"] = lambda _: Reply(raw=iter([head, chunks]))
    gather([site.url("/1")], tmp_path, fetcher)
    assert len(documents(list(read([tmp_path])))) == 1


def test_the_pages_of_a_feed_are_fetched_once(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    site.pages |= {f"/{n}": page(n) for n in range(1, 5)}
    site.pages["/feed"] = feed(site, 1, 2, 3)
    assert len(gather([site.url("/feed")], tmp_path, fetcher).new) == 3
    site.pages["/feed"] = feed(site, 4, 1, 2, 3)
    assert gather([site.url("/feed")], tmp_path, fetcher).new == (site.url("/4"),)
    assert sorted(site.paths()) == sorted(["/feed", "/feed", "/1", "/2", "/3", "/4"])
    assert len(documents(list(read([tmp_path])))) == 4


def bare(site: Site, kind: str) -> Reply:
    """A feed whose entries name an address and nothing else: the first, and one after it, which
    names none either."""
    url = site.url("/1")
    if kind == "rss":
        body = rss(f"<item><link>{url}</link></item>", "<item></item>").decode()
    elif kind == "atom":
        body = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Norte</title>'
            f'<entry><link rel="alternate" href="{url}"/></entry><entry></entry></feed>'
        )
    else:
        version = "https://jsonfeed.org/version/1.1"
        body = json.dumps({"version": version, "items": [{"id": "1", "url": url}, {"id": "2"}]})
    media = "application/feed+json" if kind == "json" else f"application/{kind}+xml"
    return Reply(body.encode(), headers={"Content-Type": media})


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_an_entry_without_a_text_is_fetched_and_one_without_an_address_told(
    site: Site, fetcher: Fetcher, tmp_path: Path, kind: str
) -> None:
    site.pages |= {"/1": page(1), "/feed": bare(site, kind)}
    run = gather([site.url("/feed")], tmp_path, fetcher)
    assert run.new == (site.url("/1"),)
    (line,) = told(run)
    assert "2" in line and "it was skipped" in line


def test_what_did_not_change_is_not_sent_nor_kept_again(
    site: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    def tagged(headers: Mapping[str, str]) -> Reply:
        if headers.get("If-None-Match") == "x":
            return Reply(status=304)
        return replace(page(1), headers={"Content-Type": "text/html", "ETag": "x"})

    site.pages |= {"/1": tagged, "/2": page(2)}
    given = [site.url("/1"), site.url("/2")]
    gather(given, tmp_path, fetcher)
    run = gather(given, tmp_path, fetcher)
    assert (run.new, run.unchanged) == ((), 2)
    assert len(list(records(tmp_path))) == 2
    site.pages["/2"] = page(22)
    assert gather(given, tmp_path, fetcher).new == (site.url("/2"),)


def test_what_is_fresh_is_not_asked_for(
    site: Site, fetcher: Fetcher, clock: Hands, tmp_path: Path
) -> None:
    site.pages["/1"] = replace(
        page(1), headers={"Content-Type": "text/html", "Cache-Control": "max-age=600"}
    )
    gather([site.url("/1")], tmp_path, fetcher)
    assert gather([site.url("/1")], tmp_path, fetcher).fresh == 1
    assert site.paths() == ["/1"]
    clock.passed += 700
    assert gather([site.url("/1")], tmp_path, fetcher).unchanged == 1


def test_a_run_that_is_killed_goes_on_where_it_was(
    site: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    """Wherever it is killed, nothing is fetched twice, and each page is in the archive once."""
    site.pages |= {f"/{n}": page(n) for n in range(1, 7)} | {"/feed": feed(site, *range(1, 7))}

    class Killed(BaseException):
        pass

    def after(count: int) -> object:
        def progress(stage: str, done: int, total: int) -> None:
            if done == count:
                raise Killed

        return progress

    for _ in range(3):
        with pytest.raises(Killed):
            gather([site.url("/feed")], tmp_path, fetcher, progress=after(2))  # type: ignore[arg-type]
    gather([site.url("/feed")], tmp_path, fetcher)
    for number in range(1, 7):
        # A request under way when it is killed may be made again; what was kept is not.
        assert 1 <= site.paths().count(f"/{number}") <= 2
    kept = [one["WARC-Target-URI"] for one in records(tmp_path)]
    assert sorted(kept) == [site.url(f"/{n}") for n in range(1, 7)]


@pytest.mark.parametrize("written", [0, 100, -1])
def test_what_was_half_written_is_completed(
    site: Site, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    site.pages |= {"/1": page(1), "/2": page(2)}
    gather([site.url("/1")], tmp_path, fetcher)

    def killed(archive: Archive, piece: Piece) -> None:
        part = piece.data[:written] if written >= 0 else piece.data
        with (tmp_path / piece.file).open("ab") as file:
            file.write(part)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            gather([site.url("/2")], tmp_path, fetcher)
    gather([], tmp_path, fetcher)
    kept = [one["WARC-Target-URI"] for one in records(tmp_path)]
    assert kept == [site.url("/1"), site.url("/2")]
    assert site.paths() == ["/1", "/2"]


class TestLimits:
    def test_a_limit_holds_for_each_run_the_latest_first(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        site.pages |= {f"/{n}": page(n) for n in range(1, 6)}
        days = [(site.url(f"/{n}"), f"2031-03-0{n}") for n in range(1, 6)]
        site.pages["/map.xml"] = sitemap(*days)
        run = gather([site.url("/map.xml")], tmp_path, fetcher, limit=2)
        assert (run.new, run.waiting) == ((site.url("/5"), site.url("/4")), 3)
        run = gather([site.url("/map.xml")], tmp_path, fetcher, limit=2)
        assert (run.new, run.waiting) == ((site.url("/3"), site.url("/2")), 1)

    def test_of_an_index_no_more_sitemaps_are_read_than_needed(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        site.pages |= {f"/{n}": page(n) for n in range(1, 9)}
        site.pages |= {
            f"/map{n}.xml": sitemap((site.url(f"/{n}"), f"2031-03-0{n}")) for n in range(1, 9)
        }
        packed = site.pages["/map8.xml"]
        assert isinstance(packed, Reply)
        site.pages["/map8.xml"] = Reply(
            gzip.compress(packed.body), headers={"Content-Type": "application/gzip"}
        )
        maps = [(site.url(f"/map{n}.xml"), f"2031-03-0{n}") for n in range(1, 9)]
        site.pages["/index.xml"] = sitemap(*maps, kind="sitemapindex", one="sitemap")
        run = gather([site.url("/index.xml")], tmp_path, fetcher, limit=2)
        assert run.new == (site.url("/8"), site.url("/7")) and not run.problems
        assert site.paths() == ["/index.xml", "/map8.xml", "/8", "/map7.xml", "/7"]

    def test_an_index_within_an_index_is_not_followed(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        here = site.url("/inner.xml"), "2031-03-04"
        site.pages["/index.xml"] = sitemap(here, kind="sitemapindex", one="sitemap")
        site.pages["/inner.xml"] = site.pages["/index.xml"]
        run = gather([site.url("/index.xml")], tmp_path, fetcher)
        assert len(site.paths()) == 2
        assert told(run) == [
            f"{here[0]}: is an index within an index of sitemaps; name it yourself"
        ]

    def test_a_page_that_is_a_feed_is_not_followed(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        site.pages |= {"/feed": feed(site, 1), "/1": feed(site, 2), "/2": page(2)}
        run = gather([site.url("/feed")], tmp_path, fetcher)
        assert run.new == () and "is a feed, where a page was named" in told(run)[0]


class TestProblems:
    def test_each_is_told_in_one_line_and_the_rest_is_fetched(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        site.pages |= {
            "/1": page(1),
            "/image": Reply(b"\x89PNG", headers={"Content-Type": "image/png"}),
            "/empty": Reply(b"x", headers={}),
            "/bomb": Reply(
                gzip.compress(b" " * 20_000_000),
                headers={"Content-Type": "text/html", "Content-Encoding": "gzip"},
            ),
            "/feed": Reply(
                rss(item("a", link="http://10.0.0.7:22/"), item("b", description="y")),
                headers=XML,
            ),
        }
        paths = ("/1", "/image", "/gone", "/bomb", "/feed", "/empty")
        run = gather([site.url(path) for path in paths], tmp_path, fetcher)
        assert run.new == (site.url("/1"),)
        lines = "\n".join(told(run))
        for words in (
            "/image: is image/png: no page, text, PDF, feed or sitemap; skip it",
            "/gone: answers with status 404; open it in a browser to see why",
            "/bomb: unpacks to more than 8 MB; if you want it: --max-size",
            "http://10.0.0.7:22/: uses port 22; if you trust that server: --allow 10.0.0.7:22",
            "/feed, entry 2: names no address; it was skipped",
            "/empty: is of a kind that the server does not name: no page",
        ):
            assert words in lines
        assert len(run.problems) == 6

    @pytest.mark.parametrize(
        ("body", "what"),
        [
            (
                b'<!DOCTYPE a [<!ENTITY b "c">]><urlset><url><loc>&b;</loc></url></urlset>',
                "entities",
            ),
            (b"<urlset><url>" + b"<a>" * 100_000, "nested too deeply"),
            (b"<urlset><url>", "damaged XML"),
            (b'<?xml version="1.0" encoding="nonsense"?><urlset/>', "damaged XML"),
        ],
    )
    def test_hostile_sitemaps_are_told(
        self, site: Site, fetcher: Fetcher, tmp_path: Path, body: bytes, what: str
    ) -> None:
        site.pages["/map.xml"] = Reply(body, headers=XML)
        (line,) = told(gather([site.url("/map.xml")], tmp_path, fetcher))
        assert what in line

    def test_a_host_that_fails_is_left_alone(
        self, site: Site, clock: Hands, tmp_path: Path
    ) -> None:
        site.pages |= {f"/{n}": Reply(status=500) for n in range(8)} | {
            "/feed": feed(site, *range(8))
        }
        with fetcher_of(site, clock, limits=Limits(tries=2)) as fetcher:
            run = gather([site.url("/feed")], tmp_path, fetcher)
            assert told(run)[-1] == (
                "norte.example: is left alone for now, and with it 5 more of its addresses; "
                "run again later"
            )
            assert len(site.paths()) == 1 + 3 * 2 and run.waiting == 8
            # What failed has to wait; what was not asked for has not.
            site.pages |= {f"/{n}": page(n) for n in range(8)}
            assert len(gather([site.url("/feed")], tmp_path, fetcher).new) == 5
            clock.passed += 3600
            assert len(gather([site.url("/feed")], tmp_path, fetcher).new) == 3

    def test_a_pause_that_is_asked_for_holds_in_the_next_run(
        self, site: Site, fetcher: Fetcher, clock: Hands, tmp_path: Path
    ) -> None:
        site.pages["/1"] = Reply(status=429, headers={"Retry-After": "7200"})
        (line,) = told(gather([site.url("/1")], tmp_path, fetcher))
        assert "asks to be left alone for a while; run again after 2031-03-04 07:06 UTC" in line
        gather([site.url("/1")], tmp_path, fetcher)
        assert site.paths() == ["/1"]

    def test_what_was_refused_is_asked_for_only_if_it_is_named_again(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        site.pages["/feed"] = feed(site, 1)
        gather([site.url("/feed")], tmp_path, fetcher)
        site.pages["/1"] = page(1)
        assert gather([site.url("/feed")], tmp_path, fetcher).new == ()
        assert gather([site.url("/1")], tmp_path, fetcher).new == (site.url("/1"),)


class TestFolders:
    def test_two_programs_at_once_are_told(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        state = State.open(tmp_path, Archive(tmp_path))
        with pytest.raises(CounterclaimError, match="another program fetches into this folder"):
            gather([site.url("/1")], tmp_path, fetcher)
        state.close()

    def test_a_folder_that_is_a_file_is_told(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(CounterclaimError, match="name another folder"):
            gather([site.url("/1")], tmp_path / "file", fetcher)

    def test_a_state_that_is_none_is_told(
        self, site: Site, fetcher: Fetcher, tmp_path: Path
    ) -> None:
        (tmp_path / ".fetch.db").write_bytes(b"not a database, but long enough to look" * 50)
        with pytest.raises(CounterclaimError, match="not a database"):
            gather([site.url("/1")], tmp_path, fetcher)

    def test_a_full_disk_is_told_and_the_next_run_completes(
        self, site: Site, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.pages["/1"] = page(1)
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
            with pytest.raises(CounterclaimError, match=r"No space left.*run again"):
                gather([site.url("/1")], tmp_path, fetcher)
        gather([], tmp_path, fetcher)
        assert len(list(records(tmp_path))) == 1


def test_many_hosts_are_fetched_from(site: Site, clock: Hands, tmp_path: Path) -> None:
    hosts = [f"h{n}.example" for n in range(9)]
    site.pages |= {f"/{n}": page(n) for n in range(3)}
    given = [site.url(f"/{n}", host) for n in range(3) for host in hosts]
    with fetcher_of(site, clock, *hosts) as fetcher:
        run = gather(given, tmp_path, fetcher, hosts=4)
    assert len(run.new) == 27 and not run.problems
    assert {host for host, _ in site.asked} == set(hosts)


def test_the_archive_begins_a_file_a_day(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "desk@norte.example")
    answer = Answer("a", "https://norte.example/", 200, "OK", (), b"x", Hands().now())
    later = replace(answer, at=answer.at.replace(day=5))
    for one in (answer, answer, later):
        archive.write(archive.piece(one))
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["pages-2031-03-04-1.warc.gz", "pages-2031-03-05-1.warc.gz"]
    data = io.BytesIO((tmp_path / files[0]).read_bytes())
    texts = [record.reader.read() for record in ArchiveIterator(data, parse_http=False)]
    assert len(texts) == 3 and b"+desk@norte.example" in texts[0]
