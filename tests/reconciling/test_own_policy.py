"""A user's own policy in a file: what it may say, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import PolicyError
from counterclaim.estimates import UCDP, Estimate
from counterclaim.reconciling import chosen

WHOLE = """
name = "our desk"
best = "median"
note = "Monitors and hospitals only."

[voices]
kinds = ["monitor", "organisation"]
doubted = false
minimum = 2

[words]
Dozens = 20
"""


def written(folder: Path, text: str) -> str:
    file = folder / "desk.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_file_may_say_everything(tmp_path: Path) -> None:
    assert chosen(written(tmp_path, WHOLE)) == Estimate(
        name="our desk",
        best="median",
        kinds=("monitor", "organisation"),
        doubted=False,
        minimum=2,
        words=(("dozens", 20),),
        note="Monitors and hospitals only.",
    )


def test_how_best_is_chosen_is_all_that_must_be_said(tmp_path: Path) -> None:
    assert chosen(written(tmp_path, 'best = "lowest"')) == Estimate("desk", "lowest")


def test_a_name_gives_the_policy_of_that_name() -> None:
    assert chosen("ucdp") == UCDP


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(PolicyError, match=r"no policy is called 'un'.*latest-per-voice.*\.toml"):
        chosen("un")


@pytest.mark.parametrize(
    ("text", "where", "remedy"),
    [
        ("", "best", "write one of shared, lowest"),
        ('best = "mode"', "best", "'mode' is no way to choose; write one of"),
        ('best = "lowest"\nbests = 1', "bests", "no such key; take any of name, best"),
        ('best = "lowest"\n[voices]\nkind = []', "voices.kind", "take any of kinds"),
        ('best = "lowest"\nvoices = 3', "voices", r"write a table: \[voices\]"),
        ('best = "lowest"\n[voices]\nkinds = ["spies"]', "voices.kinds", "'spies' is no kind"),
        ('best = "lowest"\n[voices]\nkinds = "monitor"', "voices.kinds", "write a list"),
        ('best = "lowest"\n[voices]\nminimum = 0', "voices.minimum", "1 or more"),
        ('best = "lowest"\n[voices]\nminimum = "2"', "voices.minimum", "a whole number"),
        ('best = "lowest"\n[voices]\ndoubted = 1', "voices.doubted", "true or false"),
        ('best = "lowest"\n[words]\ndozens = -1', "words.dozens", "0 or more"),
        ('best = "lowest"\n[words]\ndozens = true', "words.dozens", "0 or more"),
        ('best = "lowest"\nname = "ucdp"', "name", "another name"),
        ('best = "lowest"\nname = " "', "name", "another name"),
        ('best = "lowest"\nnote = 3', "note", "a text in quotation marks"),
    ],
)
def test_a_mistake_is_told_by_file_key_and_remedy(
    tmp_path: Path, text: str, where: str, remedy: str
) -> None:
    with pytest.raises(PolicyError, match=rf"desk\.toml, {where}: .*{remedy}"):
        chosen(written(tmp_path, text))


def test_what_is_no_toml_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"desk\.toml: no TOML \(.*line 2.*mend it there"):
        chosen(written(tmp_path, 'note = ""\nbest = lowest'))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"none\.toml: cannot be read .*name another file"):
        chosen(str(tmp_path / "none.toml"))
