"""The table that a casualty recorder opens in a spreadsheet: one claim a row, all fields flat."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from counterclaim.model import Collection, Document, GroundedClaim, Mention, Naming, Place
from counterclaim.publishing.json_lines import day
from counterclaim.publishing.lookup import Lookup

COLUMNS = (
    "claim", "fact", "question", "voice", "voice_name", "status",
    "document", "outlet", "published", "title", "url",
    "type", "polarity", "trigger", "quantity", "lower", "upper", "precision",
    "object", "object_class", "actor", "actor_name",
    "place", "place_name", "lat", "lon", "place_precision", "geonameid", "other_places",
    "time", "start", "end", "speaker", "speaker_name", "via",
    "sentence", "sentence_start", "sentence_end",
)  # fmt: skip

# Excel refuses a longer cell (characters); what is cut ends in an ellipsis.
LONGEST_CELL = 32_767

# A spreadsheet runs a cell that begins so as a formula, whatever the file's quoting says.
_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r]")
_LINE_ENDS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def claims_csv(collection: Collection) -> Iterator[str]:
    """A header row, then every claim with its question, voice, outlet and sentence.

    Quoted as in RFC 4180, each row on one line: line ends within a cell become a space. A text
    that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    lookup = Lookup.over(collection)
    yield ",".join(COLUMNS)
    for grounded in collection.claims:
        yield _row(_cells(grounded, lookup))


def _row(cells: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(
        [_safe(cell) if isinstance(cell, str) else cell for cell in cells]
    )
    return buffer.getvalue()


def _safe(text: str) -> str:
    guarded = f"'{text}" if _FORMULA.match(text) else text
    whole = guarded if len(guarded) <= LONGEST_CELL else guarded[: LONGEST_CELL - 1] + "…"
    return _UNWRITABLE.sub("\ufffd", _LINE_ENDS.sub(" ", whole))


def _cells(grounded: GroundedClaim, lookup: Lookup) -> tuple[object, ...]:
    return (
        *_belonging(grounded, lookup),
        *_publication(lookup.document_of(grounded), grounded.claim.document),
        *_assertion(grounded),
        *_location(grounded),
        *_time_and_source(grounded),
        *_sentence(grounded, lookup.document_of(grounded)),
    )


def _belonging(grounded: GroundedClaim, lookup: Lookup) -> tuple[object, ...]:
    id = grounded.claim.id
    entry, voice = lookup.entry_of.get(id), lookup.voice_of.get(id)
    fact = (entry.fact.id, entry.fact.question) if entry else (None, None)
    line = (voice.id, voice.name) if voice else (None, None)
    return (id, *fact, *line, entry.status if entry else None)


def _publication(document: Document | None, id: str) -> tuple[object, ...]:
    if document is None:
        return (id, None, None, None, None)
    return (id, document.outlet, day(document.published), document.title, document.url)


def _assertion(grounded: GroundedClaim) -> tuple[object, ...]:
    claim = grounded.claim
    return (
        claim.type,
        claim.polarity,
        claim.trigger.text,
        claim.quantity.mention.text if claim.quantity else None,
        claim.lower,
        claim.upper,
        claim.quantity.precision if claim.quantity else None,
        _words(claim.object),
        claim.object_class,
        _words(claim.actor),
        _name(grounded.actor),
    )


def _location(grounded: GroundedClaim) -> tuple[object, ...]:
    mentions = grounded.claim.places
    others = "; ".join(found.text for found in mentions[1:]) or None
    place: Place | None = grounded.places[0] if grounded.places else None
    first = _words(mentions[0] if mentions else None)
    if place is None:
        return (first, None, None, None, None, None, others)
    return (first, place.name, place.lat, place.lon, place.precision, place.geonameid, others)


def _time_and_source(grounded: GroundedClaim) -> tuple[object, ...]:
    claim, period = grounded.claim, grounded.period
    return (
        _words(claim.time),
        day(period.start if period else None),
        day(period.end if period else None),
        _words(claim.speaker),
        _name(grounded.speaker),
        "; ".join(link.text for link in claim.via) or None,
    )


def _sentence(grounded: GroundedClaim, document: Document | None) -> tuple[object, ...]:
    span = grounded.claim.sentence
    end = min(span.end, span.start + LONGEST_CELL + 1)
    text = document.text[span.start : end] if document else None
    return (text, span.start, span.end)


def _words(value: Mention | None) -> str | None:
    return value.text if value else None


def _name(naming: Naming | None) -> str | None:
    return naming.entity.name if naming else None
