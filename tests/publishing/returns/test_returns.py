"""Tasks for annotation tools come back as they were, and corrections in them as decisions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from counterclaim.model import Change, Decision, Problem, Span, Words
from counterclaim.model.decision import claim_of
from counterclaim.publishing import EXPORTS
from counterclaim.publishing.exports.label_studio import config
from counterclaim.publishing.exports.marked import marked
from counterclaim.publishing.returns import TASKS, decisions
from counterclaim.publishing.returns.places import words_at
from tests.publishing.incident import ODD, TEXTS, claims, collection, span

NOW = "2031-05-01T08:00:00+00:00"
Task = dict[str, Any]


def label_studio() -> list[Task]:
    """The tasks as Label Studio exports them where a person took over what was predicted."""
    tasks: list[Task] = json.loads("\n".join(EXPORTS["label-studio"](collection())))
    for number, task in enumerate(tasks, 1):
        (prediction,) = task["predictions"]
        made = {"result": prediction["result"], "updated_at": NOW}
        made["completed_by"] = {"id": 7, "email": "reader@desk.example"}
        task |= {"id": number, "annotations": [made]}
    return tasks


def prodigy() -> list[Task]:
    lines = EXPORTS["prodigy"](collection())
    return [json.loads(line) | {"answer": "accept", "_timestamp": 1935648000} for line in lines]


def text_of(form: str, tasks: list[Task]) -> str:
    return json.dumps(tasks) if form == "label-studio" else "\n".join(map(json.dumps, tasks))


def back(form: str, tasks: list[Task], user: str | None = "A. Reader") -> list[Decision | Problem]:
    return list(decisions(TASKS[form](text_of(form, tasks)), collection(), user, NOW))


def one(form: str, tasks: list[Task], user: str | None = "A. Reader") -> Decision:
    (decision,) = back(form, tasks, user)
    assert isinstance(decision, Decision)
    return decision


@pytest.mark.parametrize(("form", "made"), [("label-studio", label_studio), ("prodigy", prodigy)])
def test_tasks_come_back_equal(form: str, made: Callable[[], list[Task]]) -> None:
    tasks = made()
    returned = [claim for task in TASKS[form](text_of(form, tasks)) for claim in task.claims]
    assert returned == [marked(grounded) for grounded in collection().claims]
    assert back(form, tasks) == []


def task_of(tasks: list[Task], document: str) -> Task:
    return next(t for t in tasks if t["data"]["doc"] == document)


def result_of(task: Task, id: str, name: str = "marks") -> Task:
    found: Task = next(
        r for r in task["annotations"][0]["result"]
        if r.get("id") == id and r["from_name"] == name
    )  # fmt: skip
    return found


def test_a_number_and_a_term_that_were_changed_are_a_correction() -> None:
    tasks, claim = label_studio(), claims()["daily19"].claim
    task = task_of(tasks, "r3")
    result_of(task, claim.id, "upper")["value"]["number"] = 20
    result_of(task, claim.id, "polarity")["value"]["choices"] = ["unverified"]
    decision = one("label-studio", tasks, user=None)
    assert (decision.kind, decision.targets) == ("correct", (claim.id,))
    assert decision.changes == (Change("upper", 20), Change("polarity", "unverified"))
    assert decision.user == "reader@desk.example"
    assert decision.reason == f"Label Studio task {task['id']}"


def test_words_that_were_marked_anew_are_a_correction() -> None:
    tasks, claim = label_studio(), claims()["daily19"].claim
    place = span("r3", "Rescuers")
    region = result_of(task_of(tasks, "r3"), f"{claim.id}:speaker:0")
    region["value"] |= {"start": place.start, "end": place.end, "text": "Rescuers"}
    decision = one("label-studio", tasks)
    assert decision.changes == (Change("speaker", (Words("Rescuers", place),)),)


def test_a_claim_that_was_taken_out_is_rejected() -> None:
    tasks, claim = label_studio(), claims()["daily4"].claim
    last = task_of(tasks, "r3")["annotations"][0]
    last["result"] = [r for r in last["result"] if claim.id not in str(r)]
    decision = one("label-studio", tasks)
    assert (decision.kind, decision.targets) == ("reject", (claim.id,))


def test_a_claim_that_was_marked_anew_is_added_with_its_sentence() -> None:
    tasks = label_studio()
    place, who = span("r1", "taken"), span("r1", "The wounded")
    task_of(tasks, "r1")["annotations"][0]["result"] += [
        {"id": "x1", "from_name": "marks", "to_name": "text", "type": "labels",
         "value": {"start": place.start, "end": place.end, "text": "taken", "labels": ["moved"]}},
        {"id": "x2", "from_name": "marks", "to_name": "text", "type": "labels",
         "value": {"start": who.start, "end": who.end, "text": "The wounded",
                   "labels": ["object"]}},
        {"type": "relation", "from_id": "x2", "to_id": "x1", "direction": "left", "labels": []},
    ]  # fmt: skip
    decision = one("label-studio", tasks)
    assert (decision.kind, decision.targets) == ("add", ("r1",))
    values = {change.field: change.value for change in decision.changes}
    assert values["type"] == "moved"
    assert values["object"] == (Words("The wounded", who),)
    assert values["polarity"] == "asserted"
    whole = "The wounded were taken to Sarim."
    assert values["sentence"] == (Words(whole, span("r1", whole)),)


def test_a_claim_that_was_taken_out_and_marked_again_is_the_same_claim() -> None:
    whole = claims()["wire_hit"]
    id = claim_of("r1", marked(whole).values)
    held = replace(collection(), claims=(replace(whole, claim=replace(whole.claim, id=id)),))
    held = replace(held, entries=())
    (task,) = json.loads("\n".join(EXPORTS["label-studio"](held)))
    result = json.loads(json.dumps(task["predictions"][0]["result"]).replace(id, "new"))
    task |= {"id": 1, "annotations": [{"result": result, "updated_at": NOW}]}
    found = decisions(TASKS["label-studio"](json.dumps([task])), held, "A. Reader", NOW)
    assert list(found) == []


def test_a_cancelled_annotation_decides_nothing() -> None:
    tasks = label_studio()
    for task in tasks:
        task["annotations"] = [{"result": [], "was_cancelled": True, "updated_at": NOW}]
    assert back("label-studio", tasks) == []


def prodigy_task(tasks: list[Task], name: str) -> Task:
    return next(t for t in tasks if t["meta"]["claim"] == claims()[name].claim.id)


def test_prodigys_answers_and_spans_are_decisions() -> None:
    tasks = prodigy()
    prodigy_task(tasks, "leaflet")["answer"] = "reject"
    prodigy_task(tasks, "wire12")["answer"] = "ignore"
    prodigy_task(tasks, "daily19")["upper"] = "21"
    changed = prodigy_task(tasks, "hospital23")
    changed["spans"] = [s for s in changed["spans"] if s["label"] != "speaker"]
    corrected, emptied, rejected = (d for d in back("prodigy", tasks) if isinstance(d, Decision))
    assert (rejected.kind, rejected.targets) == ("reject", (claims()["leaflet"].claim.id,))
    assert corrected.changes == (Change("upper", 21),)
    assert emptied.changes == (Change("speaker", ()),)


def test_prodigys_tokens_hold_every_character_and_every_span() -> None:
    for task in prodigy():
        text, tokens = task["text"], task["tokens"]
        assert "".join(t["text"] + " " * t["ws"] for t in tokens) == text
        assert [t["id"] for t in tokens] == list(range(len(tokens)))
        for each in task["spans"]:
            assert tokens[each["token_start"]]["start"] == each["start"]
            assert tokens[each["token_end"]]["end"] == each["end"]


def test_offsets_in_utf_16_units_find_their_words_too() -> None:
    text = "🐑🐑 killed 4"
    assert words_at(text, 3, 9, "killed") == Words("killed", Span(3, 9))
    assert words_at(text, 5, 11, "killed") == Words("killed", Span(3, 9))
    with pytest.raises(ValueError, match="the text has no 'killed' at 4 to 10"):
        words_at(text, 4, 10, "killed")


@pytest.mark.parametrize(
    ("form", "text", "told"),
    [
        ("label-studio", "{", "no JSON"),
        ("label-studio", "{}", "not a list of tasks"),
        ("label-studio", '[{"id": 3, "annotations": [{}]}]', "Label Studio task 3 was not made"),
        ("prodigy", '\n{"text": "x"}', "Prodigy task 2 was not made from an export"),
    ],
)
def test_a_file_of_another_make_is_refused_in_words(form: str, text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        list(TASKS[form](text))


def test_nobody_decides_without_a_name() -> None:
    tasks = prodigy()
    prodigy_task(tasks, "leaflet")["answer"] = "reject"
    with pytest.raises(ValueError, match="nobody is named as the one who decides"):
        back("prodigy", tasks, user=None)


def test_label_studio_itself_takes_the_tasks() -> None:
    interface = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="install label-studio-sdk to run this test"
    )
    made = interface.LabelInterface(config())
    for task in label_studio():
        assert made.validate_task({"data": task["data"]})
        for part in task["annotations"][0]["result"]:
            if part["type"] != "relation":
                assert made.validate_region(part), part
    assert ODD in TEXTS
