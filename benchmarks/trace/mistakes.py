"""Where a trace and the truth part, with enough of the texts to see why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise, zip_longest

from scores import Found, families_of, parent_right, root_found
from truth import Truth

from counterclaim.model import Copy, Document

_HEAD = 160  # characters of a text


def mistakes(
    found: Found, truth: Truth, documents: Mapping[str, Document], copies: Iterable[Copy]
) -> Iterator[str]:
    """The errors, one of each kind in turn: pairs, directions, parents, roots."""
    page = _Page(documents, {(copy.a, copy.b): copy for copy in copies})
    kinds = (
        _wrong_pairs(found, truth, page),
        _missed_pairs(found, truth, page),
        _directions(found, truth, page),
        _parents(found, truth, page),
        _roots(found, truth, page),
    )
    yield from (told for told in chain.from_iterable(zip_longest(*kinds)) if told)


class _Page:
    """Writes an error: what is wrong, the reports, and what was found between them."""

    def __init__(
        self, documents: Mapping[str, Document], copies: Mapping[tuple[str, str], Copy]
    ) -> None:
        self._documents = documents
        self._copies = copies

    def told(self, what: str, *names: str) -> str:
        lines = [f"\n--- {what}"]
        for name in names:
            one = self._documents[name]
            credits = ", ".join(f"{credit.kind} {credit.name}" for credit in one.credits)
            head = " / ".join(one.text.split("\n"))[:_HEAD]
            lines.append(f"{name} {one.outlet}, {one.published}, credits: {credits or '-'}")
            lines.append(f"    {head}")
        for a, b in pairwise(names):
            copy = self._copies.get((min(a, b), max(a, b)))
            if copy is not None:
                lines.append(f"  {copy.a} {copy.b} {copy.relation} {copy.direction} {copy.score}")
                lines.extend(f"    {reason}" for reason in copy.reasons)
                text = self._documents[copy.a].text
                lines.extend(f"    | {passage.a.of(text)[:300]!r}" for passage in copy.shared)
        return "\n".join(lines)


def _wrong_pairs(found: Found, truth: Truth, page: _Page) -> Iterator[str]:
    for a, b in sorted(found.pairs - truth.pairs.keys() - truth.grey):
        yield page.told("found, but neither is copied", a, b)


def _missed_pairs(found: Found, truth: Truth, page: _Page) -> Iterator[str]:
    for a, b in sorted(truth.pairs.keys() - found.pairs):
        yield page.told(f"missed, though {truth.pairs[a, b]} words are copied", a, b)


def _directions(found: Found, truth: Truth, page: _Page) -> Iterator[str]:
    for taker, above in sorted(truth.ancestors.items()):
        for source in sorted(above):
            if (taker, source) in found.directed:
                yield page.told("turned round: the second was taken from the first", source, taker)


def _parents(found: Found, truth: Truth, page: _Page) -> Iterator[str]:
    for name, parent in sorted(truth.parents.items()):
        if parent_right(found, truth, name):
            continue
        named = sorted(found.sources.get(name, ()))
        which = f"from {parent}" if parent else "from nothing in the collection"
        what = f"{name} was taken {which}, not from {', '.join(named) or 'nothing'}"
        yield page.told(what, *([parent] if parent else []), name, *named)


def _roots(found: Found, truth: Truth, page: _Page) -> Iterator[str]:
    for family, names in sorted(families_of(truth).items()):
        root = root_found(found, names)
        if root != truth.roots[family]:
            what = f"the root of {', '.join(names)} is {truth.roots[family]}, not {root}"
            yield page.told(what, *sorted(names)[:2])
