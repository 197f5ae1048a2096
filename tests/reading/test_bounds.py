"""Whatever a file holds, reading it takes bounded memory and time, and the rest is read.

All traps are read by one process with hard limits of memory and processor time, under a policy
whose sizes are a fraction of the shipped ones, so that the traps can be small too.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.reading.hostile import traps

#: Bytes above what the program takes by itself, and seconds of a processor.
MEMORY, SECONDS = 768 * 2**20, 120
READ = """
import json, resource, sys
from dataclasses import replace
from pathlib import Path
import trafilatura, feedparser, pypdf, fastwarc.warc, pyarrow.parquet
from counterclaim.model import Problem
from counterclaim.policy import DEFAULT
from counterclaim.reading import read

policy = replace(
    DEFAULT, read_longest=4 * 2**20, read_markup=2**20, read_elements=30_000, read_values=200_000,
    read_row_group=64 * 2**20,
)
taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + int(sys.argv[2]),) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]),) * 2)
for path in sorted(Path(sys.argv[1]).iterdir()):
    documents, told = [], []
    for found in read([path], policy=policy):
        if isinstance(found, Problem):
            told.append(str(found))
        else:
            documents.append(found.text[:2000])
    spent = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([path.name, documents, told, spent.ru_utime, spent.ru_maxrss]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    documents: list[str]
    told: list[str]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("traps")
    for name, data in traps():
        (folder / name).write_bytes(data)
    (folder / "zz.txt").write_text("A shell fell on Qasr at last.")
    command = [sys.executable, "-c", READ, str(folder), str(MEMORY), str(SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:] + done.stderr
    assert not done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: Outcome(documents, told) for name, documents, told, *_ in lines}


def test_every_trap_is_survived_and_the_rest_is_read(outcomes: dict[str, Outcome]) -> None:
    assert {*outcomes} == {"zz.txt", *(name for name, _ in traps())}
    assert outcomes["zz.txt"].documents == ["A shell fell on Qasr at last."]


def test_each_is_told_of_in_few_lines_with_a_place_and_a_remedy(
    outcomes: dict[str, Outcome],
) -> None:
    for name, outcome in outcomes.items():
        assert outcome.documents or outcome.told, name
        assert len(outcome.told) <= 101, name
        for line in outcome.told:
            assert name in line and "; " in line and "\n" not in line and len(line) < 600
            assert "cannot be understood" not in line, line


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("lists.json", "more than 200,000 values"),
        ("lists.jsonl", "more than 200,000 values"),
        ("deep.json", "nested too deep"),
        ("deep.jsonl", "nested too deep"),
        ("line.csv", "a row of more than 4,194,304 characters"),
        ("row.csv", "a row of more than 200,000 cells"),
        ("cells.csv", "a row of more than 200,000 cells"),
        ("shared.parquet", "unpacks to more than"),
        ("nested.eml", "nested too deep for its length"),
        ("parts.eml", "more than 10,000 parts"),
        ("deep.html", "more than 30,000 elements"),
        ("deep.xml", "more than 30,000 elements"),
        ("bomb.txt.gz", "MB"),
        ("bomb.zip", "MB"),
        ("memory.txt.xz", "more memory than there is"),
        ("inner.warc", "larger than 1 MB"),
    ],
)
def test_the_line_says_what_is_too_much(outcomes: dict[str, Outcome], name: str, what: str) -> None:
    assert any(what in line for line in outcomes[name].told), outcomes[name].told[:3]


@pytest.mark.parametrize("name", ["bomb.zip", "up.tar", "forms.pdf", "pages.pdf"])
def test_what_can_be_had_is_had(outcomes: dict[str, Outcome], name: str) -> None:
    assert any("A shell fell" in text for text in outcomes[name].documents)


def test_a_feed_names_no_file_of_this_machine(outcomes: dict[str, Outcome]) -> None:
    assert not any("root:" in text for text in outcomes["outside.xml"].documents)


def test_flaws_without_end_are_told_of_together(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["flaws.jsonl"].told[-1].endswith(" more problems; mend the first ones")
