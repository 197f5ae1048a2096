"""Grows a collection whose truth and whose copying are known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

CHOICES = ("weakest", "any", "best")  # whom copiers take from

_SOURCES = 10  # that report for themselves
_ACCURACY = (0.3, 0.7)  # drawn evenly between
_WRONG = 4  # wrong numbers beside each right one, each as likely
_TAKES = 0.9  # of its reports a copier takes over; the rest it writes itself


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    accuracy: float
    copies: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one source says of one event; ``taken`` names whose text it is, if not its own."""

    event: int
    source: str
    number: int
    text: str
    taken: str | None


@dataclass(frozen=True, slots=True)
class Grown:
    reports: tuple[Report, ...]
    truth: tuple[int, ...]  # the number of each event


def grown(events: int, copiers: int, choice: str, seed: int) -> Grown:
    """Reports of ``events`` events: of ten sources that write for themselves, and of copiers of
    the one that is chosen. Whoever copies, the ten write the same."""
    draw = random.Random(f"{seed} sources")
    words = [_word(draw) for _ in range(6000)]
    own = [Source(f"Paper {at}", draw.uniform(*_ACCURACY)) for at in range(_SOURCES)]
    takers = _copiers(own, copiers, choice, draw)
    reports: list[Report] = []
    truth = []
    for event in range(events):
        world = random.Random(f"{seed} {event}")
        number = world.randint(20, 900)
        wrong = world.sample([n for n in range(10, 1000) if n != number], _WRONG)
        told = [_own(event, source, number, wrong, words, world) for source in own]
        by_source = {report.source: report for report in told}
        for taker in takers:
            if world.random() < _TAKES:
                told.append(_taken(by_source[taker.copies or ""], taker, words, world))
            else:
                told.append(_own(event, taker, number, wrong, words, world))
        reports += told
        truth.append(number)
    return Grown(tuple(reports), tuple(truth))


def _copiers(own: Sequence[Source], count: int, choice: str, draw: random.Random) -> list[Source]:
    ranked = sorted(own, key=lambda source: source.accuracy)
    found = []
    for at in range(count):
        of = {"weakest": ranked[0], "best": ranked[-1], "any": draw.choice(own)}[choice]
        found.append(Source(f"Copier {at}", draw.uniform(*_ACCURACY), of.name))
    return found


def _own(
    event: int,
    source: Source,
    number: int,
    wrong: Sequence[int],
    words: Sequence[str],
    draw: random.Random,
) -> Report:
    says = number if draw.random() < source.accuracy else draw.choice(wrong)
    return Report(event, source.name, says, _text(says, words, draw), None)


def _taken(first: Report, taker: Source, words: Sequence[str], draw: random.Random) -> Report:
    """The text of another, under a headline of the copier's own."""
    text = _sentence(words, draw) + first.text.split("\n", 1)[1]
    return Report(first.event, taker.name, first.number, text, first.source)


def _text(number: int, words: Sequence[str], draw: random.Random) -> str:
    """A headline and a body; the number stands amid the body, in a sentence of its own words."""
    before, after = (
        "".join(_sentence(words, draw) for _ in range(draw.randint(2, 4))) for _ in range(2)
    )
    where = " ".join(draw.sample(words, 8))
    count = f"The shelling killed {number} people {where}.\n"
    return _sentence(words, draw) + before + count + after


def _sentence(words: Sequence[str], draw: random.Random) -> str:
    return " ".join(draw.choices(words, k=draw.randint(9, 18))).capitalize() + ".\n"


def _word(draw: random.Random) -> str:
    return "".join(
        draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(draw.randint(1, 4))
    )
