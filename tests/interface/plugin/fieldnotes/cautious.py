"""A policy: the lowest number, once three voices give one."""

from __future__ import annotations

from counterclaim.estimates import Estimate

CAUTIOUS = Estimate(name="cautious", best="lowest", minimum=3, note="Three voices at least.")
