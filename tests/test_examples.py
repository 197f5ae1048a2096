"""The ledger of the examples keeps what examples/README.md promises its readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Claim, Collection, Entry, GroundedClaim, Mention
from counterclaim.pipeline import Tools, build
from tests.annotated import GOLD, Annotated

REPORTS = Path(__file__).resolve().parents[1] / "examples" / "reports"

# The names that the page gives the reports: where each stands, in the source that a document
# names, and its outlet and day.
NAMES: Mapping[str, tuple[str, str, date]] = {
    "P9": ("pampero-2022-05-09.txt", "Pampero Wire", date(2022, 5, 9)),
    "H9": ("harbour-times-2022-05-09.md", "Harbour Times", date(2022, 5, 9)),
    "C10": ("plata-courier-2022-05-10.txt", "Plata Courier", date(2022, 5, 10)),
    "M10": ("melo-today-2022-05-10.txt", "Melo Today", date(2022, 5, 10)),
    "L10": ("litoral-channel-2022-05-10.md", "Litoral Channel", date(2022, 5, 10)),
    "R10": ("civil-harm-register-2022-05-10.txt", "Civil Harm Register", date(2022, 5, 10)),
    "N10": ("norte-libre-2022-05-10.txt", "Norte Libre", date(2022, 5, 10)),
    "B10": ("boletin-2022-05-10.txt", "Boletin", date(2022, 5, 10)),
    "A10": ("andes-mirror-2022-05-10.md", "Andes Mirror", date(2022, 5, 10)),
    "P11": ("pampero-2022-05-11.txt", "Pampero Wire", date(2022, 5, 11)),
    "B11": ("boletin-2022-05-11.txt", "Boletin", date(2022, 5, 11)),
    "L11": ("litoral-channel-2022-05-11.md", "Litoral Channel", date(2022, 5, 11)),
    "C11": ("plata-courier-2022-05-11.txt", "Plata Courier", date(2022, 5, 11)),
    "N11": ("norte-libre-2022-05-11.txt", "Norte Libre", date(2022, 5, 11)),
    "R12": ("civil-harm-register-2022-05-12.txt", "Civil Harm Register", date(2022, 5, 12)),
    "V10": ("border-briefs.jsonl", "Vichadero Notes", date(2022, 5, 10)),
    "V11": ("border-briefs.jsonl", "Vichadero Notes", date(2022, 5, 11)),
    "F12a": ("border-briefs.jsonl", "Frontier Post", date(2022, 5, 12)),
    "F12b": ("bulletins.csv", "Frontier Post", date(2022, 5, 12)),
    "L12": ("bulletins.csv", "Litoral Channel", date(2022, 5, 12)),
}
FAMILIES = ({"P9", "H9", "C10", "M10"}, {"B10", "A10"}, {"V11", "F12b"})


class Examples:
    """The collection, by the names that the page uses."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.titles = {d.id: d.title_span for d in collection.documents if d.title_span}
        self.names = {
            document.id: name
            for document in collection.documents
            for name, (file, outlet, day) in NAMES.items()
            if file in document.source and (document.outlet, document.published) == (outlet, day)
        }

    def claims(self, name: str, type: str) -> list[Claim]:
        return [
            grounded.claim
            for grounded in self.collection.claims
            if self.names.get(grounded.claim.document) == name and grounded.claim.type == type
        ]

    def counts(self, name: str, type: str, lower: int) -> list[Claim]:
        """The claims of a report whose count begins at ``lower``."""
        return [claim for claim in self.claims(name, type) if claim.lower == lower]

    def entry(self, claims: Iterable[Claim]) -> Entry:
        """The entry that holds the most of these claims."""
        ids = {claim.id for claim in claims}
        assert ids, "no such claim was found"
        return max(self.collection.entries, key=lambda entry: len(ids & set(entry.fact.claims)))

    def voice(self, entry: Entry, claims: Iterable[Claim]) -> str | None:
        """The voice of the entry that one of these claims belongs to."""
        ids = {claim.id for claim in claims}
        return next((voice.id for voice in entry.voices if ids & set(voice.claims)), None)

    def toll(self) -> Entry:
        """How many people were killed in the market in Melo."""
        claims = [claim for name in ("P9", "H9", "C10", "M10") for claim in self.dead(name, 12)]
        return self.entry([*claims, *self.dead("L10", 19), *self.dead("P11", 31)])

    def dead(self, name: str, lower: int) -> list[Claim]:
        """Claims of a report that ``lower`` or more were killed, its headline apart."""
        return [c for c in self.counts(name, "killed", lower) if not self._headline(c)]

    def headlines(self, name: str) -> list[Claim]:
        return [c for c in self.claims(name, "killed") if self._headline(c)]

    def _headline(self, claim: Claim) -> bool:
        title = self.titles.get(claim.document)
        return title is not None and title.overlaps(claim.trigger.span)


@pytest.fixture(scope="module", params=["annotated", "learned"])
def examples(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Examples]:
    """The examples, built from their claims as annotated, and as the shipped model reads them."""
    if request.param == "annotated":
        tools = Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())
    else:
        tools = Tools.load()
    with Ledger.create(tmp_path_factory.mktemp("examples") / "examples.db") as ledger:
        assert build([REPORTS], ledger, tools=tools).problems == ()
        yield Examples(ledger.collection())


def test_the_page_names_every_file() -> None:
    page = (REPORTS.parent / "README.md").read_text("utf-8")
    assert not [file.name for file in REPORTS.iterdir() if f"`{file.name}`" not in page]


def test_every_report_is_read_with_its_outlet_and_day(examples: Examples) -> None:
    assert sorted(examples.names.values()) == sorted(NAMES)
    assert len(examples.collection.documents) == len(NAMES)


