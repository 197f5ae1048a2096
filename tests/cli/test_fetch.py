"""counterclaim fetch: from a site on this machine to a folder that is read."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import CounterclaimError, InputError
from counterclaim.reading import read
from tests.fetching.site import Reply, Site, serving
from tests.reading.conftest import documents
from tests.reading.samples import html, item, rss


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as open_site:
        open_site.pages |= {f"/{n}": Reply(html(f"Shells fall, {n} dead").encode()) for n in (1, 2)}
        links = (item(f"Report {n}", link=here(open_site, f"/{n}")) for n in (1, 2))
        open_site.pages["/feed"] = Reply(rss(*links))
        yield open_site


def here(site: Site, path: str) -> str:
    return site.url(path, "127.0.0.1")


def fetch(site: Site, *arguments: object) -> Result:
    told = ["fetch", *map(str, arguments), "--delay", "0", "--allow", f"127.0.0.1:{site.port}"]
    return CliRunner().invoke(counterclaim, told, catch_exceptions=False)


def test_the_pages_of_a_feed_go_into_a_folder_that_is_read(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    result = fetch(site, here(site, "/feed"), "-o", folder, "--contact", "desk@norte.example")
    assert result.exit_code == 0
    assert result.stdout == (
        f"2 pages fetched into {folder}\nNext: counterclaim build {folder} -o LEDGER\n"
    )
    assert len(documents(list(read([folder])))) == 2
    again = fetch(site, here(site, "/feed"), "-o", folder)
    assert again.stdout == f"0 pages fetched into {folder}\n"
    assert site.paths().count("/1") == 1


def test_files_list_pages_and_feeds(site: Site, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"# pages\n\n{here(site, '/1')}\n{here(site, '/1')}\n")
    (tmp_path / "feeds.opml").write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="North">'
        f'<outline text="Daily" type="rss" xmlUrl="{here(site, "/feed")}"/></outline></body></opml>'
    )
    assert "1 page fetched" in fetch(site, tmp_path / "list.txt", "-o", tmp_path / "a").stdout
    both = fetch(site, tmp_path / "list.txt", tmp_path / "feeds.opml", "-o", tmp_path / "b")
    assert "2 pages fetched" in both.stdout


def test_limits_are_told(site: Site, tmp_path: Path) -> None:
    result = fetch(site, here(site, "/feed"), "-o", tmp_path, "--limit", "1")
    assert "1 more are known and left for the next run" in result.stdout


def test_what_is_not_fetched_is_told_in_one_line_each(site: Site, tmp_path: Path) -> None:
    given = (here(site, "/1"), here(site, "/gone"), "http://10.0.0.7:22/", "ftp://norte.example/")
    result = fetch(site, *given, "-o", tmp_path)
    assert result.exit_code == 0
    assert sorted(result.stderr.splitlines()) == [
        "counterclaim: ftp://norte.example/: is no address of a page; fetch takes addresses that "
        "begin with http:// or https://",
        "counterclaim: http://10.0.0.7:22/: uses port 22; if you trust that server: --allow "
        "10.0.0.7:22",
        f"counterclaim: {given[1]}: answers with status 404; open it in a browser to see why",
    ]
    with pytest.raises(InputError, match="3 of the addresses were not fetched"):
        fetch(site, *given, "-o", tmp_path, "--strict")
    with pytest.raises(InputError, match="1 of the addresses"):
        fetch(site, given[1], "-o", tmp_path)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "lists no addresses"),
        (b"<opml><body/></opml>", "lists no addresses"),
        (b"<opml><body>", "damaged XML"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><opml>&b;</opml>', "defines entities"),
        (b"http://norte.example/\xff", "no text in UTF-8"),
    ],
)
def test_files_that_list_nothing_are_told(
    site: Site, tmp_path: Path, content: bytes, what: str
) -> None:
    (tmp_path / "list").write_bytes(content)
    with pytest.raises(InputError, match=what):
        fetch(site, tmp_path / "list", "-o", tmp_path)


def test_a_file_that_is_not_there_is_told(site: Site, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="write http:// or https:// before an address"):
        fetch(site, "norte.example", "-o", tmp_path)


def test_without_the_extra_it_says_what_to_install(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = builtins.__import__

    def lacking(name: str, *rest: object, **more: object) -> object:
        if name == "counterclaim" and rest[2:3] == (("fetching",),):
            raise ModuleNotFoundError("no", name="httpx2")
        return really(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(CounterclaimError, match=r"needs httpx2; .* 'counterclaim\[fetch\]'"):
        fetch(site, here(site, "/1"), "-o", tmp_path)
