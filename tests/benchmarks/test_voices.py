"""Votes of voices against votes of papers, and how copying is judged (benchmarks/voices)."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[2] / "benchmarks" / "voices"
NAMES = ("held", "values", "voting", "tables", "copying", "scores", "growing", "control", "run")


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, Any]]:
    """The benchmark's modules by name, which Python finds only while these tests run."""
    sys.path.insert(0, str(FOLDER))
    try:
        yield {name: importlib.import_module(name) for name in NAMES}
    finally:
        sys.path.remove(str(FOLDER))
        for name in NAMES:
            sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("12/1/11 2:06 PM (-05:00)", 846),
        ("2:07 PMDec 08", 847),
        ("1:55pDec 8", 835),
        ("Thu., Dec.08, 2011 1:46 p.m.", 826),
        ("Dec 08 - 12:10am", 10),
        ("2011-12-08 12:10 PM", 730),
        ("18:30", 1110),
        ("Not Available", None),
    ],
)
def test_a_time_is_read_however_it_is_written(
    bench: dict[str, Any], told: str, minutes: int | None
) -> None:
    assert bench["values"].minutes(told) == minutes


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Knuth, Donald E.", "knuth"),
        ("Donald Ervin Knuth", "knuth"),
        ("KNUTH", "knuth"),
        ("Ron Goldman, Richard P. Gabriel", "gabriel; goldman"),
        ("Russell, Stuart J.; Norvig, Peter", "norvig; russell"),
        ("By (author) Calvert, Kenneth L. By (author) Donahoo, Michael J.", "calvert; donahoo"),
        ("Kaplan, Joseph E. (Author) Dunn, Ryan (Author)", "dunn; kaplan"),
        ("Clercq, Jan De/ Grillenmeier, Guido", "clercq; grillenmeier"),
        ("o'leary, timothy j.;  o'leary, linda i.;  ", "o'leary"),
        ("Not Available", None),
    ],
)
def test_authors_are_known_by_their_surnames(
    bench: dict[str, Any], told: str, names: str | None
) -> None:
    assert bench["values"].authors(told) == names


def test_times_within_ten_minutes_are_one_even_about_midnight(bench: dict[str, Any]) -> None:
    told, truth = bench["values"].near({"a": 1438, "b": 1438, "c": 1, "d": 60}, 2.0, 10, 1440)
    assert told["a"] == told["b"] == told["c"] == truth
    assert told["d"] != truth


def test_copies_of_one_value_are_one_voice(bench: dict[str, Any]) -> None:
    voting = bench["voting"]
    given = {"a": "40", "b": "12", "c": "12", "d": "12", "e": "40"}
    pairs = frozenset({frozenset("bc"), frozenset("cd")})
    assert voting.votes(given) == {"12": 3, "40": 2}
    assert voting.votes(given, pairs) == {"12": 1, "40": 2}
    assert (voting.winner(given), voting.winner(given, pairs)) == ("12", "40")


def test_a_copier_that_departs_speaks_for_itself(bench: dict[str, Any]) -> None:
    pairs = frozenset({frozenset("ab")})
    assert bench["voting"].votes({"a": "12", "b": "40"}, pairs) == {"12": 1, "40": 1}


def test_a_tied_vote_is_right_as_often_as_a_draw(bench: dict[str, Any]) -> None:
    right = bench["voting"].right
    assert right({"12": 2, "40": 2, "7": 1}, "40") == 0.5
    assert right({"12": 2, "40": 2, "7": 1}, "7") == 0.0


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"), min_size=1),
    st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))),
)
def test_collapsing_never_adds_votes_nor_silences_a_value(
    bench: dict[str, Any], given: dict[str, str], copied: set[tuple[str, str]]
) -> None:
    votes = bench["voting"].votes
    pairs = frozenset(frozenset(pair) for pair in copied if pair[0] != pair[1])
    plain, collapsed = votes(given), votes(given, pairs)
    assert plain.keys() == collapsed.keys()
    assert all(1 <= collapsed[value] <= plain[value] for value in plain)


def grown_claims(seed: int) -> dict[tuple[str, str], dict[str, str]]:
    """Eight sources that err by themselves, and two that copy the first."""
    draw = random.Random(seed)
    claims = {}
    for at in range(400):
        own = {
            f"own {n}": "right" if draw.random() < 0.7 else draw.choice("12345678")
            for n in range(8)
        }
        taken = {f"copier {n}": own["own 0"] for n in range(2) if draw.random() < 0.9}
        claims[(f"item {at}", "")] = own | taken
    return claims


