"""Exports for sharing: no personal name that the ledger knows, no exact place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Collection, Document, Entity
from counterclaim.publishing.exports import EXPORTS, FORMATS, File, Folder, Redacted, Source
from counterclaim.publishing.exports.held import in_memory
from counterclaim.publishing.exports.masking import Names
from tests.cli.test_commands import run
from tests.making import GAZETTEER, claim, document
from tests.publishing.exports.stored import filled
from tests.publishing.incident import collection

TEXT = (
    "HADDAD SPEAKS\n\nAt least 12 people were killed in Sarim, Noor Haddad told the Valley Post. "
    "Mr. Haddad, whose brother Sami was there, wept. Fourteen died in Dovra, Lena Orlov said."
)


def told() -> Collection:
    """A report in which two persons are named, one of them in its title and address too."""
    report = replace(
        document("haddad-interview", TEXT),
        title="HADDAD SPEAKS",
        url="https://post.example/noor-haddad-speaks",
        source="/home/me/noor haddad.txt",
        notes=("Noor Haddad asked to be left out",),
    )
    first = claim(report, "killed", "killed", quantity="At least 12", object="people",
                  speaker="Noor Haddad", places=("Sarim",))  # fmt: skip
    second = claim(report, "killed", "died", quantity="Fourteen", speaker="Lena Orlov",
                   places=("Dovra",))  # fmt: skip
    return Collection(documents=(report,), claims=tuple(map(_by_person, (first, second))))


def _by_person(grounded: Any) -> Any:
    person = Entity(grounded.speaker.entity.id, grounded.speaker.entity.name, "person")
    return replace(grounded, speaker=replace(grounded.speaker, entity=person), root=person)


def made(source: Source, form: str, folder: Path) -> bytes:
    """All bytes of an export."""
    what = FORMATS[form]
    if isinstance(what, Folder):
        folder.mkdir()
        what.write(source, folder)
        return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    if isinstance(what, File):
        what.write(source, folder)
        return folder.read_bytes()
    return "\n".join(what(source)).encode()


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_known_name_is_left_in_any_export(tmp_path: Path, form: str) -> None:
    plain = made(Source(in_memory(told())), form, tmp_path / "plain")
    shared = made(Source(Redacted(in_memory(told()))), form, tmp_path / "shared")
    for name in (b"haddad", b"orlov", b"noor", b"lena", b"/home/me", b"wept"):
        assert name not in shared.lower(), name
    if form not in ("copies-jsonl", "xlsx", "parquet"):  # without copies, and packed
        assert plain != shared or b"haddad" not in plain.lower()


def records() -> Iterator[dict[str, Any]]:
    for line in EXPORTS["claims-jsonl"](Source(Redacted(in_memory(told())))):
        yield json.loads(line)


def test_words_stand_where_the_records_say() -> None:
    shared = Redacted(in_memory(told()))
    (report,) = shared.documents()
    assert len(report.text) == len(TEXT)
    assert report.text.split() != TEXT.split() and report.text.startswith("█1████ SPEAKS")
    assert "At least 12 people were killed in Sarim" in report.text and "wept" not in report.text
    for each in shared.told():
        for mention in (each.grounded.claim.trigger, each.grounded.claim.speaker):
            assert mention is not None and mention.span.of(report.text) == mention.text


def test_the_same_person_has_the_same_number_everywhere() -> None:
    first, second = Redacted(in_memory(told())).told()
    assert first.grounded.speaker and second.grounded.speaker
    assert first.grounded.speaker.entity.name == "person 1"
    assert second.grounded.speaker.entity.name == "person 2"
    assert first.grounded.root and first.grounded.root.name == "person 1"
    assert re.fullmatch("█1█+", first.grounded.speaker.mention.text)
    assert "haddad" not in first.document.id


def test_places_are_coarse_and_say_so() -> None:
    for each in Redacted(in_memory(told())).told():
        (place,) = each.grounded.places
        lat, lon, radius, _ = GAZETTEER[place.name]
        assert place.lat is not None and place.lon is not None and place.radius_km is not None
        assert (place.lat, place.lon) == (round(lat, 1), round(lon, 1))
        assert place.radius_km >= radius + 7.8 and place.precision == "district"
        assert place.geonameid is None and not place.candidates and not place.reasons


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), radius=st.none() | st.floats(0, 500))
def test_any_place_lies_within_what_is_shared(lat: float, lon: float, radius: float | None) -> None:
    held = told()
    places = tuple(replace(p, lat=lat, lon=lon, radius_km=radius) for p in held.claims[0].places)
    held = replace(held, claims=(replace(held.claims[0], places=places),))
    ((place,),) = (each.grounded.places for each in Redacted(in_memory(held)).told())
    assert place.lat is not None and place.lon is not None and place.radius_km is not None
    assert abs(place.lat * 10 - round(place.lat * 10)) < 1e-9
    moved = ((place.lat - lat) * 111.2) ** 2 + ((place.lon - lon) * 111.4) ** 2
    assert place.radius_km + 0.1 >= (radius or 0) + moved**0.5


WRITTEN = ("Noor Haddad", "noor_haddad", "HADDAD", "Lena", "Orlov’s")


@given(st.text(max_size=60), st.sampled_from(WRITTEN), st.text(max_size=60))  # fmt: skip
def test_a_name_is_covered_in_any_text(before: str, name: str, after: str) -> None:
    names = Names.of(in_memory(told()).told())
    text = f"{before} {name} {after}"
    covered = names.covered(text)
    assert len(covered) == len(text)
    for part in re.findall(r"[^\W_]{3,}", name):
        assert part not in covered or part in before + after


def test_reviewers_are_numbers_and_their_words_left_out(tmp_path: Path) -> None:
    held = collection()
    for decision in Redacted(in_memory(held)).decisions():
        assert decision.user.startswith("reviewer ") and decision.reason == ""


def test_the_command_line_redacts(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", told())
    result = run("export", path, "--as", "csv", "--redact", "-o", "-")
    assert result.exit_code == 0 and "person 1" in result.output
    assert "Haddad" not in result.output


def test_unknown_names_behind_common_given_names_are_covered() -> None:
    covered = Names().covered("Ahmad Karim al-Hasan, 7, and Fatima of Sarim died in June.")
    assert covered == f"{'█' * 20}, 7, and Fatima of Sarim died in June."


def test_a_report_without_claims_is_all_marks() -> None:
    held = Collection(documents=(Document("d", "Nobody\nknows."),))
    (report,) = Redacted(in_memory(held)).documents()
    assert report.text == "██████\n██████"
