"""What all pages have in common: their templates, their style, and that they load nothing."""

from __future__ import annotations

import base64
from hashlib import sha256
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim.publishing import wording
from counterclaim.publishing.anchors import within_page
from counterclaim.publishing.plain import plain
from counterclaim.publishing.slimming import slim


def environment(*packages: str) -> Environment:
    """Templates that escape whatever they are given: ours, and those of further packages."""
    homes = ("counterclaim.publishing", *packages)
    made = Environment(
        loader=ChoiceLoader([PackageLoader(home) for home in homes]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
        auto_reload=False,  # else every use of a template asks the disk whether it was changed
    )
    made.globals["href"] = within_page
    made.filters["number"] = wording.number
    made.filters["counted"] = wording.counted
    made.filters["slim"] = slim
    return made


def asset(name: str) -> str:
    """A style or script that comes along."""
    return (files("counterclaim.publishing") / "static" / name).read_text(encoding="utf-8")


def security_policy(style: str, script: str = "", *, beside: bool = False) -> str:
    """Nothing may be loaded; of style and script only the page's own, known by their hashes.
    ``beside``: the script may read files that lie with the page on one server."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    files = "connect-src 'self'; " if beside else ""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; {scripts}{files}"
        "base-uri 'none'; form-action 'none'"
    )


def _fit(value: object) -> object:
    """Text on its way into the page loses its controls; markup of our own passes."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()
