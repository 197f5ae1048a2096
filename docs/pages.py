"""Which files of the repository are pages of the site, each under its path in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
PATTERNS = (
    "README.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE",
    "NOTICE",
    "docs/**/*.md",
    "docs/*.png",
    "examples/README.md",
    "examples/first_look.ipynb",
    "benchmarks/*/*.md",
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The theme's own files, and the pages."""
    themes = [file for file in files if file.src_uri.startswith("assets/")]
    return Files([*themes, *(_page(path, config) for path in _paths())])


def _paths() -> Iterator[Path]:
    for pattern in PATTERNS:
        yield from sorted(ROOT.glob(pattern))


def _page(path: Path, config: MkDocsConfig) -> File:
    return File.generated(config, path.relative_to(ROOT).as_posix(), abs_src_path=str(path))