def test_every_value_is_the_text_at_its_span(examples: Examples) -> None:
    texts = {document.id: document.text for document in examples.collection.documents}
    read = [
        (texts[grounded.claim.document], mention)
        for grounded in examples.collection.claims
        for mention in _mentions(grounded)
    ]
    assert len(read) > len(NAMES)
    assert all(mention.span.of(text) == mention.text for text, mention in read)


def _mentions(grounded: GroundedClaim) -> list[Mention]:
    claim = grounded.claim
    quantity = claim.quantity.mention if claim.quantity else None
    one = (claim.trigger, quantity, claim.object, claim.actor, claim.time, claim.speaker)
    return [*filter(None, one), *claim.places, *claim.via]


def test_three_families_share_text_and_no_other_reports_do(examples: Examples) -> None:
    families = [
        {examples.names[document] for document in origin.documents}
        for origin in examples.collection.origins
    ]
    shared = [family for family in families if len(family) > 1]
    assert sorted(map(sorted, shared)) == sorted(map(sorted, FAMILIES))
    assert sum(map(len, families)) == len(NAMES)


def test_families_go_back_to_where_they_were_first_said(examples: Examples) -> None:
    roots = {
        examples.names[origin.documents[0]]: (examples.names.get(origin.root or ""), origin.credit)
        for origin in examples.collection.origins
        if len(origin.documents) > 1
    }
    by_family = {
        next(i for i, family in enumerate(FAMILIES) if name in family): root
        for name, root in roots.items()
    }
    assert by_family[0][0] == "P9"
    assert by_family[1][0] == "B10"
    assert by_family[2] == (None, "Cuchilla Press")


def test_a_dispatch_and_its_reprints_are_one_voice(examples: Examples) -> None:
    toll = examples.toll()
    heard = {examples.voice(toll, examples.dead(name, 12)) for name in ("P9", "H9", "C10", "M10")}
    assert len(heard) == 1 and None not in heard


def test_a_headline_is_no_voice_of_its_own(examples: Examples) -> None:
    toll = examples.toll()
    for name, lower in (("P9", 12), ("L10", 19), ("P11", 31)):
        told = [c for c in examples.headlines(name) if c.id in toll.fact.claims]
        assert not told or examples.voice(toll, told) == examples.voice(
            toll, examples.dead(name, lower)
        )


def test_the_toll_rises_from_12_by_19_to_31_and_one_voice_says_14(examples: Examples) -> None:
    toll = examples.toll()
    for name, lower in (("P9", 12), ("L10", 19), ("R10", 19), ("P11", 31), ("B11", 14)):
        assert examples.voice(toll, examples.dead(name, lower)), f"{lower} of {name}"
    said = [point.lower for point in toll.series]
    assert said.index(12) < said.index(19) < said.index(31)
    assert any(relation.kind == "revises" for relation in toll.relations)


def test_what_was_last_said_of_the_toll_lies_from_14_to_31(examples: Examples) -> None:
    toll = examples.toll()
    assert (toll.low, toll.high) == (14, 31)
    assert toll.best is None
    assert toll.status in ("disputed", "denied")


def test_the_ministry_and_the_dispatch_that_cites_it_are_one_voice(examples: Examples) -> None:
    toll = examples.toll()
    own, cited = examples.dead("B11", 14), examples.dead("P11", 14)
    assert own and cited
    assert examples.voice(toll, own) == examples.voice(toll, cited)
    assert examples.voice(toll, own) != examples.voice(toll, examples.dead("P11", 31))


def test_an_outlet_that_repeats_the_monitor_adds_no_voice(examples: Examples) -> None:
    toll = examples.toll()
    repeated = examples.voice(toll, examples.dead("N10", 19))
    assert repeated and repeated == examples.voice(toll, examples.dead("R10", 19))


def test_children_are_a_question_of_their_own_within_the_people(examples: Examples) -> None:
    toll = examples.toll()
    children = [c for c in examples.dead("P11", 7) if c.object_class == "children"]
    assert children
    assert not {claim.id for claim in children} & set(toll.fact.claims)


def test_the_week_in_the_province_is_no_rival_toll(examples: Examples) -> None:
    week = examples.dead("R12", 54)
    assert week
    assert not {claim.id for claim in week} & set(examples.toll().fact.claims)


def test_the_strike_is_denied_by_the_ministry(examples: Examples) -> None:
    denials = [c for c in examples.claims("B10", "attacked") if c.polarity == "denied"]
    assert any(c.speaker and "Defence Ministry" in c.speaker.text for c in denials)


def test_the_town_is_taken_held_and_left(examples: Examples) -> None:
    def told(name: str, type: str) -> bool:
        return any(
            "Minas de Corrales" in place.text
            for claim in examples.claims(name, type)
            for place in claim.places
        )

    assert told("N10", "seized")
    assert told("B10", "held")
    assert told("L11", "withdrew")
    assert told("N11", "held")


def test_equipment_is_counted(examples: Examples) -> None:
    assert examples.counts("B10", "destroyed", 11)
    assert examples.counts("B10", "destroyed", 7)
    assert examples.counts("N11", "destroyed", 2)


def test_doubt_is_kept(examples: Examples) -> None:
    told = examples.claims("N11", "attacked")
    assert any(claim.polarity == "unverified" for claim in told)


def test_furniture_bears_no_claims(examples: Examples) -> None:
    captions = [
        (document.id, furniture.span)
        for document in examples.collection.documents
        for furniture in document.furniture
        if furniture.kind in ("caption", "link", "agency")
    ]
    assert captions
    assert not [
        grounded
        for grounded in examples.collection.claims
        for document, span in captions
        if grounded.claim.document == document and span.overlaps(grounded.claim.trigger.span)
    ]
