"""A step of a control timeline in neutral words: what is said, of which day, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.model import ControlStep, ControlTimeline
from counterclaim.publishing.wording import calendar, counted, days
from counterclaim.reconciling.control import SAID

_WIDE = frozenset({"district", "province", "country"})  # a town may have the same name
_DENIES: Final[Mapping[bool, str]] = {True: "denies", False: "is denied by"}


def said(step: ControlStep) -> str:
    """ "taken by the Front", "eastern half: held by the army", "denied: left by the army"."""
    part = f"{step.part}: " if step.part else ""
    doubt = "" if step.polarity == "asserted" else f"{step.polarity}: "
    return f"{doubt}{part}{SAID[step.type]} by {step.side or 'a side that is not named'}"


def when(step: ControlStep) -> str:
    """The days of the event as claimed; for what is held without a day, that of the report."""
    told = days(step.start, step.end)
    if told:
        return told
    return f"as reported {calendar(step.reported)}" if step.type == "held" else "day not given"


def reported(step: ControlStep) -> str:
    """ "5 Dec 2024", or the days of the first and the last report."""
    known = [account.published for account in step.accounts if account.published]
    return days(min(known), max(known)) if known else calendar(None)


def voices(step: ControlStep) -> str:
    documents = len({account.document for account in step.accounts})
    return f"{counted(step.voices, 'voice')} in {counted(documents, 'report')}"


@dataclass(frozen=True, slots=True)
class Teller:
    """A voice, through whom it is heard, and the ids of the reports that have it."""

    name: str
    documents: tuple[str, ...]


def tellers(step: ControlStep) -> tuple[Teller, ...]:
    """Who says so: each voice once, with all its reports, in order of publication."""
    found: dict[str, list[str]] = {}
    for account in step.accounts:
        via = [name for name in account.via if name not in account.voice]
        name = f"{account.voice} through {' and '.join(via)}" if via else account.voice
        found.setdefault(name, []).append(account.document)
    return tuple(Teller(name, tuple(documents)) for name, documents in found.items())


def standing(step: ControlStep, number: Mapping[str, int]) -> tuple[str, ...]:
    """How it stands to the other steps: "cannot both be so with 4 and 11", "is denied by 9"."""
    kinds: dict[str, list[int]] = {}
    for other in step.against:
        kinds.setdefault(other.kind, []).append(number[other.step])
    told = [f"follows {number[step.follows]}"] if step.follows else []
    for kind, others in kinds.items():
        way = _DENIES[step.polarity == "denied"] if kind == "denies" else "cannot both be so with"
        told.append(f"{way} {_listed(sorted(others))}")
    return tuple(told)


def _listed(values: Sequence[int]) -> str:
    *first, last = map(str, values)
    return f"{', '.join(first)} and {last}" if first else last


def place_name(timeline: ControlTimeline) -> str:
    """ "Sarim", "Anvar (province)", "Castle Road, in or near Sarim"."""
    place = timeline.place
    kind = f" ({place.precision})" if place.precision in _WIDE else ""
    within = f", in or near {timeline.within}" if timeline.within else ""
    return f"{place.name}{kind}{within}"


def summary(timeline: ControlTimeline) -> str:
    """ "9 steps, 3 of them contested"."""
    contested = sum(bool(step.against) for step in timeline.steps)
    told = counted(len(timeline.steps), "step")
    return f"{told}, {contested:,} of them contested" if contested else f"{told}, none contested"


def numbers(steps: Iterable[ControlStep]) -> Mapping[str, int]:
    """The number of each step in its table, from 1."""
    return {step.id: at for at, step in enumerate(steps, 1)}
