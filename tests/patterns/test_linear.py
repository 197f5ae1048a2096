"""No regular expression of the package takes more than linear time, whatever it is given.

Each is run, as the package runs it, on texts that are made from the pattern itself to mislead it.
What counts is how processor time grows with the text, and that only where it is taken at all.
"""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

from tests.patterns.adversary import texts
from tests.patterns.collected import held, made, uses

#: Characters of a text. A quadratic pattern takes eight million steps, some tenth of a second.
_LENGTH: Final = 4000
_AT_ONCE: Final = 0.03
#: Four times the text takes four times the time if that is linear, sixteen times if quadratic.
_GROWTH: Final = 9.0
_ANCHORED: Final = frozenset(("match", "fullmatch"))
#: Patterns that functions put together, as they come out; each part that is a report's own is
#: escaped or bounded.
_TOGETHER: Final = {
    "extracting/languagemodel/standing": r"(?<!\w)two\s+shells\s+fell(?!\w)",
    "extracting/namings": (
        r"(?:[A-Z][\w’'-]{1,40} ){0,4}(?:Ministry)\b(?: (?:for|of|on)(?: [A-Z][\w’'-]{1,40})+)?"
    ),
    "extracting/typed_changes": r"(?<!\w)two\s+shells(?!\w)",
    "grounding/names": r"(?i:\bSAA),?\s+[A-Z]",
    "grounding/pairs": r"\b(?:border|frontier|boundary) \Z",
    "grounding/persons": r"(?<![\w’'-])((?:[A-Z][\w’'-]+ (?:[a-z]{2}[ -])?){1,2})Noor(?![\w-])",
    "grounding/scene": r"[a-z,;] noor\b",
    "interface/notebook": r"^:root \{([^}]*)\}",
    "training/examples": r"(?<!\w)noor(?!\w)",
    "training/variation": r"(?<!\w)(?:two|three)(?!\w)",
}


class TooLongError(Exception):
    """A pattern that has been at one text for a second."""


@contextmanager
def bounded() -> Iterator[None]:
    def over(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def spent(run: Callable[[Any], object], text: Any) -> float:
    start = time.process_time()
    run(text)
    return time.process_time() - start


def misleading(pattern: re.Pattern[Any], anchored: bool, length: int = _LENGTH) -> str | None:
    """The beginning of a text over which the pattern takes more than linear time."""
    run = pattern.match if anchored else lambda text: sum(1 for _ in pattern.finditer(text))
    longer = texts(pattern, 4 * length)
    for text in texts(pattern, length):
        ahead = next(longer)
        one, four = (t if isinstance(pattern.pattern, str) else t.encode("latin-1", "replace")
                     for t in (text, ahead))  # fmt: skip
        try:
            with bounded():
                slow = spent(run, one) > _AT_ONCE
                short = min(spent(run, one) for _ in range(3)) if slow else 0.0
            with bounded():
                if short > _AT_ONCE and spent(run, four) > _GROWTH * short:
                    return text[:60]
        except TooLongError:
            return text[:60]
    return None


def test_every_pattern_that_a_module_holds_is_linear() -> None:
    done = uses()
    slow = []
    for pattern, places in held().items():
        ways = set().union(*(done.get(place, set()) for place in places)) or {"search"}
        anchored = ways <= _ANCHORED
        text = misleading(pattern, anchored)
        if text is not None:
            slow.append(f"{places[0]}: {text!r}")
    assert not slow, "\n".join(slow)


def test_every_pattern_that_a_function_makes_is_linear() -> None:
    slow = []
    for module, code, plain in made():
        written = plain if plain is not None else _TOGETHER.get(module)
        assert written, f"{module} puts a pattern together: {code}; name an example of it here"
        text = misleading(re.compile(written), anchored=False)
        if text is not None:
            slow.append(f"{module} {code}: {text!r}")
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize(
    "trap", [r"(a+)+b", r"\s+$", r"(?:\w+,?)*;", r"x*x*y", r"(?P<w>[A-Z]\w*)s, \Z"]
)
def test_a_trap_is_seen(trap: str) -> None:
    assert misleading(re.compile(trap), anchored=False) is not None


def test_a_step_for_each_character_is_no_trap() -> None:
    assert misleading(re.compile(r"\w{1,40} \w{1,40}|[^\n]*\n"), anchored=False) is None
