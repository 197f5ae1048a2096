"""HTML as a tree whose size, depth and attributes are bounded, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.extras import library

#: Deeper elements lose their tags, not their text; pages are some 30 deep.
_DEEPEST: Final = 200
#: Attributes of one element that are kept. Trees are built in the square of their number.
_ATTRIBUTES: Final = 64
#: Elements that begin a line, and those whose text is none of the page's.
_BLOCKS: Final = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split()
)
_HIDDEN: Final = frozenset("head script style noscript template iframe svg button select".split())


class TooMuchMarkupError(Exception):
    """A page of more elements than any page of reports has."""


def tree(html: str, policy: Policy = DEFAULT, extra: str = "html") -> Any:
    """The elements of a page, as lxml has them; None where there are none.

    Time and memory are linear in the text. Raises TooMuchMarkupError, and LackingError where lxml
    is missing.
    """
    etree, pages = library("lxml.etree", extra), library("lxml.html", extra)
    target = _Bounded(etree.TreeBuilder(parser=pages.HTMLParser()), policy.read_elements)
    try:
        root = etree.fromstring(_storable(html), etree.HTMLParser(target=target))
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        root = None
    if target.left < 0:
        raise TooMuchMarkupError
    return root


def text_of(root: Any) -> str:
    """All text that a reader of the page would see, a block of the page a line."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(root)).split("\n"))
    return "\n".join(line for line in lines if line)


def plain(html: str, policy: Policy = DEFAULT, extra: str = "html") -> str:
    """The text of a piece of markup, such as the content of a feed's entry."""
    if "<" not in html and "&" not in html:
        return html.strip()
    root = tree(f"<div>{html}</div>", policy, extra)
    return "" if root is None else text_of(root)


class _Bounded:
    """Builds the tree as the parser tells of it, within the bounds."""

    def __init__(self, builder: Any, most: int) -> None:
        self._builder, self.left, self._depth = builder, most, 0

    def start(self, tag: str, attributes: Any) -> None:
        self.left -= 1
        self._depth += 1
        if self._depth <= _DEEPEST and self.left >= 0:
            if len(attributes) > _ATTRIBUTES:
                attributes = dict(list(attributes.items())[:_ATTRIBUTES])
            self._builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        if self._depth <= _DEEPEST and self.left >= 0:
            self._builder.end(tag)
        self._depth -= 1

    def data(self, text: str) -> None:
        self._builder.data(text)

    def comment(self, _text: str) -> None:
        """Comments are no part of the page."""

    def close(self) -> Any:
        return self._builder.close()


def _pieces(root: Any) -> Iterator[str]:
    """Text in order, a line break around each block, nothing of what is hidden."""
    waiting: list[tuple[Any, bool]] = [(root, True)]
    while waiting:
        element, opening = waiting.pop()
        block = "\n" if element.tag in _BLOCKS else ""
        if opening:
            yield block
            waiting.append((element, False))
            if element.tag not in _HIDDEN:
                yield (element.text or "").replace("\n", " ")
                waiting.extend((child, True) for child in reversed(element))
        else:
            yield block
            if element is not root:
                yield (element.tail or "").replace("\n", " ")


def _storable(html: str) -> str:
    """Without the characters that no tree can hold, nor a line that declares an encoding."""
    return html.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
