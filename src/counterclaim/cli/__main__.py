"""``python -m counterclaim.cli`` is the command ``counterclaim``."""

from counterclaim.cli import main

main()
