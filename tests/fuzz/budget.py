"""How long fuzzing goes on: ``COUNTERCLAIM_FUZZ`` texts for each grammar and reader."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

_GIVEN: Final = os.environ.get("COUNTERCLAIM_FUZZ", "")
#: A longer run draws anew each time; CI's own tries the same texts, so that it fails for changes.
_TRIES: Final = int(_GIVEN or 60)
CORPUS: Final = Path(__file__).parent / "corpus"
LINES: Final = tuple(
    (CORPUS / "grammars.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
)


def fuzzed(share: float = 1.0) -> Callable[[Any], Any]:
    """Settings of a fuzzing test; ``share`` of the budget where one try is dear."""
    return settings(
        max_examples=max(10, int(_TRIES * share)),
        derandomize=not _GIVEN,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@st.composite
def mutated(draw: st.DrawFn, lines: tuple[str, ...] = LINES) -> str:
    """A line of the corpus, or two, with characters taken out, put in, doubled or exchanged."""
    text = draw(st.sampled_from(lines))
    if draw(st.booleans()):
        other = draw(st.sampled_from(lines))
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(["", " ", "\n", "=", ", "])) + other
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        new = draw(st.one_of(st.text(max_size=4), st.sampled_from(["", text[start:end] * 3])))
        text = text[:start] + new + text[end:]
    return text


texts = st.one_of(mutated(), st.text(max_size=80))
