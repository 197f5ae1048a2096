"""Text of a document made fit to be shown: nothing hidden, nothing that acts on the page."""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

# Controls do nothing good in a page, and bidirectional overrides can make a sentence read
# otherwise than it is written. Joiners and direction marks stay: scripts and emoji need them.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_RETURN = re.compile("\r\n?")


def plain(text: str) -> str:
    """The text without controls that a page cannot hold: each becomes a visible sign.

    Control characters become their Unicode pictures ("␀"), others ``[U+202E]``; line ends
    become ``\\n``.
    """
    if text.isprintable():
        return text
    return _CONTROL.sub(lambda found: _sign(found.group()), _RETURN.sub("\n", text))


def shown(text: str) -> Markup:
    """The text escaped to stand between tags, each control as a sign marked as no letter."""
    if text.isprintable():
        return Markup(escape(text, quote=False))  # quotes are harmless between tags
    escaped = escape(_RETURN.sub("\n", text), quote=False)
    return Markup(_CONTROL.sub(lambda found: _tagged(found.group()), escaped))


def _sign(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"


def _tagged(character: str) -> str:
    name = f"character U+{ord(character):04X}"
    return f'<span class="ctl" title="{name}">{_sign(character)}</span>'
