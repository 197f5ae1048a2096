"""Reports and articles with their annotation, for the tests of training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.training.written import written

ROOT = Path(__file__).resolve().parents[2]
#: The reports that the shipped weights are trained on, as they were written.
OWN = ROOT / "data" / "reports"
ROLES = ("trigger", "quantity", "object", "actor", "time", "speaker")

SHELLING = """
=== t1 | valley-post | 2031-03-04
Shelling kills 19 in Umm Dafuq
- killed | kills | 19 | | people | | Umm Dafuq | on Monday | a medic |

At least 19 people, six children among them, were killed in Umm Dafuq on Monday, a medic said.
- killed | killed | At least 19 | people | people | | Umm Dafuq | on Monday | a medic |
- killed | killed | six | children | children | | Umm Dafuq | on Monday | a medic |
The army denied shelling the town.
- attacked | shelling | | the town | place | The army | Umm Dafuq | | The army | | denied
"""
SEIZED = """
=== t2 | valley-post | 2031-03-05
Rebels take Kafr Awan

Rebels seized the village of Kafr Awan, in Sarim province, state television told Radio Awan.
- seized | seized | | village | place | Rebels | Kafr Awan; Sarim | | state television | Radio Awan
"""


def report(text: str = SHELLING) -> dict[str, Any]:
    (only,) = written(text.splitlines())
    return only


def values(claim: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Everything that a claim takes from the text."""
    yield from (claim[role] for role in ROLES if claim[role])
    yield from (*claim["places"], *claim["via"])


def article() -> dict[str, Any]:
    """An article with two attributions, in the form of their JSON lines."""
    text = "“Nine died,” the mayor said, “and six fled.” It rained, according to fishermen."

    def at(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    said = {"cue": [at("said")], "source": [at("the mayor")]}
    rained = {"cue": [at("according to")], "source": [at("fishermen")]}
    return {
        "doc": "a1",
        "text": text,
        "attributions": [
            said | {"content": [at("Nine died"), at("and six fled")]},
            rained | {"content": [at("It rained")]},
        ],
    }
