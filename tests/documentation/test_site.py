"""The site is built without a broken link, and loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from counterclaim import __all__ as public
from counterclaim.cli import COMMANDS
from tests.conftest import ROOT

LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
_LINKED_ONLY = frozenset({"canonical", "next", "prev", "edit"})  # relations that load nothing


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("material", reason="needs mkdocs: pip install 'counterclaim[docs]'")
    pytest.importorskip("mkdocstrings", reason="needs mkdocs: pip install 'counterclaim[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(folder)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_is_built_with_links_checked_and_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        loaded = _Loaded()
        loaded.feed(page.read_text("utf-8"))
        assert loaded.forbidding or page.name == "404.html", page
        assert [address for address in loaded.addresses if re.match(r"(https?:)?//", address)] == []
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", style.read_text("utf-8")), style


def test_the_reference_names_all_that_is_public_and_every_command(site: Path) -> None:
    python = (site / "docs" / "python-reference" / "index.html").read_text("utf-8")
    assert {name for name in public if f".{name}" not in python} <= {"__version__"}
    options = (site / "docs" / "options" / "index.html").read_text("utf-8")
    assert {name for name in COMMANDS if f'id="counterclaim-{name}"' not in options} == set()


class _Loaded(HTMLParser):
    """The addresses that a page loads something from, and whether it forbids other machines'."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.forbidding = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.forbidding = (given["content"] or "").startswith("default-src 'self'")
        if tag in LOADING and given.get("rel") not in _LINKED_ONLY:
            self.addresses.append(given.get(LOADING[tag]) or "")
