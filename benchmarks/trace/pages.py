"""Reports as outlets print them: one JSON line each, in the form that the reader takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TypedDict

from trees import Report

FIRST = date(2031, 3, 3)  # a Monday
_OPENING = re.compile(r'(?<!\S)"')
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


class Page(TypedDict):
    doc: str
    outlet: str
    published: str
    title: str
    text: str


def written(reports: Iterable[Report], file: Path) -> Path:
    """The pages in a file of JSON lines, one report a line."""
    with file.open("w", encoding="utf-8") as out:
        for report in reports:
            out.write(json.dumps(page(report), ensure_ascii=False) + "\n")
    return file


def page(report: Report) -> Page:
    """A report with its headline, dateline and credit, and the lines around it."""
    outlet = report.outlet
    body = [" ".join(sentence.text for sentence in p) for p in report.paragraphs]
    _credited(report, body)
    body[0] = _dateline(report) + body[0]
    lines = [*outlet.head, *([report.title.text] if outlet.titled else []), *_byline(report)]
    text = "\n".join((*lines, *body, *outlet.foot))
    return {
        "doc": report.id,
        "outlet": outlet.name,
        "published": (FIRST + timedelta(report.published)).isoformat(),
        "title": report.title.text,
        "text": _curly(text) if outlet.style.curly else text,
    }


def _dateline(report: Report) -> str:
    """ "VREL, March 3 (AFP) - ": the place and day that the text was filed from, and by whom."""
    credit = report.credit if report.form == "dateline" else None
    if report.filed is None and credit is None:
        return ""
    place = report.event.facts["town"].upper()
    if report.filed is not None:
        day = FIRST + timedelta(report.filed)
        place += f", {_MONTHS[day.month - 1]} {day.day}"
    return f"{place} ({credit}) - " if credit else f"{place} - "


def _byline(report: Report) -> tuple[str, ...]:
    credited = report.credit and report.form == "byline"
    return (f"By {report.credit}",) if credited else ()


def _credited(report: Report, body: list[str]) -> None:
    """Adds a closing credit."""
    if report.credit is None:
        return
    if report.form == "brackets":
        body[-1] += f" ({report.credit})"
    elif report.form == "dashes":
        name = report.credit
        body[-1] += f" -- {name if ' ' in name else name.upper()}"
    elif report.form == "source":
        body.append(f"Source: {report.credit}")


def _curly(text: str) -> str:
    """With the quotation marks of a typesetter."""
    return _OPENING.sub("“", text).replace('"', "”")
