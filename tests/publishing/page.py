"""A report parsed as a browser would, without executing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "hr", "img", "link", "path", "use", "circle"}
# What an element's own end tag may be left out before: a start tag of these, or its parent's end.
_ITEMS = {"td": {"td", "th"}, "th": {"td", "th"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}
_ROWS = {"tr": {"tr"}, "thead": {"tbody"}, "tbody": {"tbody"}, "li": {"li"}, "option": {"option"}}
_BLOCKS = set("article blockquote details div dl figure h3 h4 header ol p section table ul".split())
OPTIONAL_END = {**_ITEMS, **_ROWS, "p": _BLOCKS}
# The innermost of these around a start tag bounds what it ends.
_HOLDERS = {"ul", "ol", "dl", "div", "table", "select", "article", "section", "body"}


@dataclass
class Element:
    """A tag with its attributes and all text beneath it."""

    tag: str
    attributes: dict[str, str | None]
    path: tuple[str, ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def has_class(self, name: str) -> bool:
        return name in (self.attributes.get("class") or "").split()


class Page(HTMLParser):
    """Every element in order; ``unbalanced`` are end tags that close nothing open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.unbalanced: list[str] = []
        self._open: list[Element] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()
        self.unbalanced += [element.tag for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_those_before(tag)
        element = Element(tag, dict(attrs), tuple(parent.tag for parent in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def _end_those_before(self, tag: str) -> None:
        """Close what this start tag ends, with all that is open within it."""
        for at in reversed(range(len(self._open))):
            if tag in OPTIONAL_END.get(self._open[at].tag, ()):
                del self._open[at:]
            elif self._open[at].tag in _HOLDERS:
                break

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        path = tuple(parent.tag for parent in self._open)
        self.elements.append(Element(tag, dict(attrs), path))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1].tag in OPTIONAL_END and self._open[-1].tag != tag:
            self._open.pop()
        if self._open and self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        for element in self._open:
            element.pieces.append(data)

    @property
    def text(self) -> str:
        """All text, also outside any element."""
        return "".join(self._text)

    def all(self, tag: str, css: str | None = None) -> list[Element]:
        return [e for e in self.elements if e.tag == tag and (css is None or e.has_class(css))]

    def by_id(self, id: str) -> Element:
        return next(e for e in self.elements if e.attributes.get("id") == id)

    @property
    def ids(self) -> list[str]:
        return [id for e in self.elements if (id := e.attributes.get("id"))]

    @property
    def targets(self) -> list[str]:
        links = (e.attributes.get("href") or "" for e in self.elements if "href" in e.attributes)
        return [link.removeprefix("#") for link in links]
