"""One JSON value as one line of text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from counterclaim.model import Mention, Naming, Place, Span

# Characters that JSON allows as they are but that break a file of lines: line separators that
# many readers split at, and lone surrogates, which no encoding of the file can hold.
_BREAKING = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def line(record: Mapping[str, object]) -> str:
    """The record as one line of JSON, letters of every script as they are, no line end."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return _BREAKING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def pair(span: Span) -> list[int]:
    return [span.start, span.end]


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def mention(value: Mention | None) -> dict[str, object] | None:
    """The words and their ``[start, end)``, None for words that are not in the text (a reviewer
    gave them); None stays None."""
    if value is None:
        return None
    return {"text": value.text, "span": pair(value.span) if value.worded else None}


def named(value: Mention | None, naming: Naming | None) -> dict[str, object] | None:
    """A mention with the id and neutral name of whom it means, where that is known."""
    record = mention(value)
    if record is not None and naming is not None:
        record |= {"entity": naming.entity.id, "name": naming.entity.name}
    return record


def position(place: Place) -> dict[str, object]:
    """Where a place lies: degrees (WGS 84), None where the gazetteer does not know it."""
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "geonameid": place.geonameid,
    }
