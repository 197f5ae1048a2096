"""The marks of claims, and segments of text painted with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup, escape

from counterclaim.model import Claim, Mention, Span
from counterclaim.publishing.plain import plain, shown
from counterclaim.publishing.segments import Mark, Segment
from counterclaim.publishing.wording import FIELDS

# One letter a class, since a report holds tens of thousands of marks.
CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "trigger": "t",
        "count": "q",
        "object": "o",
        "actor": "a",
        "place": "p",
        "time": "w",
        "speaker": "s",
        "via": "v",
        "copied": "c",
        "furniture": "f",
    }
)


def legend() -> Mapping[str, tuple[str, str]]:
    """Each field with the class it is painted in and what it is, in a reader's words."""
    return {name: (CLASSES[name], meaning) for name, meaning in FIELDS.items()}


def fields(claim: Claim) -> Iterator[tuple[str, Mention]]:
    """Each field of a claim that has words, by the name it is highlighted under."""
    count = claim.quantity.mention if claim.quantity else None
    single = {
        "trigger": claim.trigger,
        "count": count,
        "object": claim.object,
        "actor": claim.actor,
        "time": claim.time,
        "speaker": claim.speaker,
    }
    yield from ((name, mention) for name, mention in single.items() if mention)
    yield from (("place", mention) for mention in claim.places)
    yield from (("via", mention) for mention in claim.via)


def claim_marks(claim: Claim) -> tuple[Mark, ...]:
    """A mark for each field of one claim, without labels: the style names them."""
    return tuple(Mark(mention.span, kind) for kind, mention in fields(claim) if mention.worded)


def joint_marks(numbered: Iterable[tuple[int, Claim]]) -> tuple[Mark, ...]:
    """Marks of all claims of a document, labelled with the numbers of the claims: "1, 4". Claims
    that share words for a field share the mark."""
    holders: dict[tuple[Span, str], list[tuple[int, str]]] = {}
    for number, claim in numbered:
        for kind, mention in fields(claim):
            if not mention.worded:
                continue
            holders.setdefault((mention.span, kind), []).append((number, claim.id))
    return tuple(
        Mark(span, kind, _label([n for n, _ in held]), tuple(id for _, id in held))
        for (span, kind), held in holders.items()
    )


def _label(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in dict.fromkeys(numbers))


def painted(
    parts: Iterable[Segment],
    targets: Mapping[str, str] = MappingProxyType({}),
    anchors: Mapping[str, str] = MappingProxyType({}),
) -> Markup:
    """The segments as HTML, each wrapped in its marks.

    A trigger links to the address ``targets[claim]``; where it begins stands the anchor
    ``anchors[claim]``.
    """
    return Markup("".join(_segment(part, targets, anchors) for part in parts))


# The following give HTML as bare text, in which what came from outside is escaped: a page has
# hundreds of segments, and ``Markup`` would look at each piece of them again.


def _segment(part: Segment, targets: Mapping[str, str], anchors: Mapping[str, str]) -> str:
    html: str = shown(part.text)
    leading: Mark | None = None  # a link cannot hold a link: the innermost trigger leads on
    for mark in reversed(part.marks):
        ways = _ways(mark, targets)
        if ways and leading is None:
            leading = mark
            attributes = f"{_classes(mark, part)} href={escape(ways[0])}{_title(mark)}"
            html = f"<a class={attributes}>{html}</a>"
        else:
            tag = "span" if mark.kind in ("copied", "furniture") else "mark"
            html = f"<{tag} class={_classes(mark, part)}{_title(mark)}>{html}</{tag}>"
    return "".join((*_anchors_at(part, anchors), html, *_further(part, targets, leading)))


def _ways(mark: Mark, targets: Mapping[str, str]) -> list[str]:
    if mark.kind != "trigger":
        return []
    return [targets[claim] for claim in mark.claims if claim in targets]


def _further(part: Segment, targets: Mapping[str, str], leading: Mark | None) -> Iterator[str]:
    """Small links to the other claims by a trigger that ends here, their numbers drawn by the
    style so that the document's text stays what it is."""
    for mark in part.marks:
        if mark.kind == "trigger" and mark.span.end == part.span.end:
            ways = _ways(mark, targets)[1 if mark is leading else 0 :]
            for number, way in enumerate(ways, 2):
                label = f'aria-label="claim {number}" data-n={number}'
                yield f"<sup><a href={escape(way)} {label}></a></sup>"


def _classes(mark: Mark, part: Segment) -> str:
    """The mark's letter, "y" where it began in an earlier segment, "x" where it goes on."""
    names = CLASSES[mark.kind]
    names += " y" if mark.span.start < part.span.start else ""
    names += " x" if part.span.end < mark.span.end else ""
    return f'"{names}"' if " " in names else names


def _title(mark: Mark) -> str:
    """The label, which the style shows with the field's name where claims are numbered: a report
    holds thousands of them."""
    if not mark.label:
        return ""
    if mark.label.isdecimal():
        return f" data-n={mark.label}"
    return f' {"data-n" if mark.claims else "title"}="{escape(plain(mark.label))}"'


def _anchors_at(part: Segment, anchors: Mapping[str, str]) -> Iterator[str]:
    for mark in part.marks:
        if mark.kind == "trigger" and mark.span.start == part.span.start:
            for claim in mark.claims:
                if claim in anchors:
                    yield f"<i id={escape(anchors[claim])}></i>"
