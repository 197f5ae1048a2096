"""With what an attack was made, as the words of a claim tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

Means = frozenset[str]

_WORDS: Final[Mapping[str, str]] = {
    "chemical": r"chemicals?|gas|gassed|sarin|chlorine|toxic|poison\w*|nerve agents?|mustard",
    "suicide": r"suicide|blew (?:him|her|them)sel\w+ up|explosive belts?|explosive vests?",
    "bomb": r"bombs?|blasts?|explosions?|explosives?|exploded|detonat\w+|mines?|landmines?|ieds?",
    "air": r"air ?strikes?|airstrikes?|air ?raids?|air attacks?|aerial|warplanes?|war planes?|jets?"
    r"|aircraft|planes?|helicopters?|barrel bombs?|raids?|bombarded from the air",
    "drone": r"drones?|uavs?|unmanned|quadcopters?|loitering munitions?",
    "missile": r"missiles?|ballistic|cruise",
    "shelling": r"shell\w*|mortars?|artillery|rockets?|howitzers?|tank fire|grad",
    "ground": r"clash\w*|fighting|battles?|fought|assault\w*|storm\w*|offensive|skirmish\w*"
    r"|gun ?battles?|firefights?|infiltrat\w*",
    "shooting": r"shooting|shot|gunfire|gunm[ea]n|snipers?|sniping|opened fire|ambush\w*",
    "stabbing": r"stabb\w+|knife|knives|behead\w+",
}
_FOUND: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items()) + r")\b"
)
#: Rare enough that two claims of one month that name it hardly tell of two attacks.
RARE: Final = frozenset({"chemical"})


def means(text: str) -> Means:
    """The kinds of means that a text names: "air", "shelling", "chemical" and so on."""
    return frozenset(match.lastgroup for match in _FOUND.finditer(text.lower()) if match.lastgroup)


def means_level(a: Means, b: Means) -> str:
    """same, same and rare, different, or unknown where either names none."""
    if not a or not b:
        return "unknown"
    if a & b & RARE:
        return "same and rare"
    if (a & RARE) != (b & RARE):
        return "rare and other"
    return "same" if a & b else "different"
