"""Builds the release twice from the commit at hand, and keeps it only where both are equal.

Into the folder named go wheel, sdist, ``requirements.txt`` (every package with its hashes) and
``sbom.cdx.json`` (CycloneDX). Needs git, and uv, twine, cyclonedx-bom and pip-audit beside the
Python that runs it. Ends with 1 where the builds differ, a check fails or a package is known to be
vulnerable; where the database of advisories cannot be reached, it says so and goes on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sys.executable).parent
PYTHON = "3.11"
EXTRAS = ("inputs", "fetch", "watch", "web", "tables", "pandas", "polars", "postgresql")


def main(target: Path) -> int:
    """Build into ``target``, which is emptied first."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        first = built(Path(folder) / "first", seed="1")
        second = built(Path(folder) / "elsewhere" / "second", seed="2")
        if differing := different(first, second):
            print(f"not reproducible: {', '.join(differing)} differ between two builds")
            return 1
        for file in files(first):
            print(f"{sha256(file.read_bytes()).hexdigest()}  {file.name}")
            shutil.copy(file, target)
    tool("twine", "check", "--strict", *map(str, files(target)))
    requirements = target / "requirements.txt"
    requirements.write_text(locked(), encoding="utf-8")
    sbom = ("-o", str(target / "sbom.cdx.json"), "--output-reproducible")
    tool("cyclonedx-py", "requirements", str(requirements), *sbom)
    return audited(requirements)


def built(folder: Path, seed: str) -> Path:
    """Wheel and sdist of the commit, made in ``folder`` with this seed of Python's hashes."""
    archive = subprocess.run(
        ["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as held:
        held.extractall(folder / "source", filter="data")
    committed = ["git", "log", "-1", "--format=%ct"]
    time = subprocess.run(committed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    settled = {"SOURCE_DATE_EPOCH": time.strip(), "PYTHONHASHSEED": seed}
    source = str(folder / "source")
    command = ("build", "--quiet", "--python", PYTHON, "--out-dir", str(folder / "dist"), source)
    tool("uv", *command, settled=settled)
    return folder / "dist"


def files(folder: Path) -> list[Path]:
    return sorted((*folder.glob("*.whl"), *folder.glob("*.tar.gz")))


def different(first: Path, second: Path) -> list[str]:
    """The names of the files that are not bit for bit the same in both folders."""
    one, other = ({file.name: file.read_bytes() for file in files(f)} for f in (first, second))
    return sorted(name for name in one | other if one.get(name) != other.get(name))


def locked() -> str:
    """Every package that the extras need, at its newest allowed version, with hashes."""
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    command = ["pip", "compile", "pyproject.toml", *extras, "--universal", "--generate-hashes"]
    settings = ["--python-version", PYTHON, "--no-annotate", "--no-header", "--no-emit-index-url"]
    return subprocess.run(
        [TOOLS / "uv", *command, *settings, "--quiet"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def audited(requirements: Path) -> int:
    """1 where a package is known to be vulnerable."""
    command = [TOOLS / "pip-audit", "--disable-pip", "--require-hashes", "-r", str(requirements)]
    result = subprocess.run(command, capture_output=True, text=True)
    found = result.returncode != 0 and "vulnerabilit" in result.stderr
    unknown = result.stdout.count("could not be audited")
    if found:
        print(result.stdout)
    elif unknown or result.returncode:
        count = unknown or "all"
        print(f"not audited: {count} packages; the database of advisories cannot be reached")
    return int(found)


def tool(name: str, *given: str, settled: dict[str, str] | None = None) -> None:
    subprocess.run([TOOLS / name, *given], check=True, env={**os.environ, **(settled or {})})


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
