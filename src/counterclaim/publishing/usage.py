"""Which words each outlet uses for whom, counted, with the place of every use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from counterclaim.model import Collection, Entity, GroundedClaim, Naming, Span
from counterclaim.model.terms import EntityKind
from counterclaim.publishing.json_lines import pair
from counterclaim.publishing.wording import NO_OUTLET

# Groups, forces, states and institutions; what people are called is nobody's table.
LABELLED: Final[frozenset[EntityKind]] = frozenset(
    {
        "state_force", "armed_group", "international_force", "state", "organisation", "monitor",
        "agency", "outlet",
    }
)  # fmt: skip
_STANDS_IN: Final = frozenset("he she they it him her them who we its their his our".split())
_ARTICLE: Final = re.compile(r"\A(?:the|a|an|its|their)\s+", re.IGNORECASE)
_QUOTATION: Final = re.compile(r'(?<!\w)["“„«](?=\S)[^"“”„«»\n]{1,600}(?<=\S)["”“»](?!\w)')


@dataclass(frozen=True, slots=True)
class Use:
    """One place where an outlet uses a label: the claim it was read in, its sentence, its words.

    ``is_quoted`` where the label stands between quotation marks, so that it may be another's.
    """

    document: str
    claim: str
    sentence: Span
    span: Span
    text: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Label:
    """What somebody is called, as it is mostly written, and each use in order of the text."""

    words: str
    uses: tuple[Use, ...]

    @property
    def quoted(self) -> int:
        return sum(use.is_quoted for use in self.uses)


@dataclass(frozen=True, slots=True)
class OutletLabels:
    """The labels that one outlet gives an entity, the most used first."""

    outlet: str
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class EntityLabels:
    """An entity under its plain name, and what each outlet calls it."""

    entity: Entity
    outlets: tuple[OutletLabels, ...]

    @cached_property
    def uses(self) -> int:
        return sum(len(label.uses) for each in self.outlets for label in each.labels)

    @cached_property
    def words(self) -> frozenset[str]:
        """The different labels, case aside."""
        return frozenset(label.words.casefold() for each in self.outlets for label in each.labels)


def usage(collection: Collection) -> tuple[EntityLabels, ...]:
    """Every group, force, state and institution of the claims, the most often named first.

    A use is a run of characters of a document: claims that share it count it once. Words that
    stand for a name ("it") are no label. Articles and case do not make a label another.
    """
    documents = {document.id: document for document in collection.documents}
    quotations = {id: _quotations(document.text) for id, document in documents.items()}
    entities: dict[str, Entity] = {}
    found: dict[str, dict[str, dict[tuple[str, Span], Use]]] = {}
    for grounded in collection.claims:
        document = documents.get(grounded.claim.document)
        if document is None:
            continue
        for naming in _named(grounded):
            use = _use(grounded, naming, quotations[document.id])
            entities.setdefault(naming.entity.id, naming.entity)
            outlets = found.setdefault(naming.entity.id, {})
            uses = outlets.setdefault(document.outlet or NO_OUTLET, {})
            uses.setdefault((use.document, use.span), use)
    listed = [
        EntityLabels(
            entities[id],
            tuple(OutletLabels(name, _labels(uses.values())) for name, uses in sorted(by.items())),
        )
        for id, by in found.items()
    ]
    return tuple(sorted(listed, key=lambda each: (-each.uses, each.entity.name, each.entity.id)))


def record(listed: Iterable[EntityLabels], *, evidence: bool) -> Mapping[str, object]:
    """The table as one JSON object (docs/formats.md)."""
    return {"entities": [_entity_record(each, evidence) for each in listed]}


def _entity_record(each: EntityLabels, evidence: bool) -> Mapping[str, object]:
    return {
        "entity": each.entity.id,
        "name": each.entity.name,
        "kind": each.entity.kind,
        "outlets": [
            {
                "outlet": one.outlet,
                "labels": [_label_record(label, evidence) for label in one.labels],
            }
            for one in each.outlets
        ],
    }


def _label_record(label: Label, evidence: bool) -> Mapping[str, object]:
    made: dict[str, object] = {
        "words": label.words,
        "count": len(label.uses),
        "quoted": label.quoted,
    }
    if evidence:
        made["evidence"] = [
            {
                "doc": use.document,
                "claim": use.claim,
                "sentence": pair(use.sentence),
                "span": pair(use.span),
                "text": use.text,
                "quoted": use.is_quoted,
            }
            for use in label.uses
        ]
    return made


def _named(grounded: GroundedClaim) -> Iterator[Naming]:
    for naming in (grounded.actor, grounded.object, grounded.speaker, *grounded.via):
        if naming is None or naming.entity.kind not in LABELLED or not naming.mention.worded:
            continue
        if naming.mention.text.casefold() not in _STANDS_IN:
            yield naming


def _use(grounded: GroundedClaim, naming: Naming, quotations: tuple[Span, ...]) -> Use:
    span = naming.mention.span
    quoted = any(each.start < span.start and span.end < each.end for each in quotations)
    claim = grounded.claim
    return Use(claim.document, claim.id, claim.sentence, span, naming.mention.text, quoted)


def _labels(uses: Iterable[Use]) -> tuple[Label, ...]:
    """Uses by their words, each label in the form that it mostly has."""
    grouped: dict[str, list[Use]] = {}
    for use in sorted(uses, key=lambda use: (use.document, use.span)):
        grouped.setdefault(_plain(use.text).casefold(), []).append(use)
    made = [Label(_form(uses), tuple(uses)) for uses in grouped.values()]
    return tuple(sorted(made, key=lambda label: (-len(label.uses), label.words)))


def _plain(text: str) -> str:
    return _ARTICLE.sub("", " ".join(text.split()))


def _form(uses: Iterable[Use]) -> str:
    """The most frequent form; of several, the one with fewest capitals."""
    forms = Counter(_plain(use.text) for use in uses)
    return min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))


def _quotations(text: str) -> tuple[Span, ...]:
    return tuple(Span(found.start(), found.end()) for found in _QUOTATION.finditer(text))
