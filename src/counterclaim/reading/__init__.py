"""Reading: files to documents, each text frozen as it stands, with what its own lines tell.

``read`` takes paths and yields documents and problems; ``with_years`` and ``with_names`` then
settle what only the whole collection can tell: years, and the names of local media.
"""

from counterclaim.reading.collection import with_names
from counterclaim.reading.reader import read
from counterclaim.reading.years import with_years

__all__ = ["read", "with_names", "with_years"]
