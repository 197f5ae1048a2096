"""The marks of claims, and segments of text painted with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
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
_LAYERS = ("copied", "furniture")


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
    """Marks of all claims of a document, labelled with the numbers of the claims: "1,4". Claims
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


def _label(numbers: Iterable[int]) -> str:
    """The numbers, three and more in a row as "4–9"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in runs
    )


def painted(
    parts: Iterable[Segment],
    targets: Mapping[str, str] = MappingProxyType({}),
    anchors: Mapping[str, str] = MappingProxyType({}),
) -> Markup:
    """The segments as HTML, each wrapped in its marks; passages and furniture lie once around all
    of theirs.

    A trigger links to the address ``targets[claim]``; the link, or what stands where the trigger
    begins, bears the anchor ``anchors[claim]``.
    """
    return Markup("".join(_layered([*parts], 0, targets, anchors)))


# The following give HTML as bare text, in which what came from outside is escaped: a page has
# hundreds of segments, and ``Markup`` would look at each piece of them again.


def _layered(
    parts: Sequence[Segment], depth: int, targets: Mapping[str, str], anchors: Mapping[str, str]
) -> Iterator[str]:
    for mark, run in groupby(parts, lambda part: _layer(part, depth)):
        held = [*run]
        if mark is None:
            yield from (_segment(part, targets, anchors) for part in held)
        else:
            classes = _classes(mark, Span(held[0].span.start, held[-1].span.end))
            yield f"<span class={classes}{_title(mark)}>"
            yield from _layered(held, depth + 1, targets, anchors)
            yield "</span>"


def _layer(part: Segment, depth: int) -> Mark | None:
    """The passage or furniture of that depth around a segment; they lie around all fields."""
    mark = part.marks[depth] if depth < len(part.marks) else None
    return mark if mark and mark.kind in _LAYERS else None


def _segment(part: Segment, targets: Mapping[str, str], anchors: Mapping[str, str]) -> str:
    html: str = shown(part.text)
    names = [*_anchors_at(part, anchors)]
    leading: Mark | None = None  # a link cannot hold a link: the innermost trigger leads on
    for mark in reversed([mark for mark in part.marks if mark.kind not in _LAYERS]):
        ways = _ways(mark, targets)
        if ways and leading is None:
            leading = mark
            name = f" id={names.pop(0)}" if names else ""
            attributes = f"{_classes(mark, part.span)} href={escape(ways[0])}{_title(mark)}"
            html = f"<a{name} class={attributes}>{html}</a>"
        else:
            html = f"<mark class={_classes(mark, part.span)}{_title(mark)}>{html}</mark>"
    further = _further(part, targets, leading)
    return "".join((*(f"<i id={name}></i>" for name in names), html, *further))


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


def _classes(mark: Mark, span: Span) -> str:
    """The mark's letter, "y" where it began before these characters, "x" where it goes on."""
    names = CLASSES[mark.kind]
    names += " y" if mark.span.start < span.start else ""
    names += " x" if span.end < mark.span.end else ""
    return f'"{names}"' if " " in names else names


def _title(mark: Mark) -> str:
    """The label, which the style shows with the field's name where claims are numbered: a report
    holds thousands of them."""
    if not mark.label:
        return ""
    return f" data-n={mark.label}" if mark.claims else f' title="{escape(plain(mark.label))}"'


def _anchors_at(part: Segment, anchors: Mapping[str, str]) -> Iterator[str]:
    for mark in part.marks:
        if mark.kind == "trigger" and mark.span.start == part.span.start:
            for claim in mark.claims:
                if claim in anchors:
                    yield escape(anchors[claim])
