"""decide and decisions: what is typed, what is told, and decisions as a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from counterclaim.errors import CounterclaimError, DecisionError, InputError
from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from tests.cli.test_commands import run
from tests.ledger.test_decisions import stored
from tests.review.reports import DAILY_14, POST, POST_12, RAID_7, WIRE_19, held, read

BY = ("--user", "Ana", "--reason", "as read")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "strike.db"
    with stored(path) as made:
        made.store_work(held())
    return path


def decide(ledger: Path, *what: object, by: tuple[str, ...] = BY) -> Result:
    result = run("decide", ledger, *what, *by)
    assert result.exit_code == 0, result.output
    return result


def content(ledger: Path) -> Collection:
    with Ledger.open(ledger) as opened:
        return opened.collection()


def listed(ledger: Path) -> list[dict[str, object]]:
    found = json.loads(run("decisions", ledger, "--json").output)["decisions"]
    assert isinstance(found, list)
    return found


def test_a_correction_is_told_beside_what_the_machine_read(ledger: Path) -> None:
    output = decide(ledger, "correct", POST_12, "lower=34", "upper=34").output
    assert f"correct {POST_12}: lower 34, upper 34" in output
    assert "How many people were killed in Sarim" in output
    shown = run("show", ledger, POST_12).output
    assert "lower: machine: 12; reviewer (Ana, " in shown
    assert ", as read): 34" in shown


def test_ids_may_be_cut_short(ledger: Path) -> None:
    decide(ledger, "reject", POST_12[:12])
    assert listed(ledger)[0]["targets"] == [POST_12]


def test_a_rejected_claim_can_still_be_looked_at(ledger: Path) -> None:
    decide(ledger, "reject", POST_12)
    shown = run("show", ledger, POST_12).output
    assert "answers   nothing: rejected" in shown
    assert f"reject {POST_12} (Ana, " in shown


@pytest.mark.parametrize(
    ("typed", "bounds", "span"),
    [
        ("quantity=12 people", (12, 12), [14, 23]),
        ("quantity=at least 30", (30, None), None),
        ("quantity=@14:16", (12, 12), [14, 16]),
        ("quantity=", (None, None), None),
        ("lower=", (None, 12), None),
    ],
)
def test_a_count_is_typed_as_words_or_as_bounds(
    ledger: Path, typed: str, bounds: tuple[int | None, int | None], span: list[int] | None
) -> None:
    decide(ledger, "correct", POST_12, typed)
    claim = read(content(ledger), POST_12).claim
    assert claim.bounds == bounds
    if span:
        assert claim.quantity is not None
        assert [claim.quantity.mention.span.start, claim.quantity.mention.span.end] == span


def test_words_are_taken_from_the_text_where_it_has_them(ledger: Path) -> None:
    decide(ledger, "correct", POST_12, "speaker=Rescuers", "actor=Northern Assembly", "via=A; B")
    claim = read(content(ledger), POST_12).claim
    assert claim.speaker is not None and claim.actor is not None
    assert (claim.speaker.worded, claim.speaker.span.of(POST.text)) == (True, "Rescuers")
    assert (claim.actor.worded, claim.actor.text) == (False, "Northern Assembly")
    assert [link.text for link in claim.via] == ["A", "B"]
    shown = run("show", ledger, POST_12).output
    assert "actor     “Northern Assembly” (not in the text) →" in shown
    exported = run("export", ledger, "--as", "claims-jsonl", "-o", "-").output
    record = next(r for r in map(json.loads, exported.splitlines()) if r["id"] == POST_12)
    assert (record["actor"]["text"], record["actor"]["span"]) == ("Northern Assembly", None)


def test_a_place_is_typed_with_its_geonames_number(ledger: Path) -> None:
    decide(ledger, "correct", POST_12, "places=Sarim#2643743")
    (place,) = read(content(ledger), POST_12).places
    assert (place.name, place.country, place.mention.text) == ("London", "GB", "Sarim")


def test_a_claim_is_added_by_its_word(ledger: Path) -> None:
    output = decide(ledger, "add", "post", "destroyed", "lost", "object=truck", "lower=1").output
    (added,) = [c for c in content(ledger).claims if c.claim.type == "destroyed"]
    assert added.claim.id in output
    assert added.claim.sentence.of(POST.text) == "Rescuers lost a truck."
    assert added.claim.object is not None and added.claim.object.text == "truck"


def test_entries_are_merged_split_and_put_back(ledger: Path) -> None:
    before = {e.fact.claims for e in content(ledger).entries}
    fact = content(ledger).entries[0].fact.id
    assert "How many people were killed" in decide(ledger, "merge", fact, RAID_7).output
    assert len(content(ledger).entries) == 1
    decide(ledger, "split", RAID_7)
    assert {e.fact.claims for e in content(ledger).entries} == before
    decide(ledger, "undo", listed(ledger)[1]["id"])
    assert len(content(ledger).entries) == 1
    shown = run("show", ledger, POST_12).output
    assert (
        "split" in run("decisions", ledger).output
        and "undone by Ana" in shown + run("decisions", ledger).output
    )


def test_voices_are_joined_and_parted(ledger: Path) -> None:
    decide(ledger, "same-voice", DAILY_14, POST_12)
    decide(ledger, "different-voice", WIRE_19)
    voices = {v.claims for e in content(ledger).entries for v in e.voices}
    assert (DAILY_14, POST_12) in voices and (WIRE_19,) in voices


def test_acceptance_needs_no_reason_and_other_decisions_do(ledger: Path) -> None:
    decide(ledger, "accept", POST_12, by=("--user", "Ana"))
    result = run("decide", ledger, "reject", POST_12, "--user", "Ana")
    assert result.exit_code == 2 and "--reason" in result.output


def test_the_user_may_stand_in_the_environment(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("decide", ledger, "accept", POST_12).exit_code == 2
    monkeypatch.setenv("COUNTERCLAIM_USER", "Ben")
    assert run("decide", ledger, "accept", POST_12).exit_code == 0
    assert listed(ledger)[0]["user"] == "Ben"


def test_the_history_tells_who_when_what_why_and_the_state(ledger: Path) -> None:
    decide(ledger, "correct", POST_12, "lower=9")
    decide(ledger, "correct", POST_12, "lower=10", by=("--user", "Ben", "--reason", "a typo"))
    first, second = listed(ledger)
    assert (first["state"], second["state"]) == ("overridden", "in_force")
    assert first["conflicts"] == first["through"] == [second["id"]]
    told = run("decisions", ledger).output
    assert "Ben  in force" in told and "because: a typo" in told
    assert f"conflicts with {second['id']}" in told
    assert f"conflicts with {second['id']}" in run("show", ledger, POST_12).output
    assert "correct" in run("show", ledger, second["id"]).output


def test_no_decisions_yet(ledger: Path) -> None:
    assert "no decisions yet" in run("decisions", ledger).output
    assert listed(ledger) == []


def test_decisions_go_out_and_come_back_equal_and_twice_adds_nothing(
    ledger: Path, tmp_path: Path
) -> None:
    decide(ledger, "correct", POST_12, "lower=9", "speaker=Rescuers", "places=Sarim#2643743")
    decide(ledger, "reject", DAILY_14)
    decide(ledger, "undo", listed(ledger)[1]["id"])
    file, other = tmp_path / "decisions.jsonl", tmp_path / "other.db"
    run("export", ledger, "--as", "decisions-jsonl", "-o", file)
    with stored(other) as made:
        made.store_work(held())
    taken = run("decide", other, "--from", file)
    assert taken.output == "3 decisions read, 3 of them new\n"
    assert content(other) == content(ledger)
    assert run("decide", other, "--from", file).output == "3 decisions read, 0 of them new\n"
    assert content(other) == content(ledger)
    again = run("export", other, "--as", "decisions-jsonl", "-o", "-").output
    assert again == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "line 2: Expecting value"),
        ("[]", "line 2: it is no JSON object"),
        ('{"kind": "bless"}', "line 2: kind must be one of"),
    ],
)
def test_of_a_file_with_a_wrong_line_nothing_is_taken(
    ledger: Path, tmp_path: Path, line: str, words: str
) -> None:
    decide(ledger, "reject", POST_12)
    file = tmp_path / "decisions.jsonl"
    good = run("export", ledger, "--as", "decisions-jsonl", "-o", "-").output
    file.write_text(f"{good}{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=words) as told:
        run("decide", ledger, "--from", file)
    assert "nothing was taken" in str(told.value)
    with pytest.raises(InputError, match="No such file"):
        run("decide", ledger, "--from", tmp_path / "none")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (("correct", POST_12, "lower"), "'lower' is no change; write FIELD=VALUE"),
        (("correct", POST_12, "lower=many"), "lower=many: write a whole number, or nothing"),
        (("correct", POST_12, "mood=bad"), "no field 'mood'"),
        (("correct", POST_12, "actor=@5:9999"), "post has no such characters"),
        (("correct", POST_12, "places=Sarim#1"), "the gazetteer has no place of that number"),
        (("correct", POST_12, "lower=40"), "lower 40 lies above upper 12; correct both"),
        (("correct", "post", "lower=4"), "post: no claim of that id"),
        (("add", "post", "killed", "zeppelin"), "post does not have the word “zeppelin”"),
        (("add", POST_12, "killed", "lost"), "no document of that id"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    ledger: Path, what: tuple[str, ...], words: str
) -> None:
    with pytest.raises(DecisionError, match=words):
        decide(ledger, *what)
    assert listed(ledger) == []


def test_an_unknown_id_is_told(ledger: Path) -> None:
    with pytest.raises(CounterclaimError, match="zzz: no entry, claim"):
        decide(ledger, "reject", "zzz")


@pytest.mark.parametrize("arguments", [(), ("--from", "x", "accept", POST_12, *BY)])
def test_one_thing_is_decided_at_a_time(ledger: Path, arguments: tuple[str, ...]) -> None:
    result = run("decide", ledger, *arguments)
    assert result.exit_code == 2
    assert "name one thing to decide, or a file with --from" in result.output


def test_reasons_cannot_command_a_terminal(ledger: Path) -> None:
    decide(ledger, "note", POST_12, by=("--user", "A\x1b[2J", "--reason", "x\x1b]0;\x07y"))
    for output in (run("decisions", ledger).output, run("show", ledger, POST_12).output):
        assert "\x1b" not in output and "\x07" not in output
