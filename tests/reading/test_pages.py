"""Saved web pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.model import Document
from counterclaim.reading import read
from tests.reading.conftest import documents, problems
from tests.reading.samples import BODY, TITLE, html, meta


def one(path: Path, page: str | bytes) -> Document:
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    (item,) = read([path])
    assert isinstance(item, Document), item
    return item


def test_the_article_is_taken_and_what_surrounds_it_is_left(tmp_path: Path) -> None:
    found = one(tmp_path / "a.html", html())
    assert found.text.startswith(f"{TITLE}\n")
    assert all(paragraph in found.text for paragraph in BODY)
    assert "Home" not in found.text and "never run" not in found.text
    assert found.title == TITLE and found.title_span is not None
    assert found.language == "en"


def test_the_page_says_who_published_it_when_and_where(tmp_path: Path) -> None:
    head = meta(og__site_name="Daily Norte", article__published_time="2031-03-04T05:06:07+02:00")
    head += '<link rel="canonical" href="https://norte.example/qasr">'
    found = one(tmp_path / "a.html", html(head=head))
    assert (found.outlet, found.url) == ("Daily Norte", "https://norte.example/qasr")
    assert str(found.published) == "2031-03-04"
    assert found.published_from == "given by the page's metadata (article:published_time)"


def test_what_a_page_tells_machines_of_its_article_comes_first(tmp_path: Path) -> None:
    told = {
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": "2031-03-05T00:00:00Z",
                "publisher": {"name": "Pampero Wire"},
            },
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>' + meta(
        date="2031-01-01"
    )
    found = one(tmp_path / "a.html", html(head=head))
    assert str(found.published) == "2031-03-05" and found.outlet == "Pampero Wire"
    assert found.published_from == "given by the page's JSON-LD (datePublished)"


@pytest.mark.parametrize(
    "told", ["", "{", "[" * 100_000, '{"@type": 5, "datePublished": {}}', "[[[[1]]]]", "null"]
)
def test_damaged_data_for_machines_say_nothing(tmp_path: Path, told: str) -> None:
    head = f'<script type="application/ld+json">{told}</script>' + meta(date="2031-01-01")
    assert str(one(tmp_path / "a.html", html(head=head)).published) == "2031-01-01"


def test_a_page_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a.aspx", "b", "c.txt", "d.html"):
        (tmp_path / name).write_text("<!-- saved -->\n" + html())
    (tmp_path / "e.aspx").write_bytes(b"\0\1\2")
    items = list(read([tmp_path]))
    assert [item.text[: len(TITLE)] for item in documents(items).values()] == [TITLE]
    assert problems(items) == [(tmp_path.name, "", "1 file of kind .aspx passed over")]


def test_the_same_page_has_one_identifier_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    here, there = one(tmp_path / "a.html", html()), one(tmp_path / "other" / "b.html", html())
    assert here.id == there.id and here.id.startswith("doc-")
    assert here.id != one(tmp_path / "c.html", html(head=meta(og__site_name="Other"))).id


def test_a_page_without_an_article_gives_all_of_its_text(tmp_path: Path) -> None:
    cells = "".join(f"<option>{n}</option><td>Cell {n} of the table</td>" for n in range(9))
    found = one(
        tmp_path / "a.html", f"<html><body><div><a href=x>One</a> {cells}</div></body></html>"
    )
    assert "Cell 8 of the table" in found.text
    empty = tmp_path / "b.html"
    empty.write_text("<html><body><script>fill()</script></body></html>")
    assert problems(list(read([empty]))) == [("b.html", "", "holds no text")]


@pytest.mark.parametrize(
    ("said", "written"), [("windows-1256", "cp1256"), ("iso-8859-6", "iso-8859-6")]
)
def test_the_charset_that_a_page_names_is_used_and_noted(
    tmp_path: Path, said: str, written: str
) -> None:
    text = "قال مدير المستشفى إن عشرة أشخاص قتلوا في قصف السوق يوم الاثنين في المدينة. "
    page = html(
        "قصف السوق في المدينة", head=f"<meta charset={said}>", paragraphs=(text * 3,), language="ar"
    )
    found = one(tmp_path / "a.html", page.encode(written))
    assert "عشرة أشخاص" in found.text and found.language == "ar"
    assert any("not UTF-8" in note for note in found.notes)


def test_a_charset_that_is_none_does_no_harm(tmp_path: Path) -> None:
    page = html(
        head="<meta charset=rot13>", paragraphs=("Dix-huit réfugiés tués à l'hôpital. " * 9,)
    )
    assert "réfugiés" in one(tmp_path / "a.html", page.encode("cp1252")).text


def test_metadata_beside_pages_supply_what_they_lack(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(html())
    (tmp_path / "metadata.csv").write_text(
        "file,doc,outlet,published\na.html,k7,Daily,2031-03-04\n"
    )
    found = documents(list(read([tmp_path])))
    assert found["k7"].outlet == "Daily" and str(found["k7"].published) == "2031-03-04"


HOSTILE = {
    "deep": "<html><body>" + "<div>" * 50_000 + "Two shells fell on Qasr.",
    "attributes": "<html><p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">Two shells fell.",
    "one word": "<html><body><p>" + "x" * 3_000_000,
    "tables": "<html><body>" + "<table><tr><td>" * 30_000 + "Two shells fell.",
    "entities": "<html><body><p>" + "&amp;#x" * 100_000,
    "open comment": "<html><body><!--" * 20_000,
    "NUL": "<html><body><p>Two\0 shells\0 fell on Qasr.</p>" + "\0" * 100,
    "bomb": '<!DOCTYPE html [<!ENTITY a "' + "b" * 999 + '"><!ENTITY c "' + "&a;" * 999
    + '">]><html><body><p>&c;&c;&c; Two shells fell.</p>',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_or_told_of(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.html").write_text(HOSTILE[name])
    (item,) = read([tmp_path / "a.html"])
    if isinstance(item, Document):
        assert len(item.text) < 2 * len(HOSTILE[name])


def test_a_page_of_too_many_elements_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + "<p>a</p>" * 120_000)
    assert problems(list(read([tmp_path]))) == [("a.html", "", "has more than 100,000 elements")]
