"""Facts of long ago that new claims join: what is stored of their older claims still holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counterclaim.model import Fact


def grown(now: Fact, was: Fact, fresh: frozenset[str], more: Callable[[str], int]) -> Fact | None:
    """The fact ``now``, if all that happened to ``was`` is that ``fresh`` claims joined it; else
    None: then the days around its older claims have to be read as well.

    New claims far from the older ones in time are not compared with what lies around these, so
    that they can only make the fact less like it: what did not join it does not join it now, and
    of what it nearly was one with the order stays. ``more`` counts, for each claim, the neighbours
    that it is not compared with, above those that it was not compared with before.
    """
    if {*now.claims} - fresh != {*was.claims}:
        return None
    older = [join for join in now.joins if fresh.isdisjoint((join.a, join.b))]
    held = {join.b for join in older}
    if older != [join for join in was.joins if join.b in held]:
        return None
    return replace(now, left_out=was.left_out + sum(map(more, now.claims)))
