"""Leaflet, what draws a basemap, and our own script and style, to be written into a page."""

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


def map_script(*, basemap: bool = False) -> str:
    """Leaflet with its notice of copyright, then ours; before it, where there is a ``basemap``,
    what reads and draws that."""
    ground = ""
    if basemap:
        read = _vendored("protomaps", "protomaps-leaflet.js", "pmtiles.js")
        ground = f"{read}\n{asset('basemap.js')}"
    return f"{_vendored('leaflet', 'leaflet.js')}\n{ground}{asset('map.js')}"


def _vendored(folder: str, *names: str) -> str:
    scripts = (_SOURCE_MAP.sub("", asset(f"vendor/{folder}/{name}")) for name in names)
    licence = asset(f"vendor/{folder}/LICENSE").strip()
    return "\n/*\n{}\n*/\n{}".format(licence, "\n".join(scripts))
