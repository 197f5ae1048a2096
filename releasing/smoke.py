"""Imports every module that is installed, so that the versions at hand are met everywhere."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import counterclaim

NOT_INSTALLED = ("counterclaim.engine", "counterclaim.training")  # extras cluster and train


def main() -> int:
    """Prints how many modules were imported."""
    names = [m.name for m in pkgutil.walk_packages(counterclaim.__path__, "counterclaim.")]
    wanted = [n for n in names if not n.startswith(NOT_INSTALLED) and not n.endswith("__main__")]
    for name in wanted:
        importlib.import_module(name)
    print(f"{len(wanted)} modules imported on Python {sys.version.split()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
