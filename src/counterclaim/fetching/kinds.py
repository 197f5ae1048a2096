"""What was fetched: a page, a feed or a sitemap."""

from __future__ import annotations

from typing import Final, Literal

from counterclaim.fetching.answers import Answer, unpacked
from counterclaim.fetching.failures import RefusedError
from counterclaim.fetching.feeds import as_json
from counterclaim.fetching.sitemaps import is_sitemap
from counterclaim.reading.kinds import HEAD, kind

Fetched = Literal["page", "feed", "sitemap"]

#: Media types that ``build`` takes from a web archive.
PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


def understood(answer: Answer, longest: int) -> tuple[Fetched, bytes]:
    """What an answer is by its content, and that content, unpacked.

    Raises RefusedError for anything but pages, text, PDF, feeds and sitemaps.
    """
    data = unpacked(answer.content(longest), longest)
    if kind(data[:HEAD], "") == "feed" or as_json(data) is not None:
        return "feed", data
    if is_sitemap(data):
        return "sitemap", data
    if answer.media in PAGES:
        return "page", data
    media = answer.media or "of a kind that the server does not name"
    raise RefusedError(f"is {media[:60]}: no page, text, PDF, feed or sitemap", "skip it")
