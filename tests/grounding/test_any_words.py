"""Whatever words a model takes for a place, a speaker or a time, grounding holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.grounding import Grounder
from counterclaim.model import Claim, Document, Mention, Span

TEXT = (
    "MELO, May 9 (Pampero Wire) — The director of the city's hospital, Ana Ferreira, told the "
    'agency on Monday that the "so-called" army\'s media, a source and the the ministry of — said '
    "at least 12 were killed near Rivera (north of Aleppo), since Nov. 27; it, he, they added. 12! "
    "الجيش 👩‍👩‍👧 \x00 St. O'Neill-al-Din’s spokesman for of the, from 3 to 5 May."
)


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return Grounder.load()


def spans() -> st.SearchStrategy[Span]:
    starts = st.integers(0, len(TEXT) - 1)
    return st.tuples(starts, st.integers(1, 40)).map(
        lambda drawn: Span(drawn[0], min(len(TEXT), drawn[0] + drawn[1]))
    )


def mentions() -> st.SearchStrategy[Mention]:
    return spans().map(lambda span: Mention(span.of(TEXT), span, "test"))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    actor=st.none() | mentions(),
    thing=st.none() | mentions(),
    speaker=st.none() | mentions(),
    time=st.none() | mentions(),
    places=st.lists(mentions(), max_size=2),
    via=st.lists(mentions(), max_size=2),
    outlet=st.none() | st.sampled_from(["Pampero Wire", "x"]),
    day=st.none() | st.just(date(2022, 5, 9)),
)
def test_any_mentions_are_grounded(
    grounder: Grounder,
    actor: Mention | None,
    thing: Mention | None,
    speaker: Mention | None,
    time: Mention | None,
    places: list[Mention],
    via: list[Mention],
    outlet: str | None,
    day: date | None,
) -> None:
    document = Document(id="d", text=TEXT, outlet=outlet, published=day)
    trigger = Mention("killed", Span(TEXT.index("killed"), TEXT.index("killed") + 6), "test")
    claim = Claim(
        "claim-1", "d", "killed", Span(0, len(TEXT)), trigger, None, thing, "combatants", 1.0,
        actor, tuple(places), time, speaker, tuple(via), "asserted", 1.0,
    )  # fmt: skip
    (grounded,) = grounder.ground(document, [claim])
    assert [place.mention for place in grounded.places] == places
    assert [naming.mention for naming in grounded.via] == via
    assert (grounded.speaker is None) == (speaker is None)
