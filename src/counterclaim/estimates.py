"""Policies, by name: which voices count, and which of their numbers is called the best.

No policy hides a number: the range of all voices stands beside every best value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, cast

BestRule = Literal["shared", "lowest", "highest", "median", "most_supported", "latest", "none"]

BEST_RULES: Final[Mapping[BestRule, str]] = MappingProxyType(
    {
        "shared": "the number that lies in every voice's last range",
        "lowest": "the lowest number",
        "highest": "the highest number",
        "median": "the middle number, of two the lower",
        "most_supported": "the number that most voices allow, of several the lowest",
        "latest": "the number of the voice that spoke last, where one did",
        "none": "no number",
    }
)
"""The ways to choose a best value from the last ranges of the voices that count."""

# The prefix of a policy's choices in a ledger's policy record; its name stands under this alone.
RECORD: Final = "policy"


@dataclass(frozen=True, slots=True)
class Estimate:
    """How one number is chosen from what voices last said.

    ``kinds`` are the kinds of voices that count (empty: all); ``doubted`` whether claims count
    that the text itself marks as doubtful; with fewer voices than ``minimum`` there is no best
    value and the entry is provisional. ``words`` are numbers for words without one ("dozens").
    """

    name: str
    best: BestRule
    kinds: tuple[str, ...] = ()
    doubted: bool = True
    minimum: int = 1
    words: tuple[tuple[str, int], ...] = ()
    note: str = ""

    @property
    def summary(self) -> str:
        """In a few words: "ucdp: best is the number that most voices allow, of several …"."""
        return f"{self.name}: best is {BEST_RULES[self.best]}"

    def described(self) -> dict[str, str]:
        """The name and each choice, as a ledger's policy record keeps them."""
        return {
            RECORD: self.name,
            f"{RECORD}_best": self.best,
            f"{RECORD}_kinds": "; ".join(self.kinds),
            f"{RECORD}_doubted": "count" if self.doubted else "do not count",
            f"{RECORD}_minimum": str(self.minimum),
            f"{RECORD}_words": "; ".join(f"{word} = {number}" for word, number in self.words),
            f"{RECORD}_note": self.note,
        }


LATEST_PER_VOICE: Final = Estimate(
    name="latest-per-voice",
    best="shared",
    note="What a voice last said stands for it; where no number lies in all, there is no best.",
)

UCDP: Final = Estimate(
    name="ucdp",
    best="most_supported",
    doubted=False,
    note="Low, best and high among reliable estimates; of equals the lower. Reliable is here what "
    "a source or an outlet asserts and the text does not mark as doubtful; outlets are not judged.",
)
"""After Croicu and Sundberg, UCDP GED Codebook (Uppsala University): a best estimate from the most
reliable information, with a low and a high one beside it, and the lower where equals differ."""

IBC: Final = Estimate(
    name="ibc",
    best="none",
    minimum=2,
    note="Minimum to maximum over independent sources; provisional below two of them.",
)
"""After Iraq Body Count, Methods (iraqbodycount.org/about/methods): minimum and maximum deaths,
"provisional" unless two independent sources stand behind them."""

ACLED: Final = Estimate(
    name="acled",
    best="lowest",
    words=(("several", 3), ("tens", 10), ("dozens", 12), ("hundreds", 100)),
    note="The most conservative number; where numbers differ, the dispute is noted.",
)
"""After ACLED's Codebook and its FAQ on fatalities (acleddata.com): the most conservative estimate,
10 for "tens", 12 for "dozens", 100 for "hundreds", 3 for a small number that is not told, and a
note where reports dispute it."""

ESTIMATES: Final[Mapping[str, Estimate]] = MappingProxyType(
    {estimate.name: estimate for estimate in (LATEST_PER_VOICE, UCDP, IBC, ACLED)}
)


def recorded(record: Mapping[str, str]) -> Estimate | None:
    """The policy that a ledger's policy record holds (see ``described``); None without one."""
    name = record.get(RECORD)
    if name is None or name in ESTIMATES:
        return ESTIMATES[name] if name else None
    told = {key.removeprefix(f"{RECORD}_"): value for key, value in record.items()}
    words = (word.rsplit(" = ", 1) for word in _split(told["words"]))
    return Estimate(
        name=name,
        best=cast(BestRule, told["best"]),
        kinds=tuple(_split(told["kinds"])),
        doubted=told["doubted"] == "count",
        minimum=int(told["minimum"]),
        words=tuple((word, int(number)) for word, number in words),
        note=told["note"],
    )


def _split(listed: str) -> list[str]:
    return listed.split("; ") if listed else []
