"""Reports told otherwise: names, countries and numbers swapped, punctuation put back or lost.

Most annotated reports tell of one country, and have lost their commas. A reader trained on varied
copies leans less on names it has seen and on marks that may be missing. Every annotated span moves
with the text.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from counterclaim.extracting.readings import Span
from counterclaim.training.names import ADJECTIVES, COUNTRIES, OUTLETS, TOWNS

VALUES: Final = ("trigger", "quantity", "object", "actor", "time", "speaker")
NUMBER: Final = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})*(?![\w,]|\.\d)")
LONG_NUMBER: Final = re.compile(r"(?<![\w.,])(\d{2,3})(000)(?![\w,])")
CLAUSE: Final = re.compile(
    r"(?<=[a-z0-9])(?= (?:including|according to|who|which|while|where|but|adding|after which"
    r"|killing|wounding|injuring|destroying)\b)"
)
#: A text with a comma in so many characters, or more, has kept its punctuation.
CAREFUL: Final = 400
MARKS: Final = re.compile(r"[,;’'“”]|(?<= )[–—-] ")
POSSESSIVE: Final = re.compile(r"\b([A-Z][a-z]{2,})s\b")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters [start, end) of the text, and what stands there instead."""

    start: int
    end: int
    new: str


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, without those that touch an earlier one."""
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not out or edit.start > out[-1].end or (edit.start == out[-1].end < edit.end):
            out.append(edit)
    return out


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A text after edits, and where each place of the old text went."""

    text: str
    edits: tuple[Edit, ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit]) -> Rewriting:
        """Applies edits that do not overlap."""
        parts, shifts, at, shift = [], [], 0, 0
        kept = apart(edits)
        for edit in kept:
            parts += [text[at : edit.start], edit.new]
            at = edit.end
            shift += len(edit.new) - (edit.end - edit.start)
            shifts.append(shift)
        return cls("".join([*parts, text[at:]]), tuple(kept), tuple(shifts))

    def moved(self, span: Span) -> Span | None:
        """Where a span went; nothing if an edit cuts across its border."""
        start, end = self._place(span[0], True), self._place(span[1], False)
        return (start, end) if start is not None and end is not None and start < end else None

    def _place(self, at: int, opening: bool) -> int | None:
        """An inserted mark stays outside the spans it touches."""
        index = bisect_right(self.edits, at, key=lambda edit: edit.start) - 1
        if index < 0:
            return at
        edit = self.edits[index]
        before = self.shifts[index - 1] if index else 0
        if edit.start == edit.end == at:
            return at + (self.shifts[index] if opening else before)
        if at == edit.start:
            return at + before
        return at + self.shifts[index] if at >= edit.end else None


def value_moved(value: Mapping[str, Any] | None, rewriting: Rewriting) -> dict[str, Any] | None:
    """An annotated value in the new text; nothing if it was lost."""
    span = rewriting.moved(tuple(value["span"])) if value else None
    return {"text": rewriting.text[span[0] : span[1]], "span": list(span)} if span else None


def claim_moved(claim: Mapping[str, Any], rewriting: Rewriting) -> dict[str, Any] | None:
    """A claim in the new text; nothing if one of its values was cut."""
    out = dict(claim)
    for name in VALUES:
        out[name] = value_moved(claim[name], rewriting)
        if claim[name] and not out[name]:
            return None
    for name in ("places", "via"):
        found = [value_moved(value, rewriting) for value in claim[name]]
        if None in found:
            return None
        out[name] = found
    return out


def swaps(text: str, table: Mapping[str, str]) -> Iterator[Edit]:
    """Every mention of the words of a table replaced, longest words first."""
    if not table:
        return
    words = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    for found in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text):
        yield Edit(*found.span(), table[found[0]])


