"""Counterclaim: who claims what about an armed conflict, traced to the words it was read from."""

from importlib import import_module

__version__ = "0.1.0"
__all__ = [
    "Explanation",
    "Ledger",
    "LedgerClaim",
    "LedgerDocument",
    "LedgerEntry",
    "LedgerRelation",
    "LedgerVoice",
    "Link",
    "Records",
    "__version__",
    "build",
    "extract",
    "ground",
    "match",
    "open",
    "read",
    "read_rows",
    "reconcile",
    "trace",
]


def __getattr__(name: str) -> object:
    """What ``counterclaim.interface`` has, loaded when it is first asked for: it is slow to import,
    and every module of the package imports this one. Its types stand in ``__init__.pyi``."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("counterclaim.interface"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
