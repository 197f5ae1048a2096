"""Feeds saved as files: RSS and Atom, one report an entry; and JSON feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.extras import library
from counterclaim.reading.markup import TooMuchMarkupError, plain
from counterclaim.reading.record import Record, unpaired
from counterclaim.reading.sources import Source

_TEASER: Final = "the feed holds a summary of it"
_HEADLINE: Final = "the feed holds its headline only"
#: Elements open, close, and stand unmarked in what entries hold.
_MARKS: Final = 4
_JSON_FEED: Final = "https://jsonfeed.org/version/"


def feed(
    source: Source, policy: Policy = DEFAULT, *, named: bool = False
) -> Iterator[Record | Problem]:
    """The entries of an RSS or Atom feed as reports; no address in it is looked up.

    Each is its headline and its content, or its summary where the feed has no more. With ``named``
    entries without a text are given as well if they name an address.
    """
    data = source.read(policy.read_markup)
    if data is None:
        yield source.too_long(policy.read_markup, "split the feed")
        return
    if data.count(b"<") > _MARKS * policy.read_elements:
        yield source.problem(f"has more than {policy.read_elements:,} elements", "split the feed")
        return
    parser = library("feedparser", "feeds")
    # As a stream: words would be taken for an address, and be fetched.
    found = parser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    encoding = str(found.get("encoding") or "").lower()
    notes = () if encoding in ("", "utf-8", "us-ascii") else (f"read as {encoding}, not UTF-8",)
    if found.get("bozo") and not found.entries:
        reason = str(found.get("bozo_exception"))[:80]
        yield source.problem(f"is no feed ({reason})", "save it again")
        return
    if not found.entries:
        yield source.problem("holds no entries", "remove it")
    for number, entry in enumerate(found.entries, 1):
        yield _entry(entry, found.feed, source, f"entry {number}", policy, notes, named)


def _entry(
    entry: Any,
    feed: Any,
    source: Source,
    place: str,
    policy: Policy,
    notes: tuple[str, ...],
    named: bool,
) -> Record | Problem:
    contents = [item.get("value") or "" for item in entry.get("content") or ()]
    full = max(contents, key=len, default="")
    when, name = entry.get("published_parsed"), "published"
    if when is None:
        when, name = entry.get("updated_parsed"), "updated"
    return _report(
        source,
        place,
        policy,
        title=entry.get("title") or "",
        full=full,
        teaser=entry.get("summary") or "",
        outlet=(entry.get("source") or {}).get("title") or feed.get("title") or "",
        published=f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else "",
        giver=f"the feed ({name})",
        url=entry.get("link") or "",
        language=entry.get("language") or feed.get("language") or "",
        notes=notes,
        named=named,
    )


def is_json_feed(value: object) -> bool:
    """Whether what a JSON file holds is a feed (jsonfeed.org)."""
    version = value.get("version") if isinstance(value, Mapping) else None
    return isinstance(version, str) and version.startswith(_JSON_FEED)


def json_feed(
    value: Mapping[str, Any], source: Source, policy: Policy = DEFAULT, *, named: bool = False
) -> Iterator[Record | Problem]:
    """The items of a JSON feed as reports; ``named`` as in ``feed``."""
    items = value.get("items")
    if not isinstance(items, list) or not items:
        yield source.problem("holds no entries", "remove it")
        return
    for number, item in enumerate(items, 1):
        given = _texts(item) if isinstance(item, Mapping) else {}
        yield _report(
            source,
            f"item {number}",
            policy,
            title=given.get("title", ""),
            full=given.get("content_text") or given.get("content_html", ""),
            teaser=given.get("summary", ""),
            outlet=_texts(value).get("title", ""),
            published=(given.get("date_published") or given.get("date_modified", ""))[:10],
            giver="the feed",
            url=given.get("url", ""),
            language=given.get("language") or _texts(value).get("language", ""),
            is_text="content_text" in given,
            named=named,
        )


def _texts(value: Mapping[str, Any]) -> dict[str, str]:
    return {key: one for key, one in value.items() if isinstance(one, str) and not unpaired(one)}


def _report(
    source: Source,
    place: str,
    policy: Policy,
    *,
    title: str,
    full: str,
    teaser: str,
    outlet: str,
    published: str,
    giver: str,
    url: str,
    language: str,
    notes: tuple[str, ...] = (),
    is_text: bool = False,
    named: bool = False,
) -> Record | Problem:
    try:
        headline = " ".join(plain(title, policy, "feeds").split())
        body = (full if is_text else plain(full, policy, "feeds")).strip()
        teaser = "" if body else plain(teaser, policy, "feeds").strip()
    except TooMuchMarkupError:
        what = f"has more than {policy.read_elements:,} elements"
        return source.problem(what, "it was skipped", place)
    text = "\n\n".join(part for part in (headline, body or teaser) if part)
    if not text and not (named and url):
        return source.problem("has no text", "it was skipped", place)
    if not body:
        notes = (*notes, _TEASER if teaser else _HEADLINE)
    return Record(
        text,
        source.name,
        source.at(place),
        title=headline,
        outlet=" ".join(plain(outlet, policy, "feeds").split()),
        published=published,
        url=url.strip(),
        language=language,
        giver=giver,
        notes=notes,
    )
