"""Six invented reports on one invented strike, and what a ledger would know of them.

The toll rises, one report reprints another, one credits an unseen wire, one denies the strike;
one is hostile (markup, right-to-left text, overrides, emoji, NUL).
"""

from __future__ import annotations

from datetime import date

from counterclaim.model import (
    Claim,
    Collection,
    Copy,
    Credit,
    Dateline,
    Document,
    Entity,
    Entry,
    Fact,
    Furniture,
    GroundedClaim,
    Join,
    Mention,
    Naming,
    Origin,
    Passage,
    Period,
    Place,
    Point,
    Problem,
    Quantity,
    Relation,
    Span,
    Voice,
    identifier,
)
from counterclaim.model.terms import (
    ClaimType,
    CountPrecision,
    EntityKind,
    ObjectClass,
    Polarity,
    Status,
)

HOSTILE = '<script>alert("x")</script>'

SHARED = (
    "Shells struck the livestock market of Karm al-Wadi on Monday, killing at least 12 people, "
    "the Rural Rescue Network said."
)
TEXTS = {
    "r1": f"KARM AL-WADI, March 3 (Northwire) — {SHARED}\n\nThe wounded were taken to Sarim.",
    "r2": f"At least 12 dead in market strike\n\n{SHARED}\n\nRead Full Article at Northwire",
    "r3": (
        "The Rural Rescue Network told Northwire that 19 people had been killed in Karm al-Wadi, "
        "among them 4 children.\n\nRescuers were still digging on Tuesday."
    ),
    "r4": (
        "The defence ministry denied that its forces had struck the market of Karm al-Wadi. "
        "It said its artillery killed up to 30 terrorists north of the town on Monday."
    ),
    "r5": (
        "Hospital officials in Sarim counted 23 bodies from the market of Karm al-Wadi.\r\n\r\n"
        "شنت القوات غارة على السوق يوم الاثنين 🐑👩‍👩‍👧\n\n"
        f'{HOSTILE} <img src=x onerror="alert(1)"> & "quotes" '
        "\u202eoverridden\u202c, \x00 and \x1b[31m. "
        "A tally of 21 to 25 dead was given at night."
    ),
    "we ird/\"6'<b>": "An undated leaflet says many were killed in Karm al-Wadi.",
}
OUTLETS = {
    "r1": "Northwire",
    "r2": "The Valley Post",
    "r3": "Harbour Daily",
    "r4": "State Radio",
    "r5": "Sarim <b>Today</b>",
    "we ird/\"6'<b>": None,
}
DAYS = {
    "r1": date(2031, 3, 3),
    "r2": date(2031, 3, 4),
    "r3": date(2031, 3, 4),
    "r4": date(2031, 3, 5),
    "r5": date(2031, 3, 6),
}
ODD = "we ird/\"6'<b>"


