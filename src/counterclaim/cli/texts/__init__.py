"""One record with everything behind it, as plain text."""

from counterclaim.cli.texts.finding import find, only
from counterclaim.cli.texts.marking import printable

__all__ = ["find", "only", "printable"]