def names(report: Mapping[str, Any], chance: random.Random) -> dict[str, str]:
    """Other names for the countries, towns and media of a report, the same wherever they stand."""
    country = chance.choice(COUNTRIES)
    table = {"Syria": country.name, "Syrian": country.adjective, "Syrians": country.adjective + "s"}
    for adjective in ADJECTIVES:
        if adjective in report["text"] and chance.random() < 0.5:
            table[adjective] = chance.choice(ADJECTIVES)
    towns = {place["text"] for claim in report["claims"] for place in claim["places"]}
    for town in sorted(towns - set(table)):
        if town[:1].isupper() and " " not in town.replace("al ", "") and chance.random() < 0.8:
            table[town] = chance.choice(TOWNS)
    media = {value["text"] for claim in report["claims"] for value in claim["via"]}
    for medium in sorted(media - set(table)):
        if chance.random() < 0.7:
            table[medium] = chance.choice(OUTLETS)
    return table


def numbers(text: str, chance: random.Random) -> Iterator[Edit]:
    """Small counts changed to others of about the same size; years and dates stay."""
    for found in NUMBER.finditer(text):
        value = int(found[0].replace(",", ""))
        if 3 <= value <= 999 and chance.random() < 0.4:
            other = max(2, round(value * chance.uniform(0.5, 2)))
            yield Edit(*found.span(), str(other))


def punctuation(report: Mapping[str, Any], chance: random.Random) -> Iterator[Edit]:
    """Commas and apostrophes where a careful editor would have put them."""
    text: str = report["text"]
    for found in CLAUSE.finditer(text):
        if chance.random() < 0.7:
            yield Edit(found.start(), found.start(), ",")
    for found in LONG_NUMBER.finditer(text):
        yield Edit(*found.span(), f"{found[1]},{found[2]}")
    for found in POSSESSIVE.finditer(text):
        if re.search(rf"\b{found[1]}\b", text) and found[1] + "s" not in ("Syrians", "Russians"):
            yield Edit(found.end() - 1, found.end() - 1, chance.choice("'’"))
    yield from speakers(report, chance)


def lost(text: str, chance: random.Random) -> Iterator[Edit]:
    """Commas, apostrophes and dashes lost on the way, as in texts scraped without care."""
    share = chance.choice((0.5, 1.0))
    for found in MARKS.finditer(text):
        if chance.random() < share:
            yield Edit(*found.span(), "")


def speakers(report: Mapping[str, Any], chance: random.Random) -> Iterator[Edit]:
    """A comma before "… the monitor said" at the end of a sentence, and between places in a row."""
    text: str = report["text"]
    for start, end in sorted(
        {tuple(c["speaker"]["span"]) for c in report["claims"] if c["speaker"]}
    ):
        said = re.match(r" (?:said|told|reported|added|confirmed)\b", text[end:])
        if said and re.search(r"[a-z0-9] $", text[:start]) and chance.random() < 0.8:
            ahead = text[:start].rsplit(None, 1)[-1]
            if ahead.lower() not in ("and", "but", "to", "that", "the", "as", "while", "of"):
                yield Edit(start - 1, start - 1, ",")
    places = {tuple(p["span"]) for c in report["claims"] for p in c["places"]}
    for _, end in sorted(places):
        if text[end : end + 1] == " " and any(other[0] == end + 1 for other in places):
            yield Edit(end, end, ",")


def varied(report: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """A report told otherwise, with the claims whose values could all be followed."""
    edits: list[Edit] = []
    if chance.random() < 0.6:
        edits += swaps(report["text"], names(report, chance))
    if chance.random() < 0.5:
        edits += numbers(report["text"], chance)
    if report["text"].count(",") > len(report["text"]) / CAREFUL:
        if chance.random() < 0.6:
            edits += lost(report["text"], chance)
    elif chance.random() < 0.6:
        edits += punctuation(report, chance)
    rewriting = Rewriting.of(report["text"], edits)
    title = report.get("title") or ""
    head = rewriting.moved((0, len(title))) if report["text"].startswith(title) and title else None
    moved = [claim_moved(claim, rewriting) for claim in report["claims"]]
    return {
        **report,
        "text": rewriting.text,
        "title": rewriting.text[head[0] : head[1]] if head else title,
        "claims": [claim for claim in moved if claim is not None],
    }
