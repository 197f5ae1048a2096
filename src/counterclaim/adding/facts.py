"""Facts as claims that are new, gone or changed leave them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from counterclaim.adding.claims import Decided
from counterclaim.adding.growth import grown
from counterclaim.adding.held import Days, Held
from counterclaim.adding.nesting import nested
from counterclaim.adding.reach import is_of_war, reached
from counterclaim.adding.starts import Start, starts
from counterclaim.ledger import schema, slices
from counterclaim.matching import Scope, matched, more_left_out
from counterclaim.model import Document, Fact, GroundedClaim
from counterclaim.policy import Policy
from counterclaim.reconciling.joined import Joined


@dataclass(frozen=True, slots=True)
class Rematched:
    """``facts`` are new or changed, but for what lies within what; ``within`` says that of all that
    lie within other facts than before; ``gone`` are the ids of those that are no more.

    ``measures`` say what the new and changed facts measure, ``wars`` which of their claims count
    over a whole war.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    measures: Mapping[str, str | None] = field(default_factory=dict)
    wars: frozenset[str] = frozenset()

    def facts_of(self, held: Held, claims: Iterable[str]) -> dict[str, str]:
        """The facts that claims answer now, by claim."""
        asked = set(claims)
        new = {claim: fact.id for fact in self.facts.values() for claim in fact.claims}
        stored = {} if held.anew else slices.facts_of(held.connection, asked - new.keys())
        kept = {claim: fact for claim, fact in stored.items() if fact not in self.gone}
        return {claim: new.get(claim) or kept[claim] for claim in asked if claim in new | kept}

    def also(self, held: Held, facts: Iterable[str]) -> Rematched:
        """With what is stored of facts that are written again although they stayed the same."""
        same = set() if held.anew else {*facts} - self.measures.keys()
        return replace(
            self,
            measures={**slices.measures(held.connection, same), **self.measures},
            wars=self.wars | slices.of_wars_in(held.connection, same),
        )


def rematched(held: Held, decided: Decided, policy: Policy) -> Rematched:
    """The facts that come, go or change.

    The claims of each type that is new somewhere are matched over the days around the new ones.
    Claims of other days that are likely to belong to these are matched along with them, each with
    its whole fact but without the days around it. Groups that come out as they are stored stay, as
    do those at the edge that nothing new has touched. Where something new reaches the edge, or does
    more to a fact of other days than to join it, more days are read: at last all.
    """
    fresh = {*held.claims_of(held.noted("claims")), *decided.changed, *decided.loosened}
    lost = {*held.noted("fact")}
    if not held.anew:
        lost |= {*slices.facts_of(held.connection, {*decided.gone, *decided.changed}).values()}
    return _together([_settled(held, each, decided, policy) for each in starts(held, fresh, lost)])


def _settled(held: Held, start: Start, decided: Decided, policy: Policy) -> Rematched:
    """What changes of the facts of some types."""
    start = start.reaching(held, policy)
    times = 1
    while True:
        region = _Region.of(held, start, times, decided, policy)
        found = region.result(start)
        if isinstance(found, Rematched):
            return found
        wider = replace(start, further=start.further | found)
        times, start = (times if wider != start else 2 * times), wider


def _together(parts: Sequence[Rematched]) -> Rematched:
    """What changes of the facts of several types."""
    return Rematched(
        facts={id: fact for part in parts for id, fact in part.facts.items()},
        within={id: outer for part in parts for id, outer in part.within.items()},
        gone=frozenset(id for part in parts for id in part.gone),
        measures={id: measure for part in parts for id, measure in part.measures.items()},
        wars=frozenset(id for part in parts for id in part.wars),
    )


