"""A report as it was given, before anything is read out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from counterclaim.model import Problem

#: The columns and keys that are understood; ``id`` stands for ``doc``.
FIELDS = ("doc", "text", "title", "outlet", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Record:
    """The text and what was given with it; an empty string is not given.

    ``giver`` says in words who gave ``published``; ``file`` and ``place`` tell where it stands.
    """

    text: str
    file: str
    place: str = ""
    doc: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    giver: str = "the record"
    notes: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        return f"{self.file}, {self.place}" if self.place else self.file

    def supplied(self, row: Mapping[str, str], giver: str) -> Record:
        """With what it lacks taken from a row of metadata."""
        lacking = {
            name: row[name]
            for name in FIELDS
            if name != "text" and row.get(name) and not getattr(self, name)
        }
        if "published" in lacking:
            lacking["giver"] = giver
        return replace(self, **lacking)  # type: ignore[arg-type]


def record(fields: Mapping[str, object], file: str, place: str) -> Record | Problem:
    """The record that JSON or a table row gives, or the problem that makes it unreadable."""
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        what = "has no text" if text in (None, "") or isinstance(text, str) else "text is no string"
        return Problem(file, place, what, 'give the report in "text"; it was skipped')
    if unpaired(text):
        what = "the text holds half a character (a lone surrogate)"
        return Problem(file, place, what, "save it as UTF-8; it was skipped")
    given: dict[str, str] = {}
    notes: list[str] = []
    for name in FIELDS[2:]:
        value = fields.get(name)
        if isinstance(value, str) and not unpaired(value):
            given[name] = value.strip()
        elif value is not None:
            notes.append(f"{name} is no text and was ignored")
    doc = fields.get("doc") or fields.get("id") or ""
    if isinstance(doc, int) and not isinstance(doc, bool):
        doc = str(doc)
    if not isinstance(doc, str) or unpaired(doc):
        return Problem(file, place, "doc is no text", "give doc as a string; it was skipped")
    return Record(text, file, place, doc.strip(), notes=tuple(notes), **given)


def unpaired(text: str) -> bool:
    """Whether a text holds a lone surrogate, which no encoding of Unicode can store."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
