"""Web archives."""

from __future__ import annotations

from pathlib import Path

from counterclaim.reading import read
from tests.reading.conftest import documents, problems
from tests.reading.samples import BODY, TITLE, gzipped, html, response, warc


def test_the_pages_of_a_web_archive_are_reports(tmp_path: Path) -> None:
    other = html("Army denies the shelling of Qasr")
    records = warc(
        response(html().encode(), "https://norte.example/a"),
        response(b"\x89PNG", "https://norte.example/p", media="image/png"),
        response(html("Not found").encode(), "https://norte.example/g", status="404 Not Found"),
        response(gzipped(other.encode()), "https://norte.example/b", encoding="gzip"),
        response(" ".join(BODY).encode(), "https://norte.example/t", media="text/plain"),
    )
    (tmp_path / "crawl.warc").write_bytes(records)
    items = list(read([tmp_path]))
    found = list(documents(items).values())
    assert not problems(items)
    assert [document.url for document in found] == [
        f"https://norte.example/{name}" for name in "abt"
    ]
    assert found[0].title == TITLE and found[1].text.startswith("Army denies")
    assert found[0].source.endswith("crawl.warc, record 1 (https://norte.example/a)")


def test_packed_web_archives_give_the_same_documents(tmp_path: Path) -> None:
    records = [
        response(html(f"Shells fall on Qasr, {n} dead").encode(), f"https://n.example/{n}")
        for n in range(3)
    ]
    (tmp_path / "a.warc").write_bytes(warc(*records))
    plain = documents(list(read([tmp_path / "a.warc"])))
    packed = tmp_path / "b.warc.gz"
    packed.write_bytes(b"".join(map(gzipped, records)))
    assert len(plain) == 3 and set(documents(list(read([packed])))) == set(plain)


def test_the_charset_that_the_server_named_is_used(tmp_path: Path) -> None:
    page = html(paragraphs=("Dix-huit réfugiés ont été tués à l'hôpital de Qasr. " * 5,))
    record = response(page.encode("iso-8859-15"), media="text/html; charset=iso-8859-15")
    (tmp_path / "a.warc").write_bytes(record)
    (found,) = documents(list(read([tmp_path]))).values()
    assert "réfugiés" in found.text and "read as iso8859-15, not UTF-8" in found.notes


def test_a_web_archive_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    records = [
        gzipped(response(html(f"Shells fall on Qasr, {n} dead").encode(), f"https://n.example/{n}"))
        for n in range(3)
    ]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records)[:-200])
    items = list(read([tmp_path]))
    assert len(documents(items)) == 2
    assert [name for name, _, _ in problems(items)] == ["a.warc.gz"]


def test_what_unpacks_to_too_much_is_told_of_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = response(gzipped(b"<html>" + b" " * 40_000_000), "https://n.example/x", encoding="gzip")
    (tmp_path / "a.warc").write_bytes(warc(bomb, response(html().encode())))
    items = list(read([tmp_path]))
    assert len(documents(items)) == 1
    ((_, place, what),) = problems(items)
    assert place == "record 1 (https://n.example/x)" and what == "larger than 8 MB"


def test_an_empty_web_archive_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(response(b"x", media="image/png"))
    assert problems(list(read([tmp_path]))) == [("a.warc", "", "holds no pages")]
