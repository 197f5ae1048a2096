"""Reading: files to documents, each text frozen as it stands, with what its own lines tell.

``read`` takes paths and yields documents and problems; ``with_years`` and ``with_names`` then
settle what only the whole collection can tell: years, and the names of local media. ``gather`` does
all of it. ``read_rows`` takes reports that are in memory, ``read_archive`` a part of a web archive.
"""

from counterclaim.reading.collection import with_names
from counterclaim.reading.gathering import gather
from counterclaim.reading.languages import is_english
from counterclaim.reading.reader import read, read_archive, read_rows
from counterclaim.reading.years import with_years

__all__ = [
    "gather",
    "is_english",
    "read",
    "read_archive",
    "read_rows",
    "with_names",
    "with_years",
]
