"""Grows trees of reprints whose every copied word is known, with independent reports between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from difficulty import Difficulty
from edits import in_style, rearranged, recast, regrouped, reworded, words_of
from outlets import Outlet, agencies, outlets
from stories import Event, Habits, Paragraph, Sentence, Writer

DEEPEST = 4  # takers between the first story and the last
DAYS = 24  # all within the window in which reports are compared
_TRIES = 5
#: Words of the reporter's that a taker keeps at least of what it takes.
_KEPT = 40
#: Share of a merged report that comes from the other source, at most.
_OTHER = 0.4

Form: TypeAlias = Literal["dateline", "byline", "brackets", "dashes", "source", "sentence"]
_FORMS: tuple[Form, ...] = (
    "dateline",
    "dateline",
    "byline",
    "brackets",
    "dashes",
    "source",
    "sentence",
)


@dataclass(frozen=True, slots=True)
class Report:
    """A report, in the collection or not, and where it was taken from.

    ``hour`` counts from the collection's first midnight by the right clock; ``filed`` is the day
    of its dateline, None without one; ``credit`` is whom it says the text is from, and ``form``
    how; ``also`` is a second report of which it took less; ``tree`` is the first report of all.
    """

    id: str
    tree: str
    event: Event
    outlet: Outlet
    title: Sentence
    paragraphs: tuple[Paragraph, ...]
    hour: float
    filed: int | None
    credit: str | None
    form: Form
    seen: bool
    depth: int
    taken: str | None = None
    also: str | None = None

    @property
    def published(self) -> int:
        """The day that the outlet prints, by its own clock."""
        return int((self.hour + self.outlet.clock) // 24)


@dataclass(frozen=True, slots=True)
class Shape:
    """How many reports grow: takers of a tree and independent reports of an event (means)."""

    takers: float = 4.0
    controls: float = 1.0  # times what the difficulty says
    reports_of_war: int = 150
    outlets: int = 90


class Grower:
    """Grows events one by one, each with its trees and its independent reports."""

    def __init__(self, difficulty: Difficulty, seed: int, shape: Shape | None = None) -> None:
        self.writer = Writer(seed)
        self._random = self.writer.random
        self._rates = difficulty
        self._shape = shape or Shape()
        self._agencies = agencies(self.writer)
        self._wars = [self.writer.war()]
        self._outlets = outlets(self.writer, self._wars, self._shape.outlets, difficulty.clock)
        self._many = 0

    def events(self) -> Iterator[tuple[Report, ...]]:
        """The reports of one event after another, without end; unseen ones among them."""
        while True:
            if self._many >= self._shape.reports_of_war * len(self._wars):
                self._wars.append(self.writer.war())
            event = self.writer.event(self._wars[-1], self._random.randrange(DAYS))
            reports = self._event(event)
            self._many += len(reports)
            yield reports

    def _event(self, event: Event) -> tuple[Report, ...]:
        random, rates = self._random, self._rates
        alone = min(8, self._number(rates.controls * self._shape.controls))
        reports = [self._first(event, control=True) for _ in range(alone)]
        for _ in range(2 if random.random() < 0.3 else 1):
            self._tree(event, reports)
        return tuple(reports)

    def _tree(self, event: Event, reports: list[Report]) -> None:
        """Adds a tree to an event's reports; its takers may put in pieces of the other ones."""
        others = [report for report in reports if report.seen]
        first = self._first(event, control=False)
        tree = [first]
        for _ in range(min(14, self._number(self._shape.takers))):
            deeper = [r for r in tree[1:] if r.depth < DEEPEST]
            deep = bool(deeper) and self._random.random() < self._rates.deep
            parent = self._random.choice(deeper) if deep else first
            tree.append(self._taker(parent, tree, others))
        reports.extend(tree)

    def _number(self, mean: float) -> int:
        """A number from a geometric distribution: mostly small, now and then large."""
        number = 0
        while self._random.random() > 1 / (1 + mean):
            number += 1
        return number

    def _first(self, event: Event, *, control: bool) -> Report:
        """A report that somebody has written, not taken."""
        random, rates = self._random, self._rates
        wire = random.random() < (0.15 if control else 0.6)
        outlet = random.choice(self._agencies if wire else self._outlets)
        named = random.choice(self._agencies).name if random.random() < rates.named else None
        house = named if control and named else outlet.name
        naming = 0.7 if outlet.agency else 0.25
        habits = Habits(rates.press, rates.background, naming)
        story = self.writer.story(event, house, habits)
        report = Report(
            id=self._id(),
            tree="",
            event=event,
            outlet=outlet,
            title=self._styled(story.title, outlet, event),
            paragraphs=tuple(
                tuple(self._styled(sentence, outlet, event) for sentence in paragraph)
                for paragraph in story.paragraphs
            ),
            hour=24 * event.day + random.uniform(8, 30),
            filed=event.day if outlet.agency or random.random() < 0.5 else None,
            credit=outlet.name if outlet.agency else None,
            form="dateline",
            seen=control or random.random() >= rates.unseen,
            depth=0,
        )
        return replace(report, tree=report.id)

    def _taker(self, parent: Report, tree: Sequence[Report], others: Sequence[Report]) -> Report:
        random, rates = self._random, self._rates
        outlet = self._free(tree, parent)
        credit, form = self._credit(parent, outlet)
        taker = Report(
            id=self._id(),
            tree=parent.tree,
            event=parent.event,
            outlet=outlet,
            title=parent.title,
            paragraphs=parent.paragraphs,
            hour=parent.hour + 0.5 + random.expovariate(1 / rates.delay),
            filed=parent.filed if form == "dateline" or random.random() < 0.5 else None,
            credit=credit,
            form=form,
            seen=random.random() >= rates.lost,
            depth=parent.depth + 1,
            taken=parent.id,
        )
        if random.random() < rates.headline:
            taker = replace(taker, title=self._headline(taker))
        if random.random() >= rates.verbatim:
            taker = self._edited(taker, parent, [o for o in others if o.hour < taker.hour])
        if credit and form == "sentence":
            taker = replace(
                taker, paragraphs=self._reported(taker.paragraphs, credit, parent.event)
            )
        return taker

    def _headline(self, taker: Report) -> Sentence:
        title = self.writer.sentence(f"title_{taker.event.kind}", taker.event.facts, taker.event)
        return self._styled(title, taker.outlet, taker.event)

    def _free(self, tree: Sequence[Report], parent: Report) -> Outlet:
        """An outlet that is not in the tree yet, or now and then the source's own, once more."""
        if parent.seen and not parent.outlet.agency and self._random.random() < 0.05:
            return parent.outlet
        taken = {report.outlet.name for report in tree}
        while True:
            outlet = self._random.choice(self._outlets)
            if outlet.name not in taken:
                return outlet

    def _credit(self, parent: Report, outlet: Outlet) -> tuple[str | None, Form]:
        """Whom a taker says the text is from: the source, or whom the source credits."""
        random = self._random
        form = random.choice(_FORMS)
        if random.random() >= self._rates.credit or outlet == parent.outlet:
            return None, form
        further = parent.credit if random.random() < 0.6 else None
        name = further or parent.outlet.name
        return (None if name == outlet.name else name), form

    def _edited(self, taker: Report, parent: Report, others: Sequence[Report]) -> Report:
        """With the changes of an editor; gentler ones where too little would be left."""
        led = self._random.random() < self._rates.lead
        for _ in range(_TRIES):
            kept = self._kept(parent.paragraphs, led)
            if _shared(kept, parent.paragraphs) >= _KEPT:
                break
        else:
            kept = list(parent.paragraphs)
        also = None
        if others and self._random.random() < self._rates.merge:
            other = self._random.choice(others)
            also = other.id if self._merged(kept, other) else None
        paragraphs = self._added(kept, led, taker)
        return replace(taker, paragraphs=tuple(paragraphs), also=also)

    def _kept(self, paragraphs: Sequence[Paragraph], led: bool) -> list[Paragraph]:
        """What is left of a text, in the taker's words and order; the first paragraph often goes
        where the taker writes one of its own."""
        random, rates, draw = self._random, self._rates, self._random.random
        kept = list(paragraphs)
        if draw() < rates.tail and len(kept) > 2:
            del kept[random.randint(max(2, len(kept) // 3), len(kept)) :]
        if led and draw() < 0.6:
            del kept[0]
        if draw() < rates.reorder:
            kept = rearranged(kept, self.writer)
        kept = [p for at, p in enumerate(kept) if at == 0 or draw() >= rates.paragraph]
        kept = [
            tuple(
                self._changed(sentence)
                for at, sentence in enumerate(paragraph)
                if at == 0 or draw() >= rates.sentence
            )
            for paragraph in kept
        ]
        return regrouped(kept, self.writer)

    def _changed(self, sentence: Sentence) -> Sentence:
        rates = self._rates
        if self._random.random() < rates.recast:
            return recast(sentence, self.writer)
        return reworded(sentence, rates.word, self.writer)

    def _merged(self, kept: list[Paragraph], other: Report) -> bool:
        """Puts in paragraphs of another report, fewer than there are of the first."""
        room = int(_OTHER * words_of(kept))
        put = 0
        for paragraph in other.paragraphs:
            many = words_of([paragraph])
            if many and many <= room:
                changed = tuple(self._changed(sentence) for sentence in paragraph)
                kept.insert(self._random.randint(1, len(kept)), changed)
                room, put = room - many, put + 1
        return put > 0

    def _added(self, kept: Sequence[Paragraph], led: bool, taker: Report) -> Iterator[Paragraph]:
        """The paragraphs in the outlet's style, with those of its own."""
        random, event, outlet = self._random, taker.event, taker.outlet
        own = list(kept)
        while len(own) < 12 and random.random() < self._rates.own / 1.5:
            at = random.randint(1, len(own))
            own.insert(at, self.writer.aside(event, outlet.name, outlet.port))
        if led:
            own.insert(0, (self.writer.sentence(f"lead_{event.kind}", event.facts, event),))
        for paragraph in own:
            yield tuple(
                self._scrubbed(self._styled(sentence, outlet, event), taker)
                for sentence in paragraph
            )

    def _scrubbed(self, sentence: Sentence, taker: Report) -> Sentence:
        """Without the name of the house that a source has spoken to, where it is taken out."""
        words = sentence.words
        if "told" not in words or self._random.random() >= self._rates.scrub:
            return sentence
        at = words.index("told")
        text = " ".join(words[at + 1 :])
        for name in (*(agency.name for agency in self._agencies), taker.credit):
            if name and text.startswith(name):
                many = 1 + len(name.split())
                end = words[at + many - 1][len(name.split()[-1]) :]
                put = self.writer.marked("said" + end)
                marks = (*sentence.marks[:at], *put.marks, *sentence.marks[at + many :])
                return Sentence((*words[:at], *put.words, *words[at + many :]), marks)
        return sentence

    def _reported(
        self, paragraphs: Sequence[Paragraph], name: str, event: Event
    ) -> tuple[Paragraph, ...]:
        """With "…, AFP reported on Monday" behind the first sentence."""
        (first, *others), *more = paragraphs
        day = event.facts["day"]
        told = self._random.choice(
            (f"{name} reported.", f"{name} reported on {day}.", f"according to {name}.")
        )
        put = self.writer.marked(told)
        words = (*first.words[:-1], first.words[-1].rstrip(".") + ",", *put.words)
        return ((Sentence(words, (*first.marks, *put.marks)), *others), *more)

    def _styled(self, sentence: Sentence, outlet: Outlet, event: Event) -> Sentence:
        return in_style(sentence, outlet.style, event, self.writer)

    def _id(self) -> str:
        """An id that tells nothing of the order in which reports were made."""
        return f"d{self._random.getrandbits(40):010x}"


def _shared(one: Sequence[Paragraph], other: Sequence[Paragraph]) -> int:
    """How many of the reporter's words two texts have in common."""
    marks = {mark for p in other for s in p for mark in s.marks if mark & 3 == 0}
    return sum(mark in marks for p in one for s in p for mark in s.marks)
