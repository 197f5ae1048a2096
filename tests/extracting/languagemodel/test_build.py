"""counterclaim build with a language model: what is told, what is kept, what is tried again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counterclaim import cli
from counterclaim.ledger import Ledger
from tests.extracting.languagemodel.fake import Answer, FakeModel, answer, asked, extractor, said

NOTICE = (
    "counterclaim: langextract:FakeModel:fake-reader: title and text of the reports are handed to "
    f"{FakeModel.__module__}.FakeModel, of another package, which alone knows where it sends them\n"
)
KILLED = said("killed", quantity="Four", places=["Sarim"])


class Build:
    """Runs ``counterclaim build`` on a folder of three reports, with a model that answers so."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.reports, self.ledger, self._capsys = folder / "reports", folder / "a.db", capsys
        self.reports.mkdir()
        for name, place in (("a", "Sarim"), ("b", "Dovra"), ("c", "Sarim")):
            text = f"Four people were killed in {place} on Monday.\n\nThe army left {name.upper()}."
            (self.reports / f"{name}.txt").write_text(text)
        self.told = self.summary = ""

    def run(self, answers: Answer, *options: str, model: str = "fake-reader") -> int:
        extractor(answers)
        command = ["counterclaim", "build", self.reports, "-o", self.ledger]
        sys.argv = [*map(str, command), "--extractor", f"langextract:{model}", *options]
        with pytest.raises(SystemExit) as status:
            cli.main()
        self.summary, self.told = self._capsys.readouterr()
        return int(status.value.code or 0)

    def claims(self) -> list[str]:
        with Ledger.open(self.ledger) as opened:
            return [grounded.claim.document for grounded in opened.claims()]


@pytest.fixture
def build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Build:
    monkeypatch.setattr(sys, "argv", sys.argv)
    return Build(tmp_path, capsys)


def test_where_the_text_goes_is_told_first_and_the_counts_last(build: Build) -> None:
    assert build.run(lambda _: answer(KILLED, said("slain"))) == 0
    assert build.told == NOTICE
    assert build.summary.startswith(
        "langextract: 2 claims accepted, 4 dropped: 4 value not in the text\n3 documents"
    )
    assert build.claims() == ["a", "c"]


def test_a_quiet_build_still_tells_where_the_text_goes(build: Build) -> None:
    assert build.run(lambda _: answer(KILLED), "--quiet") == 0
    assert (build.told, build.summary) == (NOTICE, "")


def failing(question: str) -> str:
    if "Dovra" in question:
        raise TimeoutError
    return answer(KILLED)


def test_a_document_that_failed_is_told_and_tried_again(build: Build) -> None:
    assert build.run(failing) == 0
    assert build.told == (
        f"{NOTICE}counterclaim: {build.reports / 'b.txt'}, document b: the model gave no answer in "
        "time; build again to try it again, or name a faster model\n"
    )
    assert build.claims() == ["a", "c"]
    assert build.run(lambda _: answer(said("killed", places=["Dovra"]))) == 0
    assert ["Dovra" in asked(prompt) for prompt in FakeModel.prompts] == [True]
    assert build.told == NOTICE
    assert build.claims() == ["a", "b", "c"]


def test_strict_makes_a_document_that_failed_an_error(build: Build) -> None:
    assert build.run(failing, "--strict") == 3
    assert build.claims() == ["a", "c"]


def test_a_build_that_stops_keeps_what_was_read(build: Build) -> None:
    def stopped(question: str) -> str:
        if "left C" in question:
            raise KeyboardInterrupt
        return answer(said("killed"))

    assert build.run(stopped) == 130
    assert build.claims() == ["a", "b"]
    assert build.run(lambda _: answer(said("killed"))) == 0
    assert len(FakeModel.prompts) == 1
    assert build.claims() == ["a", "b", "c"]


def test_another_model_reads_all_documents_again(build: Build) -> None:
    build.run(lambda _: answer(KILLED))
    build.run(lambda _: answer(KILLED))
    assert FakeModel.prompts == []
    build.run(lambda _: answer(), model="fake-other")
    assert len(FakeModel.prompts) == 3
    assert build.claims() == []


def test_what_fails_keeps_what_another_extractor_had_read(build: Build) -> None:
    build.run(lambda _: answer(said("killed")))
    build.run(failing, model="fake-other")
    assert build.claims() == ["a", "b", "c"]
    with Ledger.open(build.ledger) as opened:
        readers = {g.claim.document: g.claim.trigger.reader for g in opened.claims()}
    assert readers["b"] == "langextract:FakeModel:fake-reader"
    assert readers["a"] == "langextract:FakeModel:fake-other"


def test_an_extractor_that_is_not_known_ends_with_6_before_anything_is_made(build: Build) -> None:
    assert build.run(lambda _: answer(), model="parrot") == 6
    assert "no provider is known for this model" in build.told
    assert not build.ledger.exists()
