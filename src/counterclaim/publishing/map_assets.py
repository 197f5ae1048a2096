"""Leaflet and our own script and style for the map, to be written into a page."""

from __future__ import annotations

import re

from counterclaim.publishing.pages import asset

# Pictures of controls and pins that the map does not have, and a rule for Internet Explorer 8.
_PICTURE = re.compile(r"(?<![\w-])[\w-]+\s*:\s*url\([^)]*\)[^;}]*;?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Names a file beside the script that a debugger would ask for.
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def map_style() -> str:
    """Leaflet's rules without comments and without those that load a picture, then ours."""
    rules = _COMMENT.sub("", asset("vendor/leaflet/leaflet.css"))
    return _PICTURE.sub("", rules) + asset("map.css")


def map_script() -> str:
    """Leaflet with its notice of copyright, then ours."""
    leaflet = _SOURCE_MAP.sub("", asset("vendor/leaflet/leaflet.js"))
    licence = asset("vendor/leaflet/LICENSE").strip()
    return f"\n/*\n{licence}\n*/\n{leaflet}\n{asset('map.js')}"
