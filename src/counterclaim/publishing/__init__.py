"""What a ledger holds, given out: exports for programs, a report for people."""

from __future__ import annotations

from counterclaim.publishing.basemap import Basemap
from counterclaim.publishing.copies_page import copies_page
from counterclaim.publishing.exports import EXPORTS, FORMATS
from counterclaim.publishing.folder import PAGE_NAME, report_pages
from counterclaim.publishing.report import report

__all__ = [
    "EXPORTS",
    "FORMATS",
    "PAGE_NAME",
    "Basemap",
    "copies_page",
    "report",
    "report_pages",
]
