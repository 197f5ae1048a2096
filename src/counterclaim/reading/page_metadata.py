"""What a page says of itself in its head: title, outlet, day, address, language."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from counterclaim.reading.days import parsed

#: Names of meta elements, in the order in which they are believed.
_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date",
    "pubdate", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_OUTLET: Final = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
_TITLE: Final = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title")
_ARTICLES: Final = ("Article", "Report", "BlogPosting", "LiveBlog")
#: Characters of a script that is read as JSON, elements of it that are looked at, and of a value.
_JSON_LONGEST: Final = 500_000
_JSON_ITEMS: Final = 2_000
_LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """An empty string is not said. ``giver`` says in words where the day of publication stands."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    giver: str = ""
    url: str = ""
    language: str = ""


def page_metadata(root: Any) -> PageMetadata:
    """What the page says of itself: JSON-LD of its article before meta elements before the rest."""
    metas, article = _metas(root), _article(root)
    published, giver = _published(root, metas, article)
    names = article.get("publisher")
    publisher = names.get("name") if isinstance(names, Mapping) else None
    heading = _heading(root)
    return PageMetadata(
        title=_first(article.get("headline"), *(metas.get(n) for n in _TITLE), heading),
        outlet=_first(*(metas.get(n) for n in _OUTLET), publisher),
        published=published,
        giver=giver,
        url=_address(root, metas, article),
        language=_first(_root_of(root).get("lang"), metas.get("content-language")),
    )


def _first(*values: object) -> str:
    """The first value that is text, its white space made single."""
    texts = (" ".join(v[:_LONGEST].split()) for v in values if isinstance(v, str))
    return next((text for text in texts if text), "")


def _root_of(root: Any) -> Any:
    return next(root.iter("html"), root)


def _metas(root: Any) -> dict[str, str]:
    """The meta elements by name, property, itemprop or http-equiv, in small letters; the first."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name, content = element.get(key), element.get("content")
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _published(root: Any, metas: Mapping[str, str], article: Mapping[str, Any]) -> tuple[str, str]:
    written = article.get("datePublished")
    if isinstance(written, str) and parsed(written):
        return written[:_LONGEST], "the page's JSON-LD (datePublished)"
    for name in _PUBLISHED:
        if name in metas and parsed(metas[name]):
            return metas[name][:_LONGEST], f"the page's metadata ({name})"
    for element in root.iter("time"):
        written = element.get("datetime") or ""
        marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if marked and parsed(written):
            return written[:_LONGEST], "the page's time of publication (<time>)"
    return "", ""


def _heading(root: Any) -> str:
    """The only first-level heading, else the page's title without the outlet behind it."""
    headings = list(islice(root.iter("h1"), 2))
    if len(headings) == 1:
        written = _first("".join(headings[0].itertext())[:_LONGEST])
        if written:
            return written
    title = next(root.iter("title"), None)
    written = _first("".join(title.itertext())[:_LONGEST]) if title is not None else ""
    for mark in (" | ", " – ", " — ", " - "):
        head, found, tail = written.rpartition(mark)
        if found and len(tail) < len(head):
            return head.strip()
    return written


def _address(root: Any, metas: Mapping[str, str], article: Mapping[str, Any]) -> str:
    links = (
        e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"
    )
    main = article.get("mainEntityOfPage")
    if isinstance(main, Mapping):
        main = main.get("@id")
    said = (next(links, None), metas.get("og:url"), article.get("url"), main)
    texts = (_first(address) for address in said)
    return next((text for text in texts if text.startswith(("http://", "https://"))), "")


def _article(root: Any) -> Mapping[str, Any]:
    """The first article that the page describes in JSON-LD; empty where it does none."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                value = json.loads((script.text or "")[:_JSON_LONGEST])
            except (ValueError, RecursionError):
                continue
            for item in _objects(value):
                if _is_article(item.get("@type")):
                    return item
    return {}


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects in a list, or in a @graph; others lie too deep to be the page's own."""
    waiting = deque([value])
    for _ in range(_JSON_ITEMS):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend(item[:_JSON_ITEMS])
        elif isinstance(item, Mapping):
            yield item
            if isinstance(item.get("@graph"), list):
                waiting.extend(item["@graph"][:_JSON_ITEMS])


def _is_article(types: object) -> bool:
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names)
