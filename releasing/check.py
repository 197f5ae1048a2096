"""Installs the built wheel in clean environments, and runs it there on the examples.

``python releasing/check.py DIST``: once with the lowest versions that pyproject.toml allows and
once with the highest, for each Python of PYTHONS. Needs uv beside the Python that runs it. Ends
with 1 at the first command that fails, and shows what it said.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from build import EXTRAS, ROOT, TOOLS

PYTHONS = ("3.11", "3.13")
EXPORTS = ("csv", "xlsx", "parquet", "geojson", "claims-jsonl", "sqlite", "prov-jsonld")
KINDS = ("pdfs", "feeds", "pages", "webarchives", "parquets")  # each needs an extra
TESTS = [ROOT / "tests" / "reading" / f"test_{kind}.py" for kind in KINDS]
SMOKE = ROOT / "releasing" / "smoke.py"


def main(dist: Path) -> int:
    """Check the one wheel of ``dist`` in every environment."""
    [wheel] = dist.resolve().glob("*.whl")
    for python in PYTHONS:
        for resolution in ("lowest-direct", "highest"):
            with tempfile.TemporaryDirectory() as folder:
                installed = environment(Path(folder), wheel, python, resolution)
                if said := tried(installed, Path(folder)):
                    print(f"Python {python}, {resolution}: {said}")
                    return 1
            print(f"Python {python}, {resolution}: built, shown, exported", flush=True)
    return 0


def environment(folder: Path, wheel: Path, python: str, resolution: str) -> Path:
    """The programs of a new environment with the wheel and what it needs, without compilers."""
    uv, place, needs = TOOLS / "uv", folder / "environment", folder / "needs.txt"
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    run(uv, "venv", "--quiet", "--python", python, place)
    interpreter = place / "bin" / "python"
    only = ("--only-binary", ":all:", "--python", interpreter, "--quiet")
    lowest = ("--resolution", resolution, "--output-file", needs)
    run(uv, "pip", "compile", ROOT / "pyproject.toml", *extras, *only, *lowest)
    run(uv, "pip", "install", *only, "-r", needs)
    run(uv, "pip", "install", *only, "pytest>=8.3,<10", "hypothesis>=6.100,<7")
    run(uv, "pip", "install", *only, "--no-deps", wheel)
    return place / "bin"


def tried(programs: Path, folder: Path) -> str:
    """What the first failing command said; nothing where all went well."""
    program, ledger = programs / "counterclaim", folder / "examples.db"
    commands: list[list[str | Path]] = [
        [program, "build", ROOT / "examples" / "reports", "-o", ledger],
        [program, "show", ledger],
        [program, "report", ledger, "-o", folder / "examples.html"],
        *([program, "export", ledger, "--as", f, "-o", folder / f] for f in EXPORTS),
        [programs / "python", SMOKE],
        [programs / "python", "-m", "pytest", "-p", "no:cacheprovider", "-W", "ignore", *TESTS],
    ]
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            return f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return ""


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
