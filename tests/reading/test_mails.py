"""E-mail files."""

from __future__ import annotations

from pathlib import Path

from counterclaim.reading import read
from tests.reading.conftest import documents, problems
from tests.reading.samples import BODY, TITLE, mail


def test_a_newsletter_is_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail("\r\n\r\n".join(BODY)))
    (tmp_path / "b").write_bytes(mail(BODY[0], subject="=?utf-8?q?Qasr_=E2=80=93_the_news?="))
    first, second = documents(list(read([tmp_path]))).values()
    assert first.text.startswith(f"{TITLE}\n\n{BODY[0]}") and first.title == TITLE
    assert first.outlet == "Daily Norte" and str(first.published) == "2031-03-04"
    assert first.published_from == "given by the e-mail's date"
    assert second.title == "Qasr – the news"


def test_html_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    page = f"<style>p {{}}</style><p>{BODY[0]}</p><p>{BODY[1]}</p>"
    (tmp_path / "a.eml").write_bytes(mail(page, media="text/html"))
    (found,) = documents(list(read([tmp_path]))).values()
    assert found.text == f"{TITLE}\n\n{BODY[0]}\n{BODY[1]}"


def test_parts_are_chosen_and_attachments_told_of(tmp_path: Path) -> None:
    parts = (
        "--x\r\nContent-Type: text/html\r\n\r\n<p>Markup</p>\r\n"
        f"--x\r\nContent-Type: text/plain\r\n\r\n{BODY[0]}\r\n"
        "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nx\r\n--x--"
    )
    data = mail(parts, media="multipart/mixed; boundary=x")
    (tmp_path / "a.eml").write_bytes(data)
    (found,) = documents(list(read([tmp_path]))).values()
    assert found.text == f"{TITLE}\n\n{BODY[0]}"
    assert "attachments that were not read: 1" in found.notes


def test_hostile_mails_are_read_or_told_of(tmp_path: Path) -> None:
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(3000)
    )
    (tmp_path / "a.eml").write_bytes(b"MIME-Version: 1.0\r\n" + nested.encode())
    (tmp_path / "b.eml").write_bytes(mail("x", subject="=?utf-8?b?" + "A" * 100_000 + "?="))
    (tmp_path / "c.eml").write_bytes(b"From: " + b"<,(" * 100_000 + b"\r\n\r\nTwo shells fell.")
    (tmp_path / "d.eml").write_bytes(b"Date: Mon, 99 Foo 99999 99:99:99 +9999\r\n\r\nTwo shells.")
    (tmp_path / "e.eml").write_bytes(
        mail("--x\r\n" * 1_000_000, media="multipart/mixed; boundary=x")
    )
    (tmp_path / "f.eml").write_bytes(mail(BODY[0] + "\r\n" + "Z" * 9_000_000))
    items = list(read([tmp_path]))
    assert len(documents(items)) + len(problems(items)) == 6
    assert len(documents(items)) >= 4
    assert ("e.eml", "", "has more than 10,000 parts") in problems(items)
    long = next(found for found in documents(items).values() if BODY[0] in found.text)
    assert "only its first 8 MB were read" in long.notes
