"""Fetching: pages, feeds and sitemaps from the web, only on request, with manners, into a folder.

``Fetcher`` fetches one address: from public machines only, as robots.txt allows, with pauses and
tries. ``gather`` does a run: given addresses and what their feeds and sitemaps name. ``Archive``
keeps what was read as WARC. Needs the extra ``fetch``.
"""

from counterclaim.fetching.addresses import Allowed
from counterclaim.fetching.answers import Answer
from counterclaim.fetching.archive import Archive
from counterclaim.fetching.failures import FailedError, FetchError, LaterError, RefusedError
from counterclaim.fetching.fetcher import Fetcher
from counterclaim.fetching.gathering import Run, gather
from counterclaim.fetching.limits import Limits

__all__ = [
    "Allowed",
    "Answer",
    "Archive",
    "FailedError",
    "FetchError",
    "Fetcher",
    "LaterError",
    "Limits",
    "RefusedError",
    "Run",
    "gather",
]
