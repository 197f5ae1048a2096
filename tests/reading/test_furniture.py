"""What on a page is not the report."""

from __future__ import annotations

from tests.reading.conftest import Report

BODY = (
    "Two shells fell on the market of Qasr on Monday, killing at least 12 people, a monitor said."
)
OTHER = (
    "The army denied that it had fired on the town, and said that it had left the hills at dawn."
)
PAGE = f"""News date 2024-12-05 Connect with us

Smoke rises over Qasr, on Monday. AMAL NOOR/XINHUA

World

# *Shells kill 12 at market in Qasr*

{OTHER}

Published

---

QASR, Dec. 5 (Xinhua) — {BODY} {OTHER} Read full article at example.org

‘We buried them at night’

{BODY}

Follow us

[Qasr](https://example.org/qasr)

<hr>

Reporting by Amal Noor; Editing by Jan Berg

XINHUA

Xinhua News Agency, founded on November 7, 1931, is an agency."""


def test_a_page(report: Report) -> None:
    found = report(PAGE)
    assert found.title == "Shells kill 12 at market in Qasr"
    assert [(item.kind, item.span.of(PAGE)[:25]) for item in found.furniture] == [
        ("date", "News date 2024-12-05 Conn"),
        ("caption", "Smoke rises over Qasr, on"),
        ("heading", "World"),
        ("markup", "# *"),
        ("markup", "*"),
        ("heading", OTHER[:25]),
        ("date", "Published"),
        ("rule", "---"),
        ("link", "Read full article at exam"),
        ("heading", "‘We buried them at night’"),
        ("link", "Follow us"),
        ("link", "[Qasr](https://example.or"),
        ("markup", "<hr>"),
        ("credit", "Reporting by Amal Noor; E"),
        ("credit", "XINHUA"),
        ("agency", "Xinhua News Agency, found"),
    ]


def test_pictures_credited_within_a_line(report: Report) -> None:
    text = f"{BODY} (AFP Photo) {OTHER} (Amal Noor / Daily News) {BODY}"
    found = report(text).furniture
    assert [(item.kind, item.span.of(text)) for item in found] == [
        ("credit", "(AFP Photo)"),
        ("credit", "(Amal Noor / Daily News)"),
    ]


def test_bylines_are_credits(report: Report) -> None:
    text = f"Shells kill 12 at market in Qasr\nBy Amal Noor and our correspondent in Qasr\n{BODY}"
    assert [item.kind for item in report(text).furniture] == ["credit"]


def test_plain_reports_have_none(report: Report) -> None:
    text = f"Shells kill 12 at market in Qasr\nQASR (AP) — {BODY}\n\n“Nobody came.”\n\n{OTHER}"
    assert report(text).furniture == ()