@pytest.mark.parametrize("seed", range(3))
def test_copiers_are_found_and_nobody_else_is(bench: dict[str, Any], seed: int) -> None:
    held = bench["held"].Held(grown_claims(seed), grown_claims(seed), {})
    trio = ["copier 0", "copier 1", "own 0"]
    assert bench["copying"].copying(held) == {
        frozenset((one, other)) for one in trio for other in trio if one < other
    }


def test_who_agrees_in_other_letters_is_no_copier(bench: dict[str, Any]) -> None:
    claims = grown_claims(1)
    wording = {
        question: {s: f"{value} {s}" if s == "copier 1" else value for s, value in said.items()}
        for question, said in claims.items()
    }
    held = bench["held"].Held(claims, wording, {})
    assert bench["copying"].copying(held) == {frozenset(("copier 0", "own 0"))}


def test_a_table_is_read_and_both_votes_are_told(
    bench: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    claims = ["ObjectID,PropertyID,PropertyValue,SourceID"]
    claims += [
        f"town,dead,{n},{source}"
        for source, n in zip("abcde", "12 12 12 40.0 40".split(), strict=True)
    ]
    claims += [f"bridge,dead,{n},{source}" for source, n in zip("de", "7 7".split(), strict=True)]
    (tmp_path / "claims.csv").write_text("\n".join(claims))
    (tmp_path / "truth.csv").write_text(
        "ObjectID,PropertyID,PropertyValue\ntown,dead,40\nbridge,dead,7\n"
    )
    (tmp_path / "groups.txt").write_text("a\tb\tc\n")
    files = [str(tmp_path / name) for name in ("claims.csv", "truth.csv", "groups.txt")]
    monkeypatch.setattr(sys, "argv", ["run.py", "table", *files[:2], "--groups", files[2]])
    bench["run"].main()
    first, _, judged, stated = capsys.readouterr().out.splitlines()
    assert first == "7 claims of 5 sources on 2 questions"
    assert "plain 0.5000  collapsed 0.5000" in judged
    assert "plain 0.5000  collapsed 1.0000" in stated


def test_days_of_flights_are_read(bench: dict[str, Any], tmp_path: Path) -> None:
    for folder in ("claims", "truth"):
        (tmp_path / folder).mkdir()
    (tmp_path / "claims" / "1.txt").write_text(
        "one\tX-1\t2:00 PM\t2:09 PM\t F8/A\t\t\t\ntwo\tX-1\t14:01\t2:30 PM\tF8\t--\t\t\n"
    )
    (tmp_path / "truth" / "1.txt").write_text("X-1\t02:03 PM\t02:31 PM\tF8\t\t\t\n")
    tables = bench["tables"]
    held = tables.daily(tmp_path / "claims", tmp_path / "truth", tables.FLIGHT)
    right = {
        asked: sorted(s for s, value in given.items() if value == held.truth[("X-1", asked)])
        for (_, asked), given in held.claims.items()
    }
    assert right == {
        "1 scheduled departure": ["one", "two"],
        "1 actual departure": ["two"],
        "1 departure gate": ["one", "two"],
    }


def test_numbers_of_stocks_are_one_within_a_hundredth_of_the_median(
    bench: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "claims.txt").write_text(
        "one\tabc\t+2%\t$ 100.00\ntwo\tabc\t2.00\t100.4\nthree\tabc\t-2%\t102\n"
        "one\tdef\t1%\t1.2B\ntwo\tdef\t1%\t1,200,000,000\n"
    )
    (tmp_path / "truth.txt").write_text("abc\t2%\t100.2\ndef\t1%\t$ 1.2 B\n")
    tables = bench["tables"]
    held = tables.daily(tmp_path / "claims.txt", tmp_path / "truth.txt", tables.STOCK[:2])
    right = {
        (item, asked.split(" ", 1)[1]): sorted(
            source for source, value in said.items() if value == held.truth[(item, asked)]
        )
        for (item, asked), said in held.claims.items()
    }
    assert right == {
        ("abc", "change %"): ["one", "two"],
        ("abc", "last price"): ["one", "two"],
        ("def", "change %"): ["one", "two"],
        ("def", "last price"): ["one", "two"],
    }


def test_the_programs_own_voices_outvote_copies(bench: dict[str, Any]) -> None:
    grown = bench["growing"].grown(30, 6, "weakest", 1)
    scores, off = bench["control"].scored(grown)
    assert off == 0
    assert scores.collapsed > scores.plain
