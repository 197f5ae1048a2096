"""Feeds saved as files."""

from __future__ import annotations

import json
from pathlib import Path

from counterclaim.reading import read
from tests.reading.conftest import documents, problems
from tests.reading.samples import BODY, TITLE, item, rss

WHEN = "Tue, 04 Mar 2031 05:06:07 GMT"


def test_each_entry_is_a_report(tmp_path: Path) -> None:
    full = item(
        TITLE, content__encoded=f"<p>{BODY[0]}</p><p>{BODY[1]}</p>", pubDate=WHEN,
        link="https://norte.example/1", description="Shorter.",
    )  # fmt: skip
    short = item("Two shells fall on Qasr", description=f"<b>{BODY[0]}</b> More &amp; more")
    (tmp_path / "saved").write_bytes(rss(full, short, item("Only a headline of it")))
    items = list(read([tmp_path / "saved"]))
    first, second, third = documents(items).values()
    assert first.text == f"{TITLE}\n\n{BODY[0]}\n{BODY[1]}" and first.title == TITLE
    assert (first.outlet, first.url) == ("Daily Norte", "https://norte.example/1")
    assert str(first.published) == "2031-03-04"
    assert first.published_from == "given by the feed (published)"
    assert first.source.endswith("saved, entry 1")
    assert second.text == f"Two shells fall on Qasr\n\n{BODY[0]} More & more"
    assert "the feed holds a summary of it" in second.notes
    assert "the feed holds its headline only" in third.notes


def test_atom_feeds_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Norte</title><entry>'
        "<title>Two fell</title>"
        '<updated>2031-03-04T05:06:07Z</updated><link href="https://norte.example/2"/>'
        f'<content type="html">&lt;p&gt;{BODY[0]}&lt;/p&gt;</content></entry></feed>'
    )
    (found,) = documents(list(read([tmp_path]))).values()
    assert found.text == f"Two fell\n\n{BODY[0]}" and found.outlet == "Norte"
    assert found.published_from == "given by the feed (updated)"


def test_json_feeds_are_read(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Norte",
        "language": "en",
        "items": [
            {"id": 1, "title": "Two fell", "content_html": f"<p>{BODY[0]}</p>",
             "date_published": "2031-03-04T05:06:07Z", "url": "https://norte.example/2"},
            {"id": 2, "content_text": "a < b"},
            {"id": 3, "title": 5}, "none", {},
        ],
    }  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(feed))
    items = list(read([tmp_path]))
    first, second = documents(items).values()
    assert first.text == f"Two fell\n\n{BODY[0]}" and str(first.published) == "2031-03-04"
    assert second.text == "a < b"
    assert [(place, what) for _, place, what in problems(items)] == [
        (f"item {number}", "has no text") for number in (3, 4, 5)
    ]


def test_an_address_in_a_feed_is_not_fetched_and_a_bomb_does_not_go_off(tmp_path: Path) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "'
        + "&a;" * 1000 + '"><!ENTITY c "' + "&b;" * 1000 + '"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<rss><channel><title>T</title><item><title>Two fell</title>"
        "<description>&c;&c;&x;</description></item></channel></rss>"
    )  # fmt: skip
    (tmp_path / "a.rss").write_text(bomb)
    for found in documents(list(read([tmp_path]))).values():
        assert len(found.text) < 10_000 and "root:" not in found.text


def test_what_is_no_feed_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text("<rss><channel><title>Never closed")
    (tmp_path / "b.xml").write_text("<urlset><url><loc>https://norte.example</loc></url></urlset>")
    told = problems(list(read([tmp_path])))
    assert ("a.rss", "") in [(name, place) for name, place, _ in told]
    assert (tmp_path.name, "", "1 file of kind .xml passed over") in told
