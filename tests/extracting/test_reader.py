"""Documents become claims, whatever network answers: here one that knows a few phrases by heart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import pytest

from counterclaim.extracting.marking import ROOM, TOGETHER
from counterclaim.extracting.reader import AHEAD, LearnedReader
from counterclaim.extracting.readings import DocText, RawClaim
from counterclaim.extracting.scenes import AROUND, STRETCH, TITLE, WHOLE
from counterclaim.extracting.windows import SIZE
from tests.extracting.fake import FakeNetwork, doc, said, words


def reader(network: FakeNetwork, workers: int = 1) -> LearnedReader:
    return LearnedReader(words(), network, workers=workers)


def told(text: str, claim: RawClaim) -> tuple[str | None, ...]:
    """Type, trigger, quantity, object."""
    return claim.type, *said(text, claim.trigger, claim.quantity, claim.object)


def test_claims_come_in_the_order_of_the_text_with_their_words() -> None:
    text = "Nine people died in Umm Dafuq on Monday. Rebels took Kafr Awan, its mayor told Radio X"
    network = FakeNetwork(
        {"took": "seized", "died": "killed"},
        {"nine": "quantity"},
        {
            "people": "object",
            "Rebels": "actor",
            "Umm Dafuq": "place",
            "on Monday": "time",
            "its mayor": "speaker",
            "Radio X": "via",
        },
        classes={"nine": "people"},
        polarities={"took": "unverified"},
    )
    died, seized = reader(network).claims(doc(text))
    assert told(text, died) == ("killed", "died", "Nine", "people")
    assert told(text, seized) == ("seized", "took", None, "people")
    assert text[slice(*died.sentence)] == text[:40] and seized.sentence == (41, len(text))
    assert said(text, seized.actor, seized.time, seized.speaker, *seized.places, *seized.via) == [
        "Rebels", "on Monday", "its mayor", "Umm Dafuq", "Radio X"
    ]  # fmt: skip
    assert (died.object_class, died.polarity) == ("people", "asserted")
    assert (seized.object_class, seized.polarity) == (None, "unverified")
    assert died.trigger.score == pytest.approx(0.99, abs=0.001)


def test_what_is_not_said_is_empty() -> None:
    (claim,) = reader(FakeNetwork({"died": "killed"})).claims(doc("Many died."))
    assert (claim.quantity, claim.object, claim.actor, claim.time, claim.speaker) == (None,) * 5
    assert claim.places == claim.via == ()


def test_a_place_that_is_named_twice_is_one_place() -> None:
    text = "Rebels seized Kafr Awan. KAFR AWAN burns."
    network = FakeNetwork({"seized": "seized"}, roles={"Kafr Awan": "place", "kafr": "wider_place"})
    (claim,) = reader(network).claims(doc(text))
    assert said(text, *claim.places) == ["Kafr Awan"]
    network = FakeNetwork({"burns": "attacked"}, roles={"Kafr Awan": "place"})
    (claim,) = reader(network).claims(doc(text))
    assert said(text, *claim.places) == ["KAFR AWAN"]


def test_every_count_of_a_trigger_is_a_claim_with_a_class_of_its_own() -> None:
    text = "Shells killed nine people, among them two children."
    network = FakeNetwork(
        {"killed": "killed"},
        {"nine": "quantity", "two": "quantity"},
        {"people": "object"},
        {"nine": "people", "two": "children"},
    )
    nine, two = reader(network).claims(doc(text))
    assert [claim.object_class for claim in (nine, two)] == ["people", "children"]
    assert said(text, nine.quantity, two.quantity) == ["nine", "two"]
    assert nine.trigger == two.trigger


def test_claims_of_sentences_long_and_short_keep_their_own_words() -> None:
    text = (
        "Late on the cold and rainy night of the feast shells killed nine. Mines killed six. "
        "Guns, it was told on the morning after, killed two."
    )
    roles = dict.fromkeys(("shells", "Mines", "Guns"), "actor")
    counts = dict.fromkeys(("nine", "six", "two"), "quantity")
    claims = reader(FakeNetwork({"killed": "killed"}, counts, roles)).claims(doc(text))
    assert [said(text, claim.quantity, claim.actor) for claim in claims] == [
        ["nine", "shells"],
        ["six", "Mines"],
        ["two", "Guns"],
    ]


def test_an_object_that_is_an_anchor_is_the_object() -> None:
    text = "Shells hit the market."
    network = FakeNetwork({"hit": "attacked"}, {"the market": "object"}, {"shells": "object"})
    (claim,) = reader(network).claims(doc(text))
    assert told(text, claim) == ("attacked", "hit", None, "the market")


def test_a_count_is_claimed_once_by_the_surest_trigger() -> None:
    text = "Shells killed nine people and left them dead. The bombing killed six."
    network = FakeNetwork(
        {"killed": "killed", "dead": "killed", "bombing": "attacked"},
        {"nine": "quantity", "six": "quantity"},
        sure={"killed": 0.7, "dead": 0.9},
    )
    dead, *others = reader(network).claims(doc(text))
    assert told(text, dead) == ("killed", "dead", "nine", None)
    assert [claim.type for claim in others] == ["attacked", "killed"]  # of which each counts six


def test_who_acts_is_not_what_is_said_of_them() -> None:
    text = "The army denied that its jets struck Kafr Awan."
    network = FakeNetwork({"struck": "attacked"}, roles={"The army denied that its jets": "actor"})
    (claim,) = reader(network).claims(doc(text))
    assert said(text, claim.actor) == ["The army"]


def test_without_a_count_a_sentence_claims_a_type_once() -> None:
    text = "Jets bombed the town and bombing went on. Bombing ended."
    network = FakeNetwork(
        {"bombed": "attacked", "bombing": "attacked"}, sure={"bombed": 0.95, "bombing": 0.8}
    )
    claims = reader(network).claims(doc(text))
    assert [said(text, claim.trigger) for claim in claims] == [["bombed"], ["Bombing"]]


def test_several_sure_objects_of_one_trigger_are_claims_of_their_own() -> None:
    text = "Guns destroyed a bridge, the mill and a school."
    objects = {"a bridge": "object", "the mill": "object", "a school": "object"}
    claims = reader(FakeNetwork({"destroyed": "destroyed"}, objects)).claims(doc(text))
    assert [said(text, claim.object)[0] for claim in claims] == list(objects)


def test_furniture_makes_no_claims() -> None:
    text = "Nine died in Awan. Read more: how ten died."
    network = FakeNetwork({"died": "killed"})
    (claim,) = reader(network).claims(doc(text, (19, len(text))))
    assert claim.trigger.start == 5


@pytest.mark.parametrize("text", ["", "   \n\n ", "Nothing happened.", "\u200b\ufeff"])
def test_where_nothing_is_announced_nothing_is_claimed(text: str) -> None:
    network = FakeNetwork({"died": "killed"})
    assert reader(network).claims(doc(text)) == ()
    assert reader(network).attributions(doc(text)) == ()
    assert network.read_at_once == []


# Long documents.

QUIET = "The river rose a little and the old mill stood in water again that day. "


def long(*parts: str, pieces: int = 3000) -> str:
    """A document of so many pieces, with some parts spread over it."""
    each = pieces // (15 * len(parts))
    return "".join(part + QUIET * each for part in parts)


def test_a_document_of_3000_pieces_is_read_to_its_end_in_bounded_steps() -> None:
    parts = [f"Shells killed nine in Awan{at}. " for at in range(12)]
    text = "Reports from the river\n" + long(*parts)
    network = FakeNetwork({"killed": "killed"}, {"nine": "quantity"}, {"shells": "actor"})
    claims = reader(network).claims(doc(text))
    assert [claim.trigger.start for claim in claims] == [text.index(p) + 7 for p in parts]
    for claim in claims:
        assert told(text, claim) == ("killed", "killed", "nine", None)
        assert claim.actor and claim.actor.start == claim.trigger.start - 7
    assert max(network.seen) <= SIZE and sum(network.seen) > 3000
    largest = max(pieces for _, pieces in network.read_at_once)
    assert largest <= max(WHOLE, TITLE + STRETCH + 2 * AROUND + 1)


def test_the_title_of_a_long_document_is_seen_from_its_end() -> None:
    text = "Rebels shell Umm Dafuq\n" + long("Nothing fell. ") + "Nine died."
    network = FakeNetwork({"died": "killed"}, roles={"Umm Dafuq": "place"})
    (claim,) = reader(network).claims(doc(text))
    assert said(text, *claim.places) == ["Umm Dafuq"]


def test_many_claims_are_read_some_at_a_time() -> None:
    text = "Nine died, two at home. " * 100
    network = FakeNetwork({"died": "killed"}, {"nine": "quantity", "two": "quantity"})
    assert len(reader(network).claims(doc(text))) == 200
    for claims, pieces in network.read_at_once:
        assert claims <= TOGETHER and claims * pieces <= ROOM


# Several documents.

TEXTS = [
    "Nine died in Awan.",
    "",
    long("Nine died. ", "Rebels died."),
    "All is quiet.",
    "Six died.",
]
NETWORK = FakeNetwork(
    {"died": "killed"}, {"nine": "quantity", "six": "quantity"}, {"Awan": "place"}
)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_document_gives_the_same_claims_whatever_is_read_beside_it(workers: int) -> None:
    alone = [reader(NETWORK).claims(doc(text)) for text in TEXTS]
    assert list(map(len, alone)) == [1, 0, 2, 0, 1]
    many = 3 * AHEAD
    among = reader(NETWORK, workers).read(map(doc, [*TEXTS, *TEXTS[:1] * many, *reversed(TEXTS)]))
    assert list(among) == [*alone, *alone[:1] * many, *reversed(alone)]


@pytest.mark.parametrize("workers", [1, 2])
def test_documents_are_taken_as_they_are_needed(workers: int) -> None:
    taken = []

    def endless() -> Iterator[DocText]:
        for number in count():
            taken.append(number)
            yield doc("Nine died.")

    reading = reader(NETWORK, workers).read(endless())
    assert [len(claims) for claims in islice(reading, 3)] == [1, 1, 1]
    assert len(taken) <= 3 + AHEAD * workers
