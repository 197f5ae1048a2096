"""The extractor that a user names, and that the program runs without what language models need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.errors import ExtractorError
from counterclaim.extracting import LearnedExtractor, chosen

# The command line where langextract cannot be imported, whether it is installed or not.
WITHOUT = """
import sys
sys.modules["langextract"] = None
from counterclaim.cli import main
main()
"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_shipped_model_reads_unless_another_is_named() -> None:
    assert isinstance(chosen(), LearnedExtractor)
    assert isinstance(chosen("learned"), LearnedExtractor)


@pytest.mark.parametrize("name", ["", "magic", "langextract", "langextract:", "learned:x"])
def test_an_unknown_name_is_an_error_that_says_which_there_are(name: str) -> None:
    with pytest.raises(ExtractorError, match="name learned or langextract:MODEL"):
        chosen(name)


def test_an_address_needs_a_language_model() -> None:
    with pytest.raises(ExtractorError, match="name it with --extractor langextract:MODEL"):
        chosen("learned", "http://localhost:8080")


def test_without_the_extra_a_build_runs(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("At least 12 people were killed in Sarim on Monday.")
    result = run("build", report, "-o", tmp_path / "a.db")
    assert (result.returncode, result.stderr) == (0, "")


def test_without_the_extra_a_language_model_is_refused_with_the_remedy(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("At least 12 people were killed in Sarim on Monday.")
    ledger = tmp_path / "a.db"
    result = run("build", report, "-o", ledger, "--extractor", "langextract:llama3.2")
    assert result.returncode == 6
    assert result.stderr == (
        "counterclaim: langextract:llama3.2: langextract is not installed; "
        "install what it needs with: pip install 'counterclaim[llm]'\n"
    )
    assert not ledger.exists()
