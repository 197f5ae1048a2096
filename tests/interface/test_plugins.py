"""What installed packages add, and that one of no use spoils nothing."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import counterclaim
from counterclaim import plugins
from counterclaim.cli import main
from counterclaim.errors import ExtractorError, PluginError, PolicyError
from counterclaim.extracting import chosen
from counterclaim.model import Document
from counterclaim.publishing.exports import FORMATS, format_named, format_names
from counterclaim.reading import kinds, read
from counterclaim.reconciling import chosen as chosen_policy
from tests.conftest import ROOT
from tests.publishing.exports.stored import filled
from tests.publishing.incident import collection

EXAMPLE = Path(__file__).parent / "plugin"
SITREP = """\
outlet: Field Desk
published: 2031-03-04

Shells killed 12 people in Sarim. They killed 3 soldiers in Dovra.
====
outlet: Field Desk
published: 2031-03-05

Nothing happened.
"""
Install = Callable[[str, Mapping[str, Mapping[str, str]]], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a package with these entry points where Python looks for packages."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)

    def install(name: str, points: Mapping[str, Mapping[str, str]]) -> None:
        installed(site, name, points)
        _forget()

    yield install
    _forget()
    for name in [name for name in sys.modules if name.partition(".")[0] == "fieldnotes"]:
        del sys.modules[name]


@pytest.fixture
def example(install: Install, tmp_path: Path) -> None:
    """The worked example, installed."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    shutil.copytree(EXAMPLE / "fieldnotes", tmp_path / "site" / "fieldnotes")
    install(project["name"], project["entry-points"])


def installed(site: Path, name: str, points: Mapping[str, Mapping[str, str]]) -> None:
    """What an installer writes about a package beside its modules."""
    about = site / f"{name.replace('-', '_')}-1.0.dist-info"
    about.mkdir()
    about.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines: list[str] = []
    for group, named in points.items():
        lines += [f"[{group}]", *(f"{point} = {value}" for point, value in named.items())]
    about.joinpath("entry_points.txt").write_text("\n".join(lines) + "\n")


