"""Which claims are worth comparing: of one type, and near each other in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from counterclaim.matching.levels import days_apart
from counterclaim.matching.profiles import Profile
from counterclaim.policy import Policy

_FAR = 4  # days between two periods from which on no other evidence outweighs the distance


def pairs(profiles: Sequence[Profile], policy: Policy) -> Iterator[tuple[int, int]]:
    """Positions (low, high) of the claims to compare.

    Two claims are compared if they are of one type, their reports appeared within
    ``match_window_days`` of each other (or the day of one is not known), and their periods, where
    both are known, lie less than four days apart.
    """
    groups: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        groups[profile.claim.claim.type].append(profile)
    for same in groups.values():
        for at, one in enumerate(same):
            for other in same[at + 1 :]:
                if _near(one, other, policy.match_window_days):
                    yield one.position, other.position


def _near(a: Profile, b: Profile, window: int) -> bool:
    if a.published and b.published and abs(a.published - b.published) > window:
        return False
    known = (a.start or a.end) and (b.start or b.end)
    return not known or days_apart(a, b) < _FAR
