"""Watching: a ledger kept current from feeds, day and night, and others told of what changes.

``Watch`` fetches feeds whenever their turn comes, adds what is new to the ledger, and tells the
channels what changed; ``once`` does each of it once, ``forever`` goes on until it is stopped. Needs
the extra ``watch``.
"""

from counterclaim.watching.place import Place
from counterclaim.watching.receivers import Receivers
from counterclaim.watching.voice import Voice
from counterclaim.watching.watch import Watch

__all__ = ["Place", "Receivers", "Voice", "Watch"]
