"""Reports of our own, written with their claims under each sentence, as the trainer wants them.

    === id | outlet | 2023-05-04
    Shelling kills 12 in Darvan, monitors say
    - killed | kills | 12 | | people | | Darvan | on Monday | monitors | |

    Twelve people were killed when shells hit the market of Darvan on Monday.
    - killed | killed | Twelve | people | people | | Darvan | on Monday | monitors | |

A line is a sentence; the first is the title; an empty line begins a paragraph. A line that begins
with "- " is a claim of the sentence above it: type, trigger, quantity, object, object class, actor,
places, time, speaker, via, polarity. Several places or media are parted by ";", what is empty is
not said, and no polarity means asserted. "killed#2" is the second "killed" of the sentence.
Trigger and quantity stand in the sentence; all else stands anywhere in the report, and its mention
nearest to the trigger is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from counterclaim.extracting.quantities import parse_at
from counterclaim.model import terms

FIELDS: Final = (
    "type trigger quantity object object_class actor places time speaker via polarity".split()
)


class WrittenError(ValueError):
    """A line of a written report that cannot be understood; its text names the line."""


@dataclass(slots=True)
class _Report:
    doc: str
    outlet: str
    published: str
    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    claims: list[tuple[int, int, dict[str, str]]] = field(default_factory=list)
    new_paragraph: bool = False

    def add(self, sentence: str) -> None:
        joint = "" if not self.text else "\n\n" if self.new_paragraph else " "
        self.new_paragraph = len(self.sentences) == 0  # the title stands alone
        start = len(self.text) + len(joint)
        self.text += joint + sentence
        self.sentences.append((start, len(self.text)))


def written(lines: Iterable[str], name: str = "") -> Iterator[dict[str, Any]]:
    """The annotated reports of a written file, with every value placed in the text.

    Raises ``WrittenError`` at the first line that breaks the rules above.
    """
    report: _Report | None = None
    for number, raw in enumerate(lines, 1):
        line, where = raw.strip(), f"{name}:{number}"
        if line.startswith("==="):
            if report:
                yield _placed(report, name)
            report = _head(line, where)
        elif report is None:
            if line:
                raise WrittenError(f"{where}: the report's first line is missing (=== …)")
        elif line.startswith("- "):
            report.claims.append((number, len(report.sentences) - 1, _fields(line, where)))
        elif line:
            report.add(line)
        else:
            report.new_paragraph = bool(report.sentences)
    if report:
        yield _placed(report, name)


def _head(line: str, where: str) -> _Report:
    parts = [part.strip() for part in line.strip("= ").split("|")]
    if len(parts) != 3:
        raise WrittenError(f"{where}: write === id | outlet | date")
    doc, outlet, published = parts
    return _Report(doc, outlet, published)


def _fields(line: str, where: str) -> dict[str, str]:
    parts = [part.strip() for part in line[2:].split("|")]
    parts += [""] * (len(FIELDS) - len(parts))
    if len(parts) != len(FIELDS):
        raise WrittenError(f"{where}: a claim has {len(FIELDS)} parts, not {len(parts)}")
    claim = dict(zip(FIELDS, parts, strict=True))
    claim["polarity"] = claim["polarity"] or "asserted"
    for part, known in (
        ("type", terms.CLAIM_TYPES),
        ("object_class", ("", *terms.OBJECT_CLASSES)),
        ("polarity", terms.POLARITIES),
    ):
        if claim[part] not in known:
            raise WrittenError(f"{where}: {part} {claim[part]!r} is none of {', '.join(known)}")
    return claim


def _placed(report: _Report, name: str) -> dict[str, Any]:
    first = report.sentences[0] if report.sentences else (0, 0)
    return {
        "doc": report.doc,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.text[first[0] : first[1]],
        "text": report.text,
        "claims": [
            _claim(report, sentence, fields, f"{name}:{number}")
            for number, sentence, fields in report.claims
        ],
    }


def _claim(report: _Report, at: int, fields: dict[str, str], where: str) -> dict[str, Any]:
    if at < 0:
        raise WrittenError(f"{where}: a claim before the first sentence")
    sentence = report.sentences[at]
    words, many, which = fields["trigger"].partition("#")
    if many and not (which.isdecimal() and int(which)):
        raise WrittenError(f"{where}: trigger: write {words}#2 for the second {words!r}")
    trigger = _mention(report.text, words, sentence, None, f"{where}: trigger", int(which or 1))
    near = trigger["span"][0]

    def value(text: str, part: str, within: tuple[int, int]) -> dict[str, Any] | None:
        return _mention(report.text, text, within, near, f"{where}: {part}") if text else None

    def values(text: str, part: str) -> list[dict[str, Any]]:
        found = (value(one.strip(), part, whole) for one in text.split(";") if one.strip())
        return [one for one in found if one]

    whole = (0, len(report.text))
    quantity = value(fields["quantity"], "quantity", sentence)
    count = parse_at(report.text, *quantity["span"]) if quantity else None
    return {
        "doc": report.doc,
        "sentence": list(sentence),
        "type": fields["type"],
        "trigger": trigger,
        "quantity": quantity,
        "lower": count.bounds.lower if count else None,
        "upper": count.bounds.upper if count else None,
        "precision": count.bounds.precision if count else None,
        "object": value(fields["object"], "object", whole),
        "object_class": fields["object_class"] or None,
        "actor": value(fields["actor"], "actor", whole),
        "places": values(fields["places"], "place"),
        "time": value(fields["time"], "time", whole),
        "speaker": value(fields["speaker"], "speaker", whole),
        "via": values(fields["via"], "via"),
        "polarity": fields["polarity"],
    }


def _mention(
    text: str, words: str, within: tuple[int, int], near: int | None, what: str, which: int = 1
) -> dict[str, Any]:
    """The mention of ``words`` inside ``within``: the one nearest to ``near``, or the n-th."""
    found = list(_stands(text, words, within))
    if len(found) < which:
        often = f" {which} times" if which > 1 else ""
        where = "the report" if within == (0, len(text)) else "the sentence"
        raise WrittenError(f"{what}: {words!r} does not stand{often} in {where} as whole words")
    span = found[which - 1] if near is None else min(found, key=lambda at: abs(at[0] - near))
    return {"text": words, "span": list(span)}


def _stands(text: str, words: str, within: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where ``words`` stand in a part of the text without being part of a longer word."""
    start = text.find(words, *within) if words else -1
    while start >= 0:
        end = start + len(words)
        whole = not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1]))
        if whole:
            yield start, end
        start = text.find(words, end if whole else start + 1, within[1])


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