def _forget() -> None:
    plugins._offered.cache_clear()
    kinds.readers.cache_clear()


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr("sys.argv", ["counterclaim", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.usefixtures("example")
def test_the_example_reads_extracts_decides_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports, ledger = tmp_path / "reports", tmp_path / "a.db"
    reports.mkdir()
    (reports / "a.sitrep").write_text(SITREP)
    options = ("--extractor", "pattern:killed", "--policy", "cautious", "-q")
    assert run(monkeypatch, "build", reports, "-o", ledger, *options) == 0
    assert run(monkeypatch, "export", ledger, "--as", "outlets", "-o", "-") == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("Field Desk\t2\n", "")
    with counterclaim.open(ledger) as opened:
        assert len(opened.documents("outlet=Field Desk", "published>=2031-03-05")) == 1
        assert len(opened.documents()) == 2
        assert [claim.lower for claim in opened.claims()] == [12, 3]
        assert opened.policy["policy"] == "cautious"
        assert all(entry.record.provisional for entry in opened.entries())


@pytest.mark.usefixtures("example")
def test_a_build_keeps_the_policy_even_where_its_package_is_gone(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Shells killed 12 people in Sarim.")
    ledger = tmp_path / "a.db"
    with counterclaim.build(report, ledger, extractor="pattern", policy="cautious") as built:
        kept = built.policy
    shutil.rmtree(tmp_path / "site")
    _forget()
    with counterclaim.build(report, ledger) as built:
        assert built.policy["policy_minimum"] == kept["policy_minimum"] == "3"


@pytest.mark.usefixtures("example")
def test_a_reader_that_fails_is_told_and_the_other_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.sitrep").write_text("no head here")
    (tmp_path / "b.txt").write_text("Shells killed 12 people in Sarim.")
    found = list(read([tmp_path / "a.sitrep", tmp_path / "b.txt"]))
    (problem,) = [str(each) for each in found if not isinstance(each, Document)]
    assert "a.sitrep" in problem
    assert "ValueError" in problem
    assert "reader 'sitrep' of the package counterclaim-fieldnotes" in problem
    assert [each.id for each in found if isinstance(each, Document)] == ["b"]


BUILT_IN = {
    "counterclaim.readers": {"txt": "gone:x"},
    "counterclaim.extractors": {"learned": "gone:x", "langextract": "gone:x"},
    "counterclaim.exporters": {"csv": "gone:x"},
    "counterclaim.policies": {"ucdp": "gone:x"},
}


def test_what_is_built_in_cannot_be_replaced(
    install: Install, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    install("taker", BUILT_IN)
    assert format_named("csv") is FORMATS["csv"]
    assert set(format_names()) == {*FORMATS}
    assert chosen_policy("ucdp").best == "most_supported"
    assert type(chosen("learned")).__name__ == "LearnedExtractor"
    (tmp_path / "a.txt").write_text("Shells killed 12 people in Sarim.")
    assert [type(each) for each in read([tmp_path / "a.txt"])] == [Document]
    assert sorted(caplog.messages) == [
        f"counterclaim: {one} {name!r} of the package taker is not used: that name is built in"
        for one, name in (
            ("exporter", "csv"), ("extractor", "langextract"), ("extractor", "learned"),
            ("policy", "ucdp"), ("reader", "txt"),
        )
    ]  # fmt: skip


def test_a_name_that_two_packages_give_is_given_to_neither(
    install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    install("one", {"counterclaim.policies": {"mild": "gone:x"}})
    install("two", {"counterclaim.policies": {"mild": "gone:x", "stern": "gone:x"}})
    with pytest.raises(PolicyError, match=r"is called 'mild'; take one of .*, stern,"):
        chosen_policy("mild")
    assert caplog.messages == [
        "counterclaim: policy 'mild' is not used: one and two offer it; uninstall all but one"
    ]


BROKEN = {
    "counterclaim.readers": {"bad": "broken:read"},
    "counterclaim.extractors": {"bad": "broken:load", "odd": "fine:nothing", "sour": "fine:sour"},
    "counterclaim.exporters": {"bad": "broken:out", "odd": "fine:nothing"},
    "counterclaim.policies": {"bad": "broken:rule", "odd": "fine:nothing", "alias": "fine:rule"},
}
FINE = """
from counterclaim.estimates import UCDP as rule
def nothing(model, address):
    return None
def sour(model, address):
    raise RuntimeError("no such model")
"""


@pytest.fixture
def broken(install: Install, tmp_path: Path) -> Iterator[None]:
    (tmp_path / "site" / "broken.py").write_text("raise RuntimeError('half\\nmade')\n")
    (tmp_path / "site" / "fine.py").write_text(FINE)
    install("breaker", BROKEN)
    yield
    sys.modules.pop("fine", None)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: chosen("bad"), r"extractor 'bad' of .* \(RuntimeError: half made\)"),
        (lambda: chosen("odd"), "extractor 'odd' .*: gives no extractor"),
        (lambda: chosen("sour"), r"cannot be used \(RuntimeError: no such model\)"),
        (lambda: format_named("bad"), "exporter 'bad' of the package breaker: cannot be loaded"),
        (lambda: format_named("odd"), "exporter 'odd' .*: is no Lines, File or Folder"),
        (lambda: chosen_policy("bad"), "policy 'bad' of the package breaker: cannot be loaded"),
        (lambda: chosen_policy("odd"), "policy 'odd' .*: is no counterclaim.estimates.Estimate"),
        (lambda: chosen_policy("alias"), "policy 'alias' .*: calls itself 'ucdp'"),
    ],
)
def test_one_that_is_of_no_use_is_one_clear_line(ask: Callable[[], object], told: str) -> None:
    with pytest.raises(PluginError, match=told) as raised:
        ask()
    assert "\n" not in str(raised.value)
    assert str(raised.value).endswith("; upgrade the package, or uninstall it")


@pytest.mark.usefixtures("broken")
def test_the_rest_works_beside_one_that_cannot_be_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = filled(tmp_path / "a.db", collection())
    assert run(monkeypatch, "export", ledger, "--as", "bad", "-o", tmp_path / "out") == 7
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "out").exists()
    assert run(monkeypatch, "export", ledger, "--as", "csv", "-o", tmp_path / "out") == 0
    (tmp_path / "a.bad").write_text("x")
    (tmp_path / "b.txt").write_text("Shells killed 12 people in Sarim.")
    found = list(read([tmp_path / "a.bad", tmp_path / "b.txt"]))
    assert sorted(type(each).__name__ for each in found) == ["Document", "Problem"]


@pytest.mark.usefixtures("broken")
def test_an_unknown_name_is_told_with_those_of_plug_ins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ExtractorError, match="langextract:MODEL, bad, odd, sour"):
        chosen("nothing")
    ledger = filled(tmp_path / "a.db", collection())
    assert run(monkeypatch, "export", ledger, "--as", "nothing", "-o", "-") == 2
    assert "'odd'" in capsys.readouterr().err


def test_help_imports_no_plug_in_and_a_clash_is_one_line_on_standard_error(
    tmp_path: Path,
) -> None:
    """In a program of its own, where nobody has set up logging."""
    installed(tmp_path, "taker", {"counterclaim.exporters": {"csv": "gone:x"}})
    ledger = filled(tmp_path / "a.db", collection())
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    words = ("export", str(ledger), "--as", "entries-csv", "-o", str(tmp_path / "out.csv"))
    ended = subprocess.run(
        [sys.executable, "-m", "counterclaim.cli", *words],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == (
        "counterclaim: exporter 'csv' of the package taker is not used: that name is built in\n"
    )


def test_nothing_is_told_without_plug_ins(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert plugins.offered("exporters", ["csv"]) == {}
    assert caplog.messages == []
