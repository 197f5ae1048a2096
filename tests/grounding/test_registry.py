"""The table of entities, and tables that a user adds: whose name is whose, and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import InputError
from counterclaim.grounding import Grounder
from counterclaim.grounding.registry import Registry, packaged

OWN = """kind,name,country,aliases
armed_group,Lantern Front,KZ,the Lanterns|LF|~Front
monitor,Steppe Observatory,,SOHR
state_force,Syrian armed forces,SY,Blue Army
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "actors.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def name(registry: Registry, words: str, country: str | None = None) -> str | None:
    found = registry.named(words, country)
    return found.entity.name if found is not None else None


def test_a_users_entities_are_known_by_all_their_names(table: Path) -> None:
    registry = Registry.load([table])
    assert name(registry, "Lantern Front") == name(registry, "the Lanterns") == "Lantern Front"
    assert name(registry, "LF") == "Lantern Front"
    assert [seen.known.entity.name for seen in registry.sightings("Monday: LF left.")] == [
        "Lantern Front"
    ]


def test_a_users_name_goes_before_the_packaged_one(table: Path) -> None:
    assert name(packaged(), "SOHR", "SY") == "Syrian Observatory for Human Rights"
    registry = Registry.load([table])
    assert name(registry, "SOHR", "SY") == "Steppe Observatory"
    assert name(registry, "Syrian Observatory") == "Syrian Observatory for Human Rights"


def test_a_row_of_a_packaged_entity_adds_names_to_it(table: Path) -> None:
    registry = Registry.load([table])
    added, listed = registry.named("Blue Army"), registry.named("Syrian Arab Army")
    assert added is not None and listed is not None
    assert added.entity == listed.entity


def test_a_local_name_is_for_texts_about_its_country(table: Path) -> None:
    registry = Registry.load([table])
    assert name(registry, "the Front", "KZ") == "Lantern Front"
    assert name(registry, "the Front", "SY") is None


def test_of_two_files_the_first_holds(tmp_path: Path, table: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("kind,name,aliases\nmonitor,Dune Watch,SOHR\n", encoding="utf-8")
    assert name(Registry.load([table, other]), "SOHR") == "Steppe Observatory"
    assert name(Registry.load([other, table]), "SOHR") == "Dune Watch"


def test_the_grounders_name_changes_with_what_the_table_says(table: Path) -> None:
    plain, own = Grounder.load().name, Grounder.load(actors=[table]).name
    assert plain != own
    assert Grounder.load(actors=[table]).name == own
    table.write_text(OWN.replace("Lantern Front", "Lantern Rear"), encoding="utf-8")
    assert Grounder.load(actors=[table]).name != own


HEAD = "kind,name,country,aliases\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "line 1", "has no column named kind; name the columns kind, name, country, aliases"),
        ("kind,label\n", "line 1", "has no column named name"),
        ("kind,name,role\n", "line 1", "has a column “role”"),
        (f"{HEAD}army,Blue Army,,\n", "line 2", "“army” is no kind; use one of state_force"),
        (f"{HEAD}monitor,Watch,,\nmonitor, ,,\n", "line 3", "has no name"),
        (f"{HEAD}monitor,Watch,Syria,\n", "line 2", "“Syria” is no country; use its two capital"),
        (f"{HEAD}monitor,Watch,,a,b\n", "line 2", "has 5 cells under 4 columns"),
        (f"{HEAD}monitor,Watch,,~W\n", "line 2", "“~W” counts in texts about a country only"),
        (
            f"{HEAD}monitor,Watch,,DW\nagency,Dune Wire,,DW\n",
            "line 3",
            "“DW” is a name of Watch as well (line 2); keep it in one of them",
        ),
        (f'{HEAD}monitor,"Watch,,\n', "line 2", "is no CSV"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        Registry.load([path])
    told = str(raised.value)
    assert told.startswith(f"{path}, {place}: ")
    assert words in told
    assert "\n" not in told


def test_files_that_are_no_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: cannot be read .*; check the path"):
        Registry.load([tmp_path / "none.csv"])
    binary = tmp_path / "actors.csv"
    binary.write_bytes(b"kind,name\nmonitor,\xff\xfe\n")
    with pytest.raises(InputError, match="line 2: is not UTF-8; save the file as UTF-8"):
        Registry.load([binary])


@given(st.text(max_size=120))
def test_any_text_is_a_table_or_one_line_of_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "actors.csv"
    path.write_bytes((HEAD + text).encode("utf-8", "surrogatepass"))
    try:
        Registry.load([path])
    except InputError as error:
        assert str(error).startswith(str(path))
