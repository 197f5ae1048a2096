"""Invented outlets and agencies: how they write, what they put around every page, how their clocks
run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stories import KINDS, War, Writer

#: What an outlet calls armed groups, ahead of their names.
_LABELS = ("terrorist group", "rebel group", "so-called", "militant faction", "resistance movement")
#: How an outlet writes invented names: the first letters become the second.
_LETTERS = (("ei", "ai"), ("kh", "k"), ("ou", "u"), ("zh", "j"), ("ea", "e"), ("x", "ks"))


@dataclass(frozen=True, slots=True)
class Style:
    """How an outlet writes. ``words_to`` is the last number that it spells out in words."""

    american: bool
    words_to: int
    label: str | None
    letters: tuple[str, str] | None
    curly: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    """A house that prints reports.

    ``clock`` is by how many hours its days are ahead of, or behind, the time of the others;
    ``head`` and ``foot`` are the lines around each of its pages; ``titled`` tells whether the
    headline stands in the text of a page.
    """

    name: str
    agency: bool
    port: str
    style: Style
    clock: float
    titled: bool
    head: tuple[str, ...]
    foot: tuple[str, ...]


def agencies(writer: Writer) -> tuple[Outlet, ...]:
    """A dozen agencies, some known and some invented; they print plain pages by the right clock."""
    known = ("AFP", "Reuters", "AP", "UPI", "EFE")
    invented = [writer.named("agencyish") for _ in range(7)]
    plain = Style(False, 9, None, None, False)
    return tuple(
        Outlet(name, True, writer.name(), plain, 0.0, True, (), ()) for name in (*known, *invented)
    )


def outlets(writer: Writer, wars: Iterable[War], many: int, clock: float) -> tuple[Outlet, ...]:
    """So many outlets, a share ``clock`` of them with a clock that is wrong by up to a day."""
    worlds, names = tuple(wars), set[str]()
    made: list[Outlet] = []
    while len(made) < many:
        name = writer.named("paper")
        if name not in names:
            names.add(name)
            made.append(_outlet(writer, name, worlds, clock))
    return tuple(made)


def _outlet(writer: Writer, name: str, wars: tuple[War, ...], clock: float) -> Outlet:
    random = writer.random
    style = Style(
        american=random.random() < 0.4,
        words_to=random.choice((0, 9, 9, 9, 12)),
        label=random.choice(_LABELS) if random.random() < 0.35 else None,
        letters=random.choice(_LETTERS) if random.random() < 0.35 else None,
        curly=random.random() < 0.4,
    )
    wrong = random.random() < clock
    place = {"paper": name, "port": writer.name(), "country": random.choice(wars).facts["country"]}
    foot = []
    if random.random() < 0.5:
        foot.append(writer.phrase("follow", place))
    if random.random() < 0.4:
        foot.extend((writer.phrase("more", place), *_headlines(writer, wars)))
    if random.random() < 0.35:
        foot.append(writer.phrase("about", place))
    return Outlet(
        name,
        False,
        place["port"],
        style,
        random.uniform(-24, 24) if wrong else 0.0,
        random.random() < 0.6,
        (writer.phrase("menu", place),) if random.random() < 0.2 else (),
        tuple(foot),
    )


def _headlines(writer: Writer, wars: tuple[War, ...]) -> list[str]:
    """Headlines of other reports, which the outlet lists on every page."""
    random = writer.random
    events = [writer.event(random.choice(wars), 0) for _ in range(random.randint(2, 4))]
    return [writer.phrase(f"title_{random.choice(KINDS)}", event.facts) for event in events]
