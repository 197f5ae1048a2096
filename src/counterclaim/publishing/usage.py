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


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody, and what an outlet calls them in one place."""

    entity: Entity
    outlet: str
    use: Use


def usage(collection: Collection) -> tuple[EntityLabels, ...]:
    """Every group, force, state and institution of the claims, the most often named first."""
    documents = {document.id: document for document in collection.documents}
    quoted = {id: quotations(document.text) for id, document in documents.items()}
    return tabled(
        Called(naming.entity, document.outlet or NO_OUTLET, _use(grounded, naming, quoted))
        for grounded in collection.claims
        if (document := documents.get(grounded.claim.document))
        for naming in _named(grounded)
    )


def tabled(called: Iterable[Called]) -> tuple[EntityLabels, ...]:
    """Everybody who is called something, the most often named first.

    A use is a run of characters of a document: claims that share it count it once. Words that
    stand for a name ("it") are no label. Articles and case do not make a label another.
    """
    entities: dict[str, Entity] = {}
    found: dict[str, dict[str, dict[tuple[str, Span], Use]]] = {}
    for each in called:
        if each.use.text.casefold() not in _STANDS_IN:
            entities.setdefault(each.entity.id, each.entity)
            uses = found.setdefault(each.entity.id, {}).setdefault(each.outlet, {})
            uses.setdefault((each.use.document, each.use.span), each.use)
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
        if naming is not None and naming.entity.kind in LABELLED and naming.mention.worded:
            yield naming


def _use(grounded: GroundedClaim, naming: Naming, quoted: Mapping[str, tuple[Span, ...]]) -> Use:
    claim, mention = grounded.claim, naming.mention
    within = is_quoted(mention.span, quoted[claim.document])
    return Use(claim.document, claim.id, claim.sentence, mention.span, mention.text, within)


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


def quotations(text: str) -> tuple[Span, ...]:
    """Where something stands in quotation marks, with these."""
    return tuple(Span(found.start(), found.end()) for found in _QUOTATION.finditer(text))


def is_quoted(span: Span, quotations: Iterable[Span]) -> bool:
    return any(each.start < span.start and span.end < each.end for each in quotations)