def span(document: str, words: str, occurrence: int = 0) -> Span:
    """Where the words stand in the document."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXTS[document].index(words, start + 1)
    return Span(start, start + len(words))


def mention(document: str, words: str) -> Mention:
    return Mention(words, span(document, words), "test", 0.9)


def document(id: str) -> Document:
    text = TEXTS[id]
    return Document(
        id=id,
        text=text,
        title="At least 12 dead in market strike" if id == "r2" else f"Report {id}",
        title_span=span("r2", "At least 12 dead in market strike") if id == "r2" else None,
        outlet=OUTLETS[id],
        published=DAYS.get(id),
        published_from="given" if id in DAYS else None,
        url="https://example.org/r2?a=1&b=<2>" if id == "r2" else None,
        language="en",
        source=f"reports.jsonl, line {list(TEXTS).index(id) + 1}",
        dateline=_dateline() if id == "r1" else None,
        credits=(Credit("Northwire", span("r2", "Northwire"), "tail"),) if id == "r2" else (),
        furniture=(
            (Furniture(span("r2", "Read Full Article at Northwire"), "link"),) if id == "r2" else ()
        ),
        notes=() if id in DAYS else ("no publication date was found",),
    )


def _dateline() -> Dateline:
    words = "KARM AL-WADI, March 3 (Northwire) —"
    return Dateline(span("r1", words), "Karm al-Wadi", date(2031, 3, 3), "Northwire")


def entity(name: str, kind: EntityKind) -> Entity:
    return Entity(identifier("entity", name), name, kind)


NETWORK = entity("Rural Rescue Network", "monitor")
MINISTRY = entity("Ministry of Defence", "state")
FIGHTERS = entity("fighters", "armed_group")
HOSPITAL = entity("Sarim hospital", "organisation")
WIRE = entity("Northwire", "agency")


def claim(
    document: str,
    type: ClaimType,
    trigger: str,
    *,
    sentence: str,
    quantity: tuple[str, int | None, int | None, CountPrecision | None] | None = None,
    object: tuple[str, ObjectClass] | None = None,
    label: Entity | None = None,
    actor: tuple[str, Entity] | None = None,
    place: bool = True,
    time: str | None = None,
    speaker: tuple[str, Entity] | None = None,
    via: str | None = None,
    polarity: Polarity = "asserted",
) -> GroundedClaim:
    """A claim whose every field is found in the document by its words."""
    places = (mention(document, "Karm al-Wadi"),) if place else ()
    counted = mention(document, quantity[0]) if quantity else None
    made = Claim(
        id=identifier("claim", document, type, trigger, quantity[0] if quantity else None),
        document=document,
        type=type,
        sentence=span(document, sentence),
        trigger=mention(document, trigger),
        quantity=Quantity(counted, *quantity[1:]) if counted and quantity else None,
        object=mention(document, object[0]) if object else None,
        object_class=object[1] if object else None,
        object_class_score=0.8 if object else 0.0,
        actor=mention(document, actor[0]) if actor else None,
        places=places,
        time=mention(document, time) if time else None,
        speaker=mention(document, speaker[0]) if speaker else None,
        via=(mention(document, via),) if via else (),
        polarity=polarity,
        polarity_score=0.9,
    )
    return GroundedClaim(
        claim=made,
        places=tuple(_place(found) for found in places),
        period=_period(made.time),
        object=Naming(made.object, label, "test") if made.object and label else None,
        actor=Naming(made.actor, actor[1], "test") if made.actor and actor else None,
        speaker=Naming(made.speaker, speaker[1], "test") if made.speaker and speaker else None,
        via=tuple(Naming(found, WIRE, "test") for found in made.via),
        root=speaker[1] if speaker else None,
    )


def _place(found: Mention) -> Place:
    return Place(found, "Karm al-Wadi", -35.5, 36.25, 3.0, "city", 99, "XX", "01", ("exact name",))


def _period(found: Mention | None) -> Period | None:
    day = date(2031, 3, 3)
    return Period(found, day, day, "day", "the Monday before the report") if found else None


def claims() -> dict[str, GroundedClaim]:
    network = ("the Rural Rescue Network", NETWORK)
    twelve: tuple[str, int, None, CountPrecision] = ("at least 12", 12, None, "at_least")
    night = "A tally of 21 to 25 dead was given at night."
    return {
        "wire12": claim(
            "r1", "killed", "killing", sentence=SHARED, quantity=twelve,
            object=("people", "people"), time="on Monday", speaker=network,
        ),
        "wire_hit": claim(
            "r1", "attacked", "struck", sentence=SHARED,
            object=("the livestock market", "buildings"), time="on Monday", speaker=network,
        ),
        "post12": claim(
            "r2", "killed", "killing", sentence=SHARED, quantity=twelve,
            object=("people", "people"), time="on Monday", speaker=network,
        ),
        "daily19": claim(
            "r3", "killed", "killed", sentence=TEXTS["r3"].split("\n")[0],
            quantity=("19", 19, 19, "exact"), object=("people", "people"), time="on Tuesday",
            speaker=("The Rural Rescue Network", NETWORK), via="Northwire",
        ),
        "daily4": claim(
            "r3", "killed", "killed", sentence=TEXTS["r3"].split("\n")[0],
            quantity=("4", 4, 4, "exact"), object=("children", "children"),
            speaker=("The Rural Rescue Network", NETWORK), via="Northwire",
        ),
        "denial": claim(
            "r4", "attacked", "struck", sentence=TEXTS["r4"].split(" It said")[0],
            object=("the market", "buildings"), actor=("its forces", MINISTRY),
            speaker=("The defence ministry", MINISTRY), polarity="denied",
        ),
        "radio30": claim(
            "r4", "killed", "killed", sentence="It said" + TEXTS["r4"].split(" It said")[1],
            quantity=("up to 30", None, 30, "at_most"),
            object=("terrorists", "combatants"), label=FIGHTERS,
            actor=("its artillery", MINISTRY), time="on Monday",
            speaker=("The defence ministry", MINISTRY),
        ),
        "hospital23": claim(
            "r5", "killed", "bodies", sentence=TEXTS["r5"].split("\r")[0],
            quantity=("23", 23, 23, "exact"), speaker=("Hospital officials in Sarim", HOSPITAL),
        ),
        "hospital25": claim(
            "r5", "killed", "dead", sentence=night, quantity=("21 to 25", 21, 25, "between"),
            speaker=("Hospital officials in Sarim", HOSPITAL), polarity="unverified",
        ),
        "leaflet": claim(
            ODD, "killed", "killed", sentence=TEXTS[ODD], quantity=("many", None, None, None),
        ),
        "loose": claim(ODD, "killed", "were killed", sentence=TEXTS[ODD]),
    }  # fmt: skip


def voice(name: str, held: list[GroundedClaim], lower: int | None, upper: int | None) -> Voice:
    documents = tuple(dict.fromkeys(grounded.claim.document for grounded in held))
    ids = tuple(grounded.claim.id for grounded in held)
    reasons = (f"all go back to {name}",)
    return Voice(identifier("voice", name, *ids), name, ids, documents, lower, upper, reasons)


def entry(
    question: str,
    type: ClaimType,
    object_class: ObjectClass,
    voices: list[Voice],
    answer: tuple[int | None, int | None, int | None],
    status: Status,
    *,
    relations: tuple[Relation, ...] = (),
    within: tuple[str, ...] = (),
    held: dict[str, GroundedClaim],
) -> Entry:
    ids = tuple(id for v in voices for id in v.claims)
    by_id = {grounded.claim.id: grounded.claim for grounded in held.values()}
    voice_of = {id: v.id for v in voices for id in v.claims}
    day = date(2031, 3, 3)
    fact = Fact(
        id=identifier("fact", question), question=question, type=type, object_class=object_class,
        place=next((c.places[0] for c in held.values() if c.claim.id in ids and c.places), None),
        start=day, end=day, claims=ids,
        joins=(Join(ids[0], ids[-1], 0.71, ("same town", "same day")),) if len(ids) > 1 else (),
        within=within,
    )  # fmt: skip
    series = tuple(
        Point(DAYS.get(by_id[id].document), voice_of[id], id, by_id[id].lower, by_id[id].upper)
        for id in ids
    )
    documents = tuple(dict.fromkeys(by_id[id].document for id in ids))
    return Entry(
        fact, *answer, voices=tuple(voices), documents=documents, status=status,
        relations=relations, reasons=(f"{len(voices)} voices <counted>",), series=series,
    )  # fmt: skip


def collection() -> Collection:
    """The whole, as a ledger gives it."""
    said = claims()
    network = voice(
        "Rural Rescue Network", [said["wire12"], said["post12"], said["daily19"]], 19, 19
    )
    hospital = voice("Sarim hospital", [said["hospital23"], said["hospital25"]], 21, 25)
    leaflet = voice(OUTLETS[ODD] or "an unnamed outlet", [said["leaflet"]], None, None)
    toll = entry(
        "How many people were killed at the market of Karm al-Wadi on 3 March 2031?",
        "killed", "people", [network, hospital, leaflet], (19, None, 25), "disputed", held=said,
        relations=(
            Relation("revises", said["daily19"].claim.id, said["wire12"].claim.id, "19 after 12"),
            Relation("exceeds", hospital.id, network.id, "21–25 lies above 19"),
        ),
    )  # fmt: skip
    children = entry(
        "How many children were killed at the market of Karm al-Wadi on 3 March 2031?",
        "killed", "children", [voice("Rural Rescue Network", [said["daily4"]], 4, 4)],
        (4, 4, 4), "single_voice", within=(toll.fact.id,), held=said,
    )  # fmt: skip
    strike = entry(
        "Was the market of Karm al-Wadi struck on 3 March 2031?", "attacked", "buildings",
        [
            voice("Rural Rescue Network", [said["wire_hit"]], None, None),
            voice("Ministry of Defence", [said["denial"]], None, None),
        ],
        (None, None, None), "denied", held=said,
        relations=(
            Relation("denies", said["denial"].claim.id, said["wire_hit"].claim.id, "did not"),
        ),
    )  # fmt: skip
    fighters = entry(
        "How many fighters were killed near Karm al-Wadi on 3 March 2031?", "killed", "combatants",
        [voice("Ministry of Defence", [said["radio30"]], None, 30)],
        (None, None, 30), "single_voice", held=said,
    )  # fmt: skip
    return Collection(
        documents=tuple(document(id) for id in TEXTS),
        copies=(_copy(),),
        origins=_origins(),
        claims=tuple(said.values()),
        entries=(toll, strike, children, fighters),
        problems=(
            Problem("notes.bin", "", "is no text", "save it as UTF-8 text"),
            Problem("r<7>.jsonl", "line 3", "is no JSON object", "mend the line"),
        ),
        policy={"trace_shingle_words": "5", "match_same_day": "True"},
    )


def _copy() -> Copy:
    shared = (Passage(span("r1", SHARED), span("r2", SHARED)),)
    return Copy("r1", "r2", "derived", "a->b", shared, 0.87, ("r2 names Northwire at its end",))


def _origins() -> tuple[Origin, ...]:
    return (
        Origin(identifier("origin", "r1"), ("r1", "r2"), "r1", "Northwire", (("r2", "r1"),)),
        Origin(identifier("origin", "r3"), ("r3",), None, "Northwire"),
        *(Origin(identifier("origin", id), (id,), id, None) for id in ("r4", "r5", ODD)),
    )
