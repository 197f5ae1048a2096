"""Counterclaim: who claims what about an armed conflict, traced to the words it was read from."""

__version__ = "0.1.0"