@dataclass(frozen=True, slots=True)
class _Region:
    """Claims matched by themselves, and which of them are far enough from the edge."""

    held: Held
    policy: Policy
    types: frozenset[str]
    documents: Mapping[str, Document]
    claims: Mapping[str, GroundedClaim]
    within: frozenset[str]  # the claims of the days that were read; the others came along
    wars: frozenset[str]  # those of whole wars, if all were read
    days: Days | None
    ends: tuple[date | None, date | None]
    scopes: Sequence[Scope]
    stored: Mapping[str, Sequence[str]]
    more: _More

    @classmethod
    def of(cls, held: Held, start: Start, times: int, decided: Decided, policy: Policy) -> _Region:
        ends = slices.ends(held.connection)
        days = None if held.anew else start.around(times, policy)
        if days and ends[0] and ends[1] and days[0][0] <= ends[0] and ends[1] <= days[0][1]:
            days = None
        within = held.claims_within(start.types, days)
        ids, stored = set(within), dict[str, Sequence[str]]()
        ids |= start.fresh | start.along | start.wars
        while not held.anew:
            facts = {*slices.facts_of(held.connection, ids).values(), *start.lost}
            stored = dict(slices.members(held.connection, facts))
            more = {claim for claims in stored.values() for claim in claims}
            more |= _bound(decided, ids)
            if more <= ids:
                break
            ids |= more
        claims = [g for g in held.claims(ids) if g.claim.type in start.types]
        documents = held.documents({grounded.claim.document for grounded in claims})
        return cls(
            held=held,
            policy=policy,
            types=start.types,
            documents={document.id: document for document in documents},
            claims={grounded.claim.id: grounded for grounded in claims},
            within=frozenset(within),
            wars=start.wars,
            days=days,
            ends=ends,
            scopes=matched(documents, claims, policy, decided.facts),
            stored=stored,
            more=_More(documents, claims, start.fresh.difference(*stored.values()), policy),
        )

    def result(self, start: Start) -> Rematched | frozenset[date | None]:
        """What has changed; or, where that reaches what was not read, the days around which more
        must be read."""
        new = {scope.fact.id: scope for scope in self.scopes}
        touched = self._touched(new, start)
        taken, gone, near, torn = touched.taken, touched.gone, touched.near, touched.torn
        same = {id: s for id, s in new.items() if id in self.stored and self._is_same(s)}
        same = {id: scope for id, scope in same.items() if id not in taken}
        beside = self._beside(same, taken.keys() | gone)
        lacking = self._far(near, set().union(*torn)) | self._missing(beside, taken, same, gone)
        lacking |= self._close(torn, near | touched.joined)
        if lacking and self.days is not None:
            return frozenset(lacking)
        stored = self._stored_facts({*same})
        facts = {id: scope.fact for id, scope in taken.items()}
        facts |= {
            id: fact for id, s in same.items() if (fact := self._other(s, stored[id], beside))
        }
        scopes = [scope for id, scope in {**same, **taken}.items() if id in facts]
        members = {claim for fact in facts.values() for claim in fact.claims}
        return Rematched(
            facts=facts,
            within=nested(self.held, start.types, scopes, gone, self.policy),
            gone=frozenset(gone),
            measures={scope.fact.id: scope.measure for scope in scopes},
            wars=frozenset(id for id in members if is_of_war(self.held, self.claims[id])),
        )

    def _touched(self, new: Mapping[str, Scope], start: Start) -> _Touched:
        found = _Touched(gone={*start.lost} - new.keys() - self.stored.keys())
        for olds, news in self._parts(new, start):
            claims = {c for id in olds for c in self.stored[id]}
            claims |= {c for id in news for c in new[id].fact.claims}
            touched = not claims.isdisjoint(start.fresh) or not start.lost.isdisjoint(olds)
            if more := self._grown(olds, news, new, claims, start) if touched else None:
                found.taken[more.fact.id] = more
                found.joined |= claims & start.fresh
                continue
            if touched:
                found.near |= claims
            if touched or all(self._inside(claim) for claim in claims):
                found.taken |= {id: new[id] for id in news}
                found.gone |= {*olds} - {*news}
            else:
                found.torn.append(claims)
        return found

    def _grown(
        self,
        olds: Sequence[str],
        news: Sequence[str],
        new: Mapping[str, Scope],
        claims: set[str],
        start: Start,
    ) -> Scope | None:
        """A fact of days that were not read, if all that happened is that new claims joined it."""
        if [*olds] != [*news] or len(olds) > 1 or not start.lost.isdisjoint(olds):
            return None
        if all(self._inside(claim) for claim in claims):
            return None
        (id,) = olds
        found = grown(new[id].fact, self._stored_facts({id})[id], start.fresh, self.more)
        return replace(new[id], fact=found) if found else None

    def _beside(self, same: Mapping[str, Scope], touched: set[str]) -> set[str]:
        """The facts that nearly were one with a touched one, or nearly are now."""
        named = schema.near_misses.c
        listed = [] if self.held.anew else slices.named(
            self.held.connection, named.fact, named.other, touched
        )  # fmt: skip
        now = (id for id, s in same.items() if not touched.isdisjoint(m.b for m in s.fact.near))
        return {*listed, *now} - touched

    def _missing(
        self,
        beside: set[str],
        taken: Mapping[str, Scope],
        same: Mapping[str, Scope],
        gone: set[str],
    ) -> set[date | None]:
        """The days that must be read to know what the touched facts, and those beside them, nearly
        are one with."""
        if self.days is None:
            return set()
        kept = {*taken, *same} - gone
        claims = {c for id in beside & same.keys() for c in same[id].fact.claims}
        asked = {c for c in claims if not self._inside(c)}
        asked |= reached(self.held, claims, self.policy) - self.claims.keys()
        other = {
            miss.b
            for scope in (*taken.values(), *(same[id] for id in beside & same.keys()))
            for miss in scope.fact.near
        } - kept  # fmt: skip
        found = {scope.fact.id: scope.fact.claims for scope in self.scopes}
        asked |= {claim for id in other for claim in found[id]}
        held = {*taken} & {*self.stored}
        far = {id for id in held if not all(self._inside(claim) for claim in self.stored[id])}
        listed = {miss.b for fact in self._stored_facts(far).values() for miss in fact.near}
        beside = beside | listed - taken.keys() - gone
        rest = slices.members(self.held.connection, beside - same.keys())
        asked |= {claim for claims in rest.values() for claim in claims}
        return {*self._days_of(asked)}

    def _other(self, scope: Scope, stored: Fact, beside: set[str]) -> Fact | None:
        """What a fact of the same claims says now, if that is something else. Where it touches what
        was not read, some of it is missing here, and what is stored holds, with what is new."""
        fact = scope.fact
        if fact.id in beside:
            return fact if stored != fact else None
        if all(self._inside(claim) for claim in fact.claims):
            return fact if fact.left_out > stored.left_out else None
        more = sum(map(self.more, fact.claims))
        return replace(stored, left_out=stored.left_out + more) if more > 0 else None

    def _is_same(self, scope: Scope) -> bool:
        return {*self.stored[scope.fact.id]} == {*scope.fact.claims}

    def _parts(self, new: Mapping[str, Scope], start: Start) -> list[tuple[list[str], list[str]]]:
        """Stored facts and those that were found, as far as they differ or something is new in
        them: those that share claims together."""
        same = {
            id
            for id, scope in new.items()
            if id in self.stored and id not in start.lost and self._is_same(scope)
            if start.fresh.isdisjoint(scope.fact.claims)
        }
        differ, olds = [*(new.keys() - same)], [*(self.stored.keys() - same)]
        names = [*(f"old {id}" for id in olds), *(f"new {id}" for id in differ)]
        joined, first = Joined(names), dict[str, str]()
        for name, claims in (
            *((f"old {id}", self.stored[id]) for id in olds),
            *((f"new {id}", new[id].fact.claims) for id in differ),
        ):
            for claim in claims:
                joined.join(first.setdefault(claim, name), name)
        return [
            (
                [name[4:] for name in part if name[0] == "o"],
                [name[4:] for name in part if name[0] == "n"],
            )
            for part in joined.settled()
        ]

    def _inside(self, claim: str) -> bool:
        """Whether all claims of near days that it may be compared with were read."""
        if self.days is None or claim in self.wars:
            return True
        day = self._day(claim) if claim in self.within else None
        return day is not None and self._room(day) >= self.policy.match_window_days

    def _day(self, claim: str) -> date | None:
        grounded = self.claims.get(claim)
        return self.documents[grounded.claim.document].published if grounded else None

    def _far(self, claims: set[str], torn: set[str]) -> set[date | None]:
        """The days of those of the claims that lie near the edge, and of claims that are likely to
        belong to them and were not read at all, or are grouped otherwise than they are stored."""
        if self.days is None:
            return set()
        likely = reached(self.held, claims, self.policy)
        asked = {claim for claim in claims if not self._inside(claim)}
        return {*self._days_of(asked | (likely - self.claims.keys()) | (likely & torn))}

    def _close(self, torn: Sequence[set[str]], near: set[str]) -> set[date | None]:
        """The days of torn groups' claims, where one may be compared with a claim that something
        new has a part in."""
        window = self.policy.match_window_days
        days = sorted({day.toordinal() for claim in near - self.wars if (day := self._day(claim))})

        def close(claim: str) -> bool:
            day = None if claim in self.wars else self._day(claim)
            if day is None:
                return False
            at = bisect_left(days, day.toordinal() - window)
            return at < len(days) and days[at] <= day.toordinal() + window

        return {*self._days_of(c for group in torn if any(map(close, group)) for c in group)}

    def _days_of(self, claims: Iterable[str]) -> Iterator[date | None]:
        found = [g for g in self.held.claims(claims) if g.claim.type in self.types]
        for document in self.held.documents({grounded.claim.document for grounded in found}):
            yield document.published

    def _room(self, day: date) -> int:
        """Days to the edge; where the ledger ends there is none."""
        (first, last), far = self.ends, self.policy.match_window_days
        for low, high in self.days or ():
            if low <= day <= high:
                before = far if first is None or low <= first else (day - low).days
                behind = far if last is None or last <= high else (high - day).days
                return min(before, behind)
        return 0

    def _stored_facts(self, ids: set[str]) -> dict[str, Fact]:
        if self.held.anew:
            return {}
        facts = slices.facts(self.held.connection, ids)
        where = {id: place for id, (_, place) in facts.items() if place is not None}
        claims = {g.claim.id: g for g in self.held.stored(where.values())}
        return {
            id: replace(fact, place=claims[where[id]].places[0] if id in where else None)
            for id, (fact, _) in facts.items()
        }


