"""Names in place of general words: "the monitor" by the name that its report gives it.

The guidelines want the name where "the monitor" or "the ministry" speaks ("a monitor" stays: it may
be named later, or not at all), a place as it is spelt where no possessive s hangs on it
("Aleppos", whose apostrophe was lost), and the whole name of a street or a square: "Kuwait" before
"roundabout" is no country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from counterclaim.model import Claim, Mention, Span

#: What a speaker is called in general, and what the names of its kind have in them.
_KINDS: Final = (
    (
        r"(?:\w{1,40}[ -]based )?(?:war |conflict |human rights |rights |opposition ){0,4}"
        r"(?:monitors?|watchdog|monitoring (?:group|organi[sz]ation|network|body)"
        r"|(?:human )?rights (?:group|monitor|organi[sz]ation))",
        r"Observatory|Network|Cent(?:re|er)|Watch|Monitor|Committee|Commission|Amnesty|Project",
    ),
    (r"ministry", r"Ministry"),
    (r"observatory", r"Observatory"),
)
_KIND: Final = tuple(
    (re.compile(rf"(?:the )?{general}", re.IGNORECASE), named) for general, named in _KINDS
)
_NAME: Final = (
    r"(?:[A-Z][\w’'-]{{1,40}} ){{0,4}}(?:{named})\b(?: (?:for|of|on)(?: [A-Z][\w’'-]{{1,40}})+)?"
)
_MARK: Final = ", name in the report"
_STREET: Final = re.compile(
    r" (?:street|square|road|roundabout|junction|bridge|checkpoint|farms?)\b", re.IGNORECASE
)


def named(text: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a report, with names for the general words of speakers, and places without a
    possessive s and with what they are called ("square"), where the report has them so."""
    return tuple(_named(text, claim) for claim in claims)


def _named(text: str, claim: Claim) -> Claim:
    speaker = claim.speaker and (_speaker(text, claim.speaker) or claim.speaker)
    places = tuple(_whole(text, place) or _street(text, place) or place for place in claim.places)
    return replace(claim, speaker=speaker, places=places)


def _speaker(text: str, said: Mention) -> Mention | None:
    """The nearest name of the kind that a general word speaks of."""
    for general, names in _KIND:
        if general.fullmatch(said.text):
            found = (m.span() for m in re.finditer(_NAME.format(named=names), text))
            longer = [span for span in found if span[1] - span[0] > len(said.text)]
            return _nearest(text, said, longer)
    return None


def _whole(text: str, place: Mention) -> Mention | None:
    """The nearest mention of a name without the s at its end."""
    if not place.text.endswith("s") or len(place.text) < 5:
        return None
    bare = re.escape(place.text[:-1])
    return _nearest(text, place, list(_spans(rf"(?<!\w){bare}(?!\w)", text)))


def _street(text: str, place: Mention) -> Mention | None:
    """The name with the word for a street or square that follows it."""
    follows = _STREET.match(text, place.span.end)
    if follows is None or not place.text[:1].isupper():
        return None
    span = Span(place.span.start, follows.end())
    return replace(place, text=span.of(text), span=span, reader=place.reader + _MARK)


def _spans(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(pattern, text))


def _nearest(text: str, said: Mention, spans: Sequence[tuple[int, int]]) -> Mention | None:
    if not spans:
        return None
    span = Span(*min(spans, key=lambda span: (abs(span[0] - said.span.start), span)))
    return replace(said, text=span.of(text), span=span, reader=said.reader + _MARK)
