"""How the testimony on a question stands, in a sentence that can be quoted."""

from __future__ import annotations

from counterclaim.model import Entry, Voice
from counterclaim.model.ranges import said

_MOST = 4  # ranges or names in one sentence
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def standing(entry: Entry) -> str:
    """For example "Disputed: two voices give ranges that do not meet (100 to 130; at least 400)."

    It tells of testimony, never of what is true. A provisional entry is said to be one.
    """
    words = _TOLD[entry.status](entry)
    if entry.provisional:
        words += " Provisional: fewer independent voices than the policy asks for."
    return words


def _single(entry: Entry) -> str:
    (voice,) = entry.voices
    where = _number(len(entry.documents), "report")
    return f"Single voice: {voice.name} alone, in {where}{_answer(voice)}."


def _corroborated(entry: Entry) -> str:
    voices = _number(len(entry.voices), "independent voice")
    return f"Corroborated: {voices}, none of which contradicts another{_ranges(entry)}."


def _revised(entry: Entry) -> str:
    steps = [relation for relation in entry.relations if relation.kind == "revises"]
    voice = next(voice for voice in entry.voices if steps[0].b in voice.claims)
    first = next(point for point in entry.series if point.claim == steps[0].b)
    was, now = said(first.lower, first.upper), said(voice.lower, voice.upper)
    others = ""
    if len(entry.voices) > 1:
        voices = _number(len(entry.voices), "voice")
        others = f"; what {voices} last said can all hold{_ranges(entry)}"
    return f"Revised: {voice.name} went from {was} to {now}{others}."


def _disputed(entry: Entry) -> str:
    kinds = {relation.kind: relation for relation in reversed(entry.relations)}
    if {"exceeds", "falls_short"} & kinds.keys():
        counted = [voice for voice in entry.voices if voice.numbered]
        all_of_them = "" if len(counted) == 2 else " all"
        voices = _number(len(counted), "voice")
        ranges = _ranges(entry, len(counted))
        return f"Disputed: {voices} give ranges that do not{all_of_them} meet{ranges}."
    grave = kinds.get("denies") or kinds.get("contests")
    return f"Disputed: {grave.reason}." if grave else "Disputed: two claims contradict each other."


def _denied(entry: Entry) -> str:
    denied = {relation.a for relation in entry.relations if relation.kind == "denies"}
    deny = [v.name for v in entry.voices if denied & {*v.claims}] or [v.name for v in entry.voices]
    others = len(entry.voices) - len(deny)
    against = (
        f"; {_number(others, 'voice')} {_says(others)}{_ranges(entry, others)}" if others else ""
    )
    return f"Denied by {_listed(deny)}{against}."


_TOLD = {
    "single_voice": _single,
    "corroborated": _corroborated,
    "revised": _revised,
    "disputed": _disputed,
    "denied": _denied,
}


def _says(number: int) -> str:
    return "says so" if number == 1 else "say so"


def _answer(voice: Voice) -> str:
    return f": {said(voice.lower, voice.upper)}" if voice.numbered else ""


def _ranges(entry: Entry, among: int | None = None) -> str:
    """The different last ranges, the lowest first; of many the lowest and the highest.

    How many voices give them is told where these are fewer than those spoken of: ``among``, or
    all."""
    counted = [voice for voice in entry.voices if voice.numbered]
    found = {(voice.lower, voice.upper) for voice in counted}
    if not found:
        return ""
    silent = len(counted) < (len(entry.voices) if among is None else among)
    given = f", given by {_word(len(counted))}" if silent else ""
    ordered = sorted(found, key=lambda r: (r[0] if r[0] is not None else -1, r[1] or 0))
    if len(ordered) > _MOST:
        return f" ({said(*ordered[0])}; …; {said(*ordered[-1])}{given})"
    return f" ({'; '.join(said(*bounds) for bounds in ordered)}{given})"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _number(number: int, thing: str) -> str:
    """ "two voices", "12 reports"."""
    return f"{_word(number)} {thing}" if number == 1 else f"{_word(number)} {thing}s"


def _word(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"
