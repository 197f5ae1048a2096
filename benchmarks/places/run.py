"""How well are places found and placed, and at what cost? See README.md here."""

from __future__ import annotations

import argparse
import csv
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from counterclaim.grounding import Grounder, places_in
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.places import ground_places
from counterclaim.model import Document, Mention, Place, Span
from counterclaim.reading.annotated import annotated

NEAR = 161.0  # kilometres, a hundred miles: the usual measure of geoparsing
TOWN = 25.0  # kilometres within which the place of a claim is right
KEY = Path(__file__).resolve().parents[2] / "tests" / "grounding" / "dev_places.csv"

Gold = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of development data")
    parser.add_argument(
        "--no-outlets", action="store_true", help="leave out who published a report"
    )
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        print(_memory(options.shared))
        return
    gazetteer = Gazetteer.load()
    reports = list(_reports(options.shared / "places" / "lgl.jsonl"))
    if options.no_outlets:
        reports = [(replace(document, outlet=None), gold) for document, gold in reports]
    for name, some in (("even", reports[::2]), ("odd", reports[1::2]), ("all", reports)):
        print(f"{name:5}{len(some):5} reports   {_given(some, gazetteer)}")
        print(f"{'':20}{_given(some, gazetteer, alone=True)}")
        print(f"{'':20}{_found(some, gazetteer)}")
    print(_claims(options.shared / "claims" / "dev.jsonl"))
    _speed(reports)
    told = [sys.executable, __file__, str(options.shared), "--memory"]
    print(subprocess.run(told, check=True, capture_output=True, text=True).stdout.strip())


def _reports(file: Path) -> Iterator[tuple[Document, list[Gold]]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield (
                Document(id=row["doc"], text=row["text"], outlet=row["outlet"]),
                row["toponyms"],
            )


def _given(
    reports: Sequence[tuple[Document, list[Gold]]], gazetteer: Gazetteer, *, alone: bool = False
) -> str:
    """Annotated mentions with coordinates: how far from them they are placed, all of a report at
    once or each by itself."""
    apart: list[float] = []
    for document, toponyms in reports:
        gold = [each for each in toponyms if each.get("geonameid")]
        mentions = [Mention(each["text"], Span(*each["span"]), "gold") for each in gold]
        asked = [[mention] for mention in mentions] if alone else [mentions]
        places = [place for each in asked for place in ground_places(document, each, gazetteer)]
        apart.extend(_apart(place, each) for place, each in zip(places, gold, strict=True))
    right = sum(distance <= NEAR for distance in apart) / len(apart)
    middle = statistics.median(apart)
    unknown = sum(distance == math.inf for distance in apart)
    return (
        f"{'each by itself' if alone else 'given mentions'}: "
        f"{right:.3f} within {NEAR:.0f} km, median {middle:.1f} km "
        f"({len(apart)} mentions, {unknown} not placed)"
    )


@dataclass(slots=True)
class _Tally:
    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def shown(self) -> str:
        precision, recall = self.right / self.found, self.right / self.gold
        both = 2 * precision * recall / (precision + recall)
        return f"P {precision:.3f} R {recall:.3f} F1 {both:.3f}"


@dataclass(slots=True)
class _Tallies:
    overlapping: _Tally = field(default_factory=_Tally)
    exact: _Tally = field(default_factory=_Tally)
    mentions: _Tally = field(default_factory=_Tally)


def _found(reports: Sequence[tuple[Document, list[Gold]]], gazetteer: Gazetteer) -> str:
    """Mentions found and placed by the program against the annotated ones."""
    tallies = _Tallies()
    for document, toponyms in reports:
        _compare(places_in(document, gazetteer), toponyms, tallies)
    return (
        f"found and placed: {tallies.overlapping.shown}; by the letter "
        f"{tallies.exact.shown}; found {tallies.mentions.shown}"
    )


def _compare(places: Sequence[Place], toponyms: Sequence[Gold], tallies: _Tallies) -> None:
    gold = [each for each in toponyms if each.get("geonameid")]
    known = sum(1 for each in gold)
    for tally in (tallies.overlapping, tallies.exact, tallies.mentions):
        tally.gold += known
    taken: set[int] = set()
    for place in places:
        tallies.exact.found += 1
        at = next((n for n, g in enumerate(gold) if n not in taken and _meet(place, g)), None)
        if at is None:
            if not any(_meet(place, each) for each in toponyms):
                tallies.overlapping.found += 1
                tallies.mentions.found += 1
            continue
        taken.add(at)
        near = _apart(place, gold[at]) <= NEAR
        tallies.overlapping.found += 1
        tallies.overlapping.right += near
        tallies.mentions.found += 1
        tallies.mentions.right += 1
        span = place.mention.span
        tallies.exact.right += near and [span.start, span.end] == gold[at]["span"]


def _meet(place: Place, gold: Gold) -> bool:
    start, end = gold["span"]
    return bool(start < place.mention.span.end and place.mention.span.start < end)


def _apart(place: Place, gold: Gold) -> float:
    if place.lat is None or place.lon is None:
        return math.inf
    return _kilometres(place.lat, place.lon, float(gold["lat"]), float(gold["lon"]))


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    north, east = math.radians(other_lat - lat), math.radians(other_lon - lon)
    slope = math.cos(math.radians(lat)) * math.cos(math.radians(other_lat))
    chord = math.sin(north / 2) ** 2 + slope * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(chord)))


def _claims(file: Path) -> str:
    """The first places of annotated claims against the key of the names that most of them bear."""
    with KEY.open(encoding="utf-8") as lines:
        key = {row["name"]: row for row in csv.DictReader(lines)}
    grounder = Grounder.load()
    right = near = total = 0
    for report in annotated(file):
        for claim in grounder.ground(report.document, report.claims):
            place = claim.places[0] if claim.places else None
            if place is None or place.mention.text not in key:
                continue
            total += 1
            apart = _apart(place, key[place.mention.text])
            wide = place.precision in ("area", "district", "province", "country")
            near += apart <= TOWN
            right += apart <= max(TOWN, (place.radius_km or 0.0) if wide else 0.0)
    return (
        f"claims: first place right {right / total:.3f}, its centre within {TOWN:.0f} km "
        f"{near / total:.3f} ({total} claims, {len(key)} names)"
    )


def _speed(reports: Sequence[tuple[Document, list[Gold]]]) -> None:
    names = list({each["text"]: None for _, toponyms in reports for each in toponyms})
    gazetteer = Gazetteer.load()
    ways: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("exact", gazetteer.named), ("spelt", gazetteer.spelt),
    )  # fmt: skip
    for way, look_up in ways:
        for state in ("cold", "warm"):
            begun = time.perf_counter()
            for name in names:
                look_up(name)
            spent = time.perf_counter() - begun
            print(f"look-ups, {way}, {state}: {len(names) / spent:,.0f} a second")
    fresh = Gazetteer.load()
    begun = time.perf_counter()
    for document, _ in reports[:100]:
        places_in(document, fresh)
    print(f"found and placed: {time.perf_counter() - begun:.2f} seconds for 100 reports")


def _memory(shared: Path) -> str:
    """What loading and using the gazetteer adds to the memory of a process."""
    before = _resident()
    gazetteer = Gazetteer.load()
    loaded = _resident()
    for document, _ in _reports(shared / "places" / "lgl.jsonl"):
        places_in(document, gazetteer)
    used = _resident()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"memory: {loaded - before:.0f} MB for the gazetteer as loaded, "
        f"{used - before:.0f} MB after all reports; the whole process at most {most:.0f} MB"
    )


def _resident() -> float:
    """Megabytes of this process in memory, on Linux."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
