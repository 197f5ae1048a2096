"""The language of a report."""

from __future__ import annotations

import pytest

from counterclaim.reading.languages import identified, is_english
from tests.reading.conftest import Report

ENGLISH = "At least 12 people were killed in Qasr on Monday, the director of the hospital said."
OTHERS = {
    "ar": "قال مدير المستشفى إن عشرة أشخاص قتلوا يوم الاثنين في قصف السوق في المدينة.",
    "es": "Al menos doce personas murieron el lunes en Melo, dijo el director del hospital.",
    "fr": "Au moins douze personnes ont été tuées lundi à Qasr, selon le directeur de l'hôpital.",
    "ru": "Не менее двенадцати человек погибли в понедельник, сообщил директор больницы.",
    "de": "Mindestens zwölf Menschen wurden am Montag getötet, sagte der Leiter der Klinik.",
    "uk": "Щонайменше дванадцять людей загинули в понеділок, повідомив директор лікарні.",
    "tr": "Hastane müdürü, pazartesi günü pazar yerinde en az on iki kişinin öldüğünü söyledi.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told_from_the_text(report: Report, code: str) -> None:
    assert report(OTHERS[code]).language == code


def test_english_is_told_and_short_texts_are_left_open(report: Report) -> None:
    assert report(ENGLISH).language == "en"
    assert report("Two shells fell on Qasr.").language is None
    assert report("1234 5678 90 " * 9).language is None
    assert report("Headline: Qasr, Melo, Minas de Corrales, Aceguá").language in (None, "en")


def test_what_is_given_holds_unless_the_text_plainly_is_otherwise(report: Report) -> None:
    assert report("Two shells fell.", language="ar").language == "ar"
    assert report(ENGLISH, language="en-GB").language == "en-GB"
    assert report(OTHERS["ar"], language="ckb").language == "ckb"
    found = report(ENGLISH, language="ar")
    assert found.language == "en"
    assert "the record says its language is ar, the text reads as en: the text holds" in found.notes


@pytest.mark.parametrize(
    ("language", "read"),
    [(None, True), ("en", True), ("en-US", True), ("English", True), ("EN ", True), ("ar", False)],
)
def test_english_is_read_under_all_its_names(language: str | None, read: bool) -> None:
    assert is_english(language) is read


@pytest.mark.parametrize("text", ["", "\0" * 999, "x" * 1_000_000, "\U0001f468\u200d" * 999])
def test_odd_texts_have_no_language_or_any(text: str) -> None:
    assert identified(text) is None or isinstance(identified(text), str)
