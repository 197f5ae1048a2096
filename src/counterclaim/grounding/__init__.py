"""Grounding: what the words of a claim mean, as places, days and entities, with the reasons."""

from counterclaim.grounding.grounder import Grounder

__all__ = ["Grounder"]
