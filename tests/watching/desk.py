"""News of an invented war on a site that grows, read by rules, for tests of watching."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from counterclaim.fetching import Allowed, Fetcher, Limits
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger, slices
from counterclaim.model import (
    Claim,
    Document,
    Entity,
    GroundedClaim,
    Mention,
    Naming,
    Period,
    Place,
    Quantity,
    Span,
    identifier,
)
from counterclaim.model.told import Answer
from counterclaim.pipeline import Tools
from counterclaim.watching import Place as Where
from counterclaim.watching import Receivers, Voice, Watch
from counterclaim.watching.sources import Sources
from tests.fetching.conftest import NOBODY
from tests.fetching.site import Hands, Reply, Site, names
from tests.reading.samples import html, item, rss

DAY = date(2031, 3, 4)
_LATEST = 50  # reports that the feed names
#: No two reports have ten words in turn in common, so that none is a copy of another.
_WORDS = (
    "the bridge river market road of school house in and with for from near morning evening night "
    "water bread winter summer trees field hill valley village town station train bus smoke fire "
    "glass door window wall roof garden family children driver farmer teacher doctor nurse was were"
).split()
_TOLL = re.compile(
    r"(?P<count>\d+) people were killed in (?P<town>[A-Z]\w+)[^,]*, (?P<who>[^.]+) said"
)


class Tolls:
    """Reads "12 people were killed in Qasr on 4 March 2031, the ministry said"."""

    name = "tolls"

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for document in documents:
            yield tuple(grounded.claim for grounded in _tolls(document))

    def ground(self, document: Document, claims: Sequence[Claim]) -> Sequence[GroundedClaim]:
        wanted = {claim.id for claim in claims}
        return [grounded for grounded in _tolls(document) if grounded.claim.id in wanted]


def tools() -> Tools:
    return Tools(Tolls(), cast(Grounder, Tolls()))


def _tolls(document: Document) -> Iterator[GroundedClaim]:
    for found in _TOLL.finditer(document.text):

        def said(group: str, found: re.Match[str] = found) -> Mention:
            return Mention(found[group], Span(*found.span(group)), "tolls")

        count, town, who = int(found["count"]), said("town"), said("who")
        word = found.start() + found[0].index("killed")
        killed = Mention("killed", Span(word, word + 6), "tolls")
        place = Place(town, town.text, 10.0 + len(town.text), 20.0, 8.0, "city", 1, "XX", "01")
        speaker = Naming(
            who, Entity(identifier("entity", who.text), who.text, "organisation"), "named so"
        )
        claim = Claim(
            id=identifier("claim", document.id, found.start()),
            document=document.id,
            type="killed",
            sentence=Span(*found.span()),
            trigger=killed,
            quantity=Quantity(said("count"), count, count, "exact"),
            object=None,
            object_class="people",
            object_class_score=1.0,
            actor=None,
            places=(town,),
            time=None,
            speaker=who,
            via=(),
            polarity="asserted",
            polarity_score=1.0,
        )
        period = Period(killed, DAY, DAY, "day", "tolls")
        yield GroundedClaim(claim, (place,), period, None, None, speaker, (), speaker.entity)


@dataclass(slots=True)
class News:
    """A feed on a site, to which reports are added."""

    site: Site
    host: str = "norte.example"
    path: str = "/feed"
    count: int = 0

    def __post_init__(self) -> None:
        self.site.pages[self.path] = self._feed

    @property
    def address(self) -> str:
        return self.site.url(self.path, self.host)

    def url(self, number: int) -> str:
        return self.site.url(f"{self.path}/{number}", self.host)

    def tell(
        self, count: int, town: str = "Qasr", who: str = "the ministry", day: date = DAY
    ) -> None:
        """Publish one more report."""
        self.count += 1
        dice = random.Random(f"{self.path} {self.count}")
        words = [" ".join(dice.choices(_WORDS, k=25)) for _ in range(3)]
        text = (
            f"{count} people were killed in {town} on {day.day} {day:%B %Y}, {who} said.",
            *(f"The {w}." for w in words),
        )
        published = f'<meta property="article:published_time" content="{day}T10:00:00Z">'
        page = html(f"Report {self.count} from {town}", head=published, paragraphs=text)
        self.site.pages[f"{self.path}/{self.count}"] = Reply(page.encode())

    def _feed(self, _: object) -> Reply:
        numbers = range(self.count, max(self.count - _LATEST, 0), -1)
        links = (item(f"Report {n}", link=self.url(n)) for n in numbers)
        return Reply(rss(*links), headers={"Content-Type": "application/rss+xml"})


@dataclass(slots=True)
class Heard:
    """What a watch told of."""

    complaints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def voice(self) -> Voice:
        return Voice(self.complaints.append, self.notes.append)


def fetcher_of(site_port: int, clock: Hands, *hosts: str) -> Fetcher:
    places = [f"{host}:{site_port}" for host in (hosts or ("norte.example", "sur.example"))]
    limits = Limits(delay=0, tries=1)
    return Fetcher(Allowed.of(places), clock=clock, limits=limits, resolve=names(), trust=NOBODY)


@contextmanager
def watching(
    folder: Path,
    sources: Sequence[str],
    fetcher: Fetcher,
    heard: Heard | None = None,
    receivers: Receivers | None = None,
    **options: float,
) -> Iterator[Watch]:
    """A watch of ``a.db`` in a folder, that logs events to ``events.jsonl`` there."""
    told = receivers or Receivers(lines=(folder / "events.jsonl",))
    place = Where.of(str(folder / "a.db"))
    with ExitStack() as stack:
        given = Sources(sources, fetcher.allowed)
        voice = (heard or Heard()).voice
        opened = Watch.opened(place, given, fetcher, told, voice, again=0, **options)  # type: ignore[arg-type]
        yield stack.enter_context(opened)


def answers(path: Path) -> dict[str, Answer]:
    """The entries of a ledger, by id."""
    with Ledger.open(path) as ledger, ledger.reading() as connection:
        return slices.answers(connection, None)


def urls(path: Path) -> list[str]:
    """The addresses of the reports of a ledger."""
    with Ledger.open(path) as ledger:
        return sorted(document.url or "" for document in ledger.documents())
