"""Reports as e-mail files (.eml), such as newsletters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.decoding import decoded
from counterclaim.reading.markup import TooMuchMarkupError, text_of, tree
from counterclaim.reading.record import Record, unpaired
from counterclaim.reading.sources import Source

#: Characters of a header that are looked at, and parts of a message.
_HEADER: Final = 1000
_PARTS: Final = 200
#: Lines that may part a message: each part takes memory, be it empty.
_BOUNDARIES: Final = 10_000
#: Lines times boundaries that are named: each line is held against each boundary around it.
_COMPARED: Final = 10_000_000


def mail(source: Source, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    """The text of an e-mail: its plain part, else the text of its HTML part.

    The subject is the title, the sender's name the outlet, the day it was sent that of
    publication. Attachments are not read, and are told of.
    """
    data = source.read(policy.read_longest)
    if data is None:
        yield source.too_long(policy.read_longest, "save it without its attachments")
        return
    if data.count(b"\n--") > _BOUNDARIES:
        yield source.problem(f"has more than {_BOUNDARIES:,} parts", "save its text")
        return
    if data.count(b"\n") * data.lower().count(b"boundary") > _COMPARED:
        yield source.problem("is nested too deep for its length", "save its text")
        return
    try:
        message = message_from_bytes(data[: policy.read_markup])
        parts = _parts(message)
    except RecursionError:
        yield source.problem("is nested too deep", "save its text")
        return
    found = _report(message, parts, source, policy)
    if isinstance(found, Record) and len(data) > policy.read_markup:
        note = f"only its first {policy.read_markup // 2**20} MB were read"
        found = replace(found, notes=(*found.notes, note))
    yield found


def _parts(message: Message) -> list[Message]:
    """The parts that are no containers, within the bound; forwarded messages count as one."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < _PARTS:
        part = waiting.pop()
        held = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(held, list):
            waiting.extend(item for item in reversed(held) if isinstance(item, Message))
        else:
            found.append(part)
    return found


def _report(
    message: Message, parts: list[Message], source: Source, policy: Policy
) -> Record | Problem:
    bodies = [p for p in parts if not _is_attached(p)]
    try:
        found = _body(bodies, policy)
    except TooMuchMarkupError:
        return source.problem(f"has more than {policy.read_elements:,} elements", "save its text")
    if found is None:
        return source.problem("holds no text", "save its text, or its attachments, by themselves")
    text, notes = found
    attached = len(parts) - len(bodies)
    if attached:
        notes = (*notes, f"attachments that were not read: {attached}")
    title, sender = _header(message, "Subject"), _header(message, "From")
    name, address = parseaddr(sender)
    return Record(
        text=f"{title}\n\n{text}" if title and not text.startswith(title) else text,
        file=source.name,
        place=source.place,
        title=title,
        outlet=name or address,
        published=_day(message),
        language=_header(message, "Content-Language"),
        giver="the e-mail's date",
        notes=notes,
    )


def _is_attached(part: Message) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() not in ("text/plain", "text/html")
    )  # fmt: skip


def _body(parts: list[Message], policy: Policy) -> tuple[str, tuple[str, ...]] | None:
    for media in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() != media:
                continue
            data = part.get_payload(decode=True)
            text = decoded(data, _charset(part)) if isinstance(data, bytes) else None
            if text is None or len(text.text) > policy.read_markup:
                continue
            body = text.text.strip() if media == "text/plain" else _seen(text.text, policy)
            if body:
                return body, text.notes
    return None


def _seen(html: str, policy: Policy) -> str:
    root = tree(html, policy)
    return "" if root is None else text_of(root)


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except (LookupError, ValueError):
        return ""


def _header(message: Message, name: str) -> str:
    """A header as a person would read it; empty where it is missing."""
    written = str(message.get(name) or "")[:_HEADER]
    try:
        text = str(make_header(decode_header(written)))
    except (ValueError, LookupError, UnicodeError):
        text = written
    return "" if unpaired(text) else " ".join(text.split())


def _day(message: Message) -> str:
    """The day it was sent, by UTC."""
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
        return sent.astimezone(UTC).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