@dataclass(slots=True)
class _Touched:
    """The facts that are ``taken`` in place of stored ones, and the ids of those ``gone``.

    ``near`` are the claims that something new has a part in; but of a fact of other days that only
    grew, the new ones alone: ``joined``. ``torn`` are groups that differ from what is stored only
    since claims behind the edge are missing.
    """

    gone: set[str]
    taken: dict[str, Scope] = field(default_factory=dict)
    near: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    torn: list[set[str]] = field(default_factory=list)


@dataclass(slots=True)
class _More:
    """How many more neighbours than before a claim is not compared with, since there are new
    ones; counted when it is asked for."""

    documents: Sequence[Document]
    claims: Sequence[GroundedClaim]
    fresh: frozenset[str]
    policy: Policy
    _counts: Mapping[str, int] | None = None

    def __call__(self, claim: str) -> int:
        if self._counts is None:
            self._counts = more_left_out(self.documents, self.claims, self.fresh, self.policy)
        return self._counts[claim]


def _bound(decided: Decided, claims: set[str]) -> set[str]:
    """The claims of all bonds in which one of these has a part."""
    bonds = (*decided.facts.together, *decided.facts.apart)
    every = [{*bond.claims, *bond.others} for bond in bonds]
    return set().union(*(bond for bond in every if not claims.isdisjoint(bond)))
