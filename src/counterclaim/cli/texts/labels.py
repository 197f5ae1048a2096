"""What outlets call whom, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from counterclaim.cli.texts.lines import at
from counterclaim.model import Document
from counterclaim.publishing.usage import EntityLabels, Label, OutletLabels

_SENTENCE = 160


def table(
    listed: Iterable[EntityLabels], documents: Mapping[str, Document], *, evidence: bool
) -> Iterator[str]:
    """Each entity, the outlets below it with their labels, and each use where it is asked for."""
    for each in listed:
        yield f"{each.entity.name} ({each.entity.kind.replace('_', ' ')})"
        width = max(len(outlet.outlet) for outlet in each.outlets)
        for outlet in each.outlets:
            yield f"  {outlet.outlet:<{width}}  {_called(outlet)}"
            if evidence:
                yield from _uses(outlet, documents)


def _called(outlet: OutletLabels) -> str:
    return ", ".join(_counted(label) for label in outlet.labels)


def _counted(label: Label) -> str:
    quoted = f" ({label.quoted} in quotation marks)" if label.quoted else ""
    return f"“{label.words}” {len(label.uses):,}{quoted}"


def _uses(outlet: OutletLabels, documents: Mapping[str, Document]) -> Iterator[str]:
    for label in outlet.labels:
        for use in label.uses:
            document = documents.get(use.document)
            sentence = " ".join(use.sentence.of(document.text).split()) if document else ""
            shown = sentence if len(sentence) <= _SENTENCE else sentence[: _SENTENCE - 1] + "…"
            yield f"    “{use.text}” {use.document} {at(use.span)} in {at(use.sentence)}: {shown}"
