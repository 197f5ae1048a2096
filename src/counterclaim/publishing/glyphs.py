"""The sign and the dash by which a voice is known, wherever it is drawn."""

from __future__ import annotations

from markupsafe import Markup

DASHES = tuple(
    Markup(f' stroke-dasharray="{dash}"') if dash else Markup("")
    for dash in ("", "7 3", "2 3", "9 3 2 3", "12 4", "4 4", "1 4", "9 3 2 3 2 3")
)
"""How the line of the first voice, of the second … is broken; the ninth is as the first again."""

_SHAPES = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "M-3.6 -3.6h7.2v7.2h-7.2z",
    "M0 -4.6L4.4 3.4H-4.4z",
    "M0 -5L5 0L0 5L-5 0z",
    "M0 4.6L4.4 -3.4H-4.4z",
    "M-4.5 -1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3z",
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M-1.6 0a1.6 1.6 0 1 1 3.2 0a1.6 1.6 0 1 1 -3.2 0",
    "M-5 -2h10v4h-10z",
)


def definitions() -> Markup:
    """The signs themselves, once in a page, for ``glyph`` and ``badge`` to refer to."""
    shapes = (f'<path id="g{number}" d="{shape}"/>' for number, shape in enumerate(_SHAPES))
    return Markup(f'<svg class="defs" aria-hidden="true"><defs>{"".join(shapes)}</defs></svg>')


def glyph(voice: int, x: float, y: float) -> Markup:
    """The voice's sign centred there, for use within a chart."""
    return Markup('<use href="#g{}" x="{}" y="{}"/>').format(voice % len(_SHAPES), x, y)


def badge(voice: int) -> Markup:
    """The voice's sign by itself, for a heading."""
    markup = (
        '<svg class="badge l{0}" viewBox="-7 -7 14 14" aria-hidden="true"><use href="#g{0}"/></svg>'
    )
    return Markup(markup).format(voice % len(_SHAPES))
