"""Web annotations, schema.org and PROV-O, read as linked data and by their selectors."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic

from counterclaim.model import Collection, Decision
from counterclaim.model.decision_record import settled
from counterclaim.publishing import EXPORTS
from counterclaim.publishing.exports.web_annotation import claims_of
from tests.publishing.incident import ODD, SHARED, TEXTS, claims, collection

# rdflib's own reader of JSON-LD uses what rdflib gives up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# What http://www.w3.org/ns/anno.jsonld says of the terms that are used; tests ask no network.
ANNO: dict[str, Any] = {
    "@version": 1.1,
    "oa": str(OA), "as": "https://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@vocab"},
    "AnnotationPage": "as:OrderedCollectionPage", "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource", "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "classifying": "oa:classifying",
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"}, "tagging": "oa:tagging",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": "oa:start", "end": "oa:end", "value": "rdf:value",
}  # fmt: skip


def made(form: str, held: Collection | None = None) -> Any:
    return json.loads("\n".join(EXPORTS[form](held or collection())))


def decided(kind: str, claim: str, at: int, **others: Any) -> Decision:
    time = f"2031-04-0{at}T10:00:00+00:00"
    about = "decision" if kind == "undo" else "claim"
    return settled(
        Decision("", kind, about, (claim,), (), (), "A. Reader", time, "seen", **others)  # type: ignore[arg-type]
    )


def test_web_annotations_come_back_as_the_claims_they_were_made_of() -> None:
    records = [json.loads(line) for line in EXPORTS["claims-jsonl"](collection())]
    assert list(claims_of(made("web-annotation"))) == records


def test_every_selector_finds_its_words_in_the_text() -> None:
    page = made("web-annotation")
    assert len(page["items"]) == len(claims())
    for annotation in page["items"]:
        doc = annotation["body"][1]["cc:values"]["doc"]
        for target in annotation["target"]:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert TEXTS[doc][start:end] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert around == TEXTS[doc][max(0, start - 32) : end + 32]


def test_web_annotations_are_linked_data() -> None:
    page = made("web-annotation")
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    page["@context"][0] = ANNO
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    annotations = set(graph.subjects(rdflib.RDF.type, OA.Annotation))
    assert len(annotations) == len(claims())
    for annotation in annotations:
        assert (annotation, OA.motivatedBy, OA.classifying) in graph
        for target in graph.objects(annotation, OA.hasTarget):
            assert len(list(graph.objects(target, OA.hasSelector))) == 2
            assert graph.value(target, OA.hasSource) is not None


def test_a_report_without_a_plain_address_is_named_by_its_identifier() -> None:
    sources = {t["source"] for a in made("web-annotation")["items"] for t in a["target"]}
    assert "urn:counterclaim:document:r1" in sources
    odd = next(s for s in sources if "ird" in s)
    assert not set(odd) & set(" \"'<>")
    assert all("<2>" not in each for each in sources), ODD


def test_a_claim_of_schema_org_says_where_its_voice_said_so_first() -> None:
    graph = {n["identifier"]: n for n in made("schema-org")["@graph"] if n["@type"] == "Claim"}
    reprint = graph[claims()["post12"].claim.id]
    assert reprint["text"] == SHARED
    assert reprint["appearance"]["publisher"]["name"] == "The Valley Post"
    assert reprint["firstAppearance"]["publisher"]["name"] == "Northwire"
    assert reprint["author"]["name"] == "Rural Rescue Network"
    later = graph[claims()["daily19"].claim.id]
    assert later["firstAppearance"] == later["appearance"]


def test_only_what_a_person_decided_is_reviewed_and_only_as_a_reading() -> None:
    assert not [n for n in made("schema-org")["@graph"] if n["@type"] == "ClaimReview"]
    kept, taken_back = claims()["wire12"].claim.id, claims()["daily19"].claim.id
    accepted, other = decided("accept", kept, 1), decided("accept", taken_back, 2)
    acts = (accepted, other, decided("undo", other.id, 3))
    graph = made("schema-org", replace(collection(), decisions=acts))["@graph"]
    (review,) = [node for node in graph if node["@type"] == "ClaimReview"]
    assert review["itemReviewed"]["@id"] == f"urn:counterclaim:claim:{kept}"
    assert review["reviewAspect"].endswith("not whether the claim is true")
    assert review["reviewRating"]["alternateName"] == "read rightly"
    assert "ratingValue" not in review["reviewRating"]


def test_provenance_is_the_same_graph_in_both_forms() -> None:
    acts = (decided("accept", claims()["wire12"].claim.id, 1),)
    held = replace(collection(), decisions=acts)
    linked = rdflib.Graph().parse(data="\n".join(EXPORTS["prov-jsonld"](held)), format="json-ld")
    turtle = rdflib.Graph().parse(data="\n".join(EXPORTS["prov-turtle"](held)), format="turtle")
    assert isomorphic(linked, turtle)


def test_provenance_leads_from_an_entry_to_who_said_so_and_where() -> None:
    graph = rdflib.Graph().parse(data="\n".join(EXPORTS["prov-turtle"](collection())))
    asked = """
        SELECT ?name ?report WHERE {
            ?entry a cc:Entry ; cc:status "disputed" ; prov:wasDerivedFrom ?claim .
            ?claim prov:wasAttributedTo [ rdfs:label ?name ] ; prov:wasQuotedFrom ?report }
    """
    found = {(str(name), str(report)) for name, report in graph.query(asked)}
    assert ("Rural Rescue Network", "urn:counterclaim:document:r3") in found
    assert ("Sarim hospital", "urn:counterclaim:document:r5") in found
    taker, taken = (rdflib.URIRef(f"urn:counterclaim:document:{id}") for id in ("r2", "r1"))
    assert (taker, PROV.wasDerivedFrom, taken) in graph
