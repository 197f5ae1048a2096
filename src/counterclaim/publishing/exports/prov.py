"""The provenance of claims and entries as PROV-O: who said what, where, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from counterclaim import __version__
from counterclaim.model import Copy, Decision, Document, Entity
from counterclaim.model.told import Question, Told
from counterclaim.publishing.exports.accounts import sentence
from counterclaim.publishing.exports.iris import address, iri
from counterclaim.publishing.exports.reviews import reviews
from counterclaim.publishing.exports.source import Source

PREFIXES: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "cc": "urn:counterclaim:terms:",
}
_BUILD: Final = iri("activity", "build")
_PROGRAM: Final = iri("agent", "counterclaim")
_PEOPLE: Final = frozenset({"person", "official", "eyewitness"})


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another node, by its IRI."""

    iri: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A value of a datatype that JSON does not have."""

    value: str
    datatype: str


Object = str | int | Link | Typed


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with its types and properties, all prefixed names; a property may stand twice."""

    iri: str
    types: tuple[str, ...]
    properties: tuple[tuple[str, Object], ...]


def nodes(source: Source) -> Iterator[Node]:
    """Reports, claims, who makes them, entries, the build that made these, and decisions.

    A claim was quoted from its report, and attributed to its root; an entry was derived from its
    claims; a report was derived from another where the direction of the copy is known.
    """
    yield from _build(source)
    agents: set[str] = set()
    for document in source.documents():
        yield _document(document)
    for told in source.told():
        yield from _agents(told, agents)
        yield _claim(told)
    yield from map(_entry, source.questions())
    yield from chain.from_iterable(map(_copy, source.copies()))
    yield from _decisions(source)


def _build(source: Source) -> Iterator[Node]:
    name = f"Counterclaim {__version__}"
    yield Node(_PROGRAM, ("prov:SoftwareAgent",), (("rdfs:label", name),))
    policy = source.policy_name
    choices = (("cc:policy", policy),) if policy else ()
    build = ("rdfs:label", "reading, matching and reconciling"), *choices
    yield Node(_BUILD, ("prov:Activity",), (*build, ("prov:wasAssociatedWith", Link(_PROGRAM))))


def _document(document: Document) -> Node:
    url, day = address(document), document.published
    found: list[tuple[str, Object]] = [("rdfs:label", document.title or document.id)]
    if url:
        found.append(("prov:atLocation", Link(url)))
    if document.outlet:
        found.append(("dcterms:publisher", document.outlet))
    if day:
        found.append(("dcterms:issued", Typed(day.isoformat(), "xsd:date")))
    return Node(iri("document", document.id), ("prov:Entity",), tuple(found))


def _agents(told: Told, known: set[str]) -> Iterator[Node]:
    root = told.grounded.root
    if root and root.id not in known:
        known.add(root.id)
        yield _agent(root)


def _agent(entity: Entity) -> Node:
    kind = "prov:Person" if entity.kind in _PEOPLE else "prov:Organization"
    properties = (("rdfs:label", entity.name), ("cc:kind", entity.kind))
    return Node(iri("entity", entity.id), ("prov:Agent", kind), properties)


def _claim(told: Told) -> Node:
    grounded, claim = told.grounded, told.grounded.claim
    found: list[tuple[str, Object]] = [
        ("prov:wasQuotedFrom", Link(iri("document", claim.document))),
        ("prov:wasGeneratedBy", Link(_BUILD)),
        ("prov:value", sentence(told)),
        ("cc:type", claim.type),
        ("cc:polarity", claim.polarity),
        ("cc:start", claim.sentence.start),
        ("cc:end", claim.sentence.end),
    ]
    bounds = (("cc:lower", claim.lower), ("cc:upper", claim.upper))
    found += [(name, value) for name, value in bounds if value is not None]
    if grounded.root:
        found.append(("prov:wasAttributedTo", Link(iri("entity", grounded.root.id))))
    return Node(iri("claim", claim.id), ("prov:Entity", "cc:Claim"), tuple(found))


def _entry(question: Question) -> Node:
    entry = question.entry
    found: list[tuple[str, Object]] = [
        ("rdfs:label", entry.fact.question),
        ("cc:status", entry.status),
        ("cc:voices", len(entry.voices)),
        ("prov:wasGeneratedBy", Link(_BUILD)),
    ]
    figures = (("cc:low", entry.low), ("cc:best", entry.best), ("cc:high", entry.high))
    found += [(name, value) for name, value in figures if value is not None]
    found += [("prov:wasDerivedFrom", Link(iri("claim", id))) for id in entry.fact.claims]
    return Node(iri("entry", entry.fact.id), ("prov:Entity", "cc:Entry"), tuple(found))


def _copy(copy: Copy) -> Sequence[Node]:
    """The later report and what it took; nothing where the direction is not known."""
    if copy.relation == "shared_quote" or copy.direction == "unknown":
        return ()
    taken, taker = (copy.a, copy.b) if copy.direction == "a->b" else (copy.b, copy.a)
    derived = ("prov:wasDerivedFrom", Link(iri("document", taken)))
    return (Node(iri("document", taker), ("prov:Entity",), (derived,)),)


def _decisions(source: Source) -> Iterator[Node]:
    decided = reviews(source.all_decisions())
    if not decided:
        return
    users: set[str] = set()
    for told in source.told():
        for decision in decided.get(told.grounded.claim.id, ()):
            if decision.user not in users:
                users.add(decision.user)
                label = ("rdfs:label", decision.user)
                yield Node(iri("reviewer", decision.user), ("prov:Agent", "prov:Person"), (label,))
            yield from _decided(told, decision)


def _decided(told: Told, decision: Decision) -> Iterator[Node]:
    act, claim = iri("decision", decision.id), iri("claim", told.grounded.claim.id)
    yield Node(
        act,
        ("prov:Activity",),
        (
            ("rdfs:label", decision.kind),
            ("rdfs:comment", decision.reason),
            ("prov:endedAtTime", Typed(decision.time, "xsd:dateTime")),
            ("prov:wasAssociatedWith", Link(iri("reviewer", decision.user))),
        ),
    )
    yield Node(claim, ("prov:Entity",), (("prov:wasInfluencedBy", Link(act)),))
