"""Grounding: what the words of a claim mean, as places, days and entities, with the reasons."""

from counterclaim.grounding.grounder import Grounder
from counterclaim.grounding.lists import Lists
from counterclaim.grounding.mentions import place_mentions
from counterclaim.grounding.places import places_in

__all__ = ["Grounder", "Lists", "place_mentions", "places_in"]
