"""Words of denial and doubt, and how far they reach."""

from __future__ import annotations

import pytest

from counterclaim.extracting.stance import stance
from counterclaim.model import Span


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        ("The army reportedly killed nine men in Sarim.", "killed", "unverified"),
        ("Residents accused the Front of shelling the clinic.", "shelling", "unverified"),
        ("The strike, blamed on the army, hit a market.", "strike", "unverified"),
        ("A suspected gas attack took place at dawn.", "attack", "unverified"),
        ("The radio claimed that the bridge was destroyed.", "destroyed", "unverified"),
        ("The ministry denied that its aircraft had struck the market.", "struck", "denied"),
        ("Moscow has not acknowledged any civilian deaths.", "deaths", "denied"),
        ("A shell fell on Sarim but no one was hurt.", "hurt", "denied"),
        ("The army denied accusations of shelling the clinic.", "shelling", "denied"),
        ("The convoy was denied entry and then shelled.", "shelled", None),
        ("Nine men were killed, the network said.", "killed", None),
        ("The Front claimed responsibility for the attack.", "attack", None),
        ("The blast claimed nine lives.", "blast", None),
        ("The army was accused of looting, but nine men were killed.", "killed", None),
        ("The army, which denies hitting homes, said it destroyed a depot.", "destroyed", None),
        ("The army, which denies hitting homes, said it destroyed a depot.", "hitting", "denied"),
        ("He pledged allegiance and attacked the post.", "attacked", None),
        ("The army denied the raid and accused the Front of shelling Sarim.", "raid", "denied"),
        (
            "The army denied the raid and accused the Front of shelling Sarim.",
            "shelling",
            "unverified",
        ),
        ("The Front rejected the claim and said a jet had bombed Sarim.", "bombed", None),
        (
            "The staff said it had struck a depot, and blamed the Front for the fire.",
            "struck",
            None,
        ),
        ("He accused the Front of shelling Sarim, where nine were killed.", "killed", None),
        ("Nine were killed in a suspected gas attack.", "killed", None),
        ("Washington blames the army for the raid, which it says killed nine.", "killed", None),
        ("A market was hit, it is claimed.", "hit", "unverified"),
        ("A suspected drone strike on the mill left nine dead.", "strike", "unverified"),
        ("A suspected drone strike on the mill left nine dead.", "dead", None),
        ("He denied that Sarim had fallen and his jets bombed the town.", "bombed", None),
        ("The staff denies having fired on the ferry, which hit a mine.", "hit", None),
        ("He blamed the Front, an old ally of the army, that shelled Sarim.", "shelled", None),
        ("He named nine dead, which could not be verified.", "dead", "unverified"),
        ('It called the figure of 31 given by the hospital "a fabrication".', "figure", "denied"),
        ("Reports of a second explosion are not true.", "explosion", "denied"),
        ("Shells hit the village, which lies near the river.", "hit", None),
    ],
)
def test_the_word_that_governs_a_claim(text: str, trigger: str, found: str | None) -> None:
    start = text.index(trigger)
    assert stance(text, Span(0, len(text)), Span(start, start + len(trigger))) == found


def test_a_word_of_another_sentence_does_not_govern() -> None:
    text = "Nine men were killed. The army is accused of a raid, and denies it."
    assert stance(text, Span(0, 21), Span(14, 20)) is None
