"""Facts as claims that are new, gone or changed leave them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from counterclaim.adding.claims import Decided
from counterclaim.adding.held import Days, Held, around
from counterclaim.adding.nesting import nested
from counterclaim.adding.reach import is_of_war, reached
from counterclaim.ledger import schema, slices
from counterclaim.matching import Scope, matched
from counterclaim.model import Document, Fact, GroundedClaim
from counterclaim.model.terms import CLAIM_TYPES
from counterclaim.policy import Policy
from counterclaim.reconciling.joined import Joined

# Times the window that claims are compared over: how far around new claims others are read at
# first. Of those that a new one may push out of the neighbours of others, all neighbours are there.
_READ = 2


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


def rematched(held: Held, decided: Decided, policy: Policy) -> Rematched:
    """The facts that come, go or change.

    The claims of each type that is new somewhere are matched over the days around the new ones.
    Groups that come out as they are stored stay, as do those at the edge that nothing new has
    touched. Where something new reaches the edge, or claims of other days that are likely to belong
    to it, more days are read: at last all.
    """
    fresh = {*held.claims_of(held.noted("claims")), *decided.changed, *decided.loosened}
    lost = {*held.noted("fact")}
    if not held.anew:
        lost |= {*slices.facts_of(held.connection, {*decided.gone, *decided.changed}).values()}
    return _together([_settled(held, each, decided, policy) for each in _starts(held, fresh, lost)])


def _settled(held: Held, start: _Start, decided: Decided, policy: Policy) -> Rematched:
    """What changes of the facts of some types."""
    start = start.reaching(held, policy)
    reach = _READ * policy.match_window_days + 1
    while True:
        region = _Region.of(held, start, reach, decided, policy)
        found = region.result(start)
        if isinstance(found, Rematched):
            return found
        wider = replace(start, days=start.days | found)
        reach, start = (reach if wider != start else 2 * reach), wider


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
class _Start:
    """What is new among the claims of some types: ``fresh`` claims, ``lost`` facts that lost some,
    and the days of both (None among the days: one that nobody knows)."""

    fresh: frozenset[str]
    lost: frozenset[str]
    types: frozenset[str]
    days: frozenset[date | None]

    def reaching(self, held: Held, policy: Policy) -> _Start:
        """With the days of all claims that are likely to belong to one of the fresh ones, or to
        what is left of the lost facts, and of the claims that are in one fact with these."""
        if held.anew:
            return self
        left = slices.members(held.connection, self.lost).values()
        own = self.fresh.union(*left)
        likely = own | reached(held, own, policy)
        facts = slices.facts_of(held.connection, likely).values()
        claims = held.claims(likely.union(*slices.members(held.connection, facts).values()))
        documents = held.documents({grounded.claim.document for grounded in claims})
        return replace(self, days=self.days | {document.published for document in documents})


def _starts(held: Held, fresh: set[str], lost: set[str]) -> Iterator[_Start]:
    """A beginning for each type: no claim is compared with one of another."""
    if held.anew:
        yield _Start(frozenset(fresh), frozenset(), frozenset(CLAIM_TYPES), frozenset())
        return
    claims: dict[str, set[str]] = {}
    for grounded in held.claims(fresh):
        claims.setdefault(grounded.claim.type, set()).add(grounded.claim.id)
    facts: dict[str, set[str]] = {}
    for fact, type in slices.types_of(held.connection, lost).items():
        facts.setdefault(type, set()).add(fact)
    days = frozenset(date.fromisoformat(day) if day else None for day in held.noted("day"))
    for type in sorted({*claims, *facts}):
        own, left = frozenset(claims.get(type, ())), frozenset(facts.get(type, ()))
        yield _Start(own, left, frozenset({type}), days)


@dataclass(frozen=True, slots=True)
class _Region:
    """Claims matched by themselves, and which of them are far enough from the edge."""

    held: Held
    policy: Policy
    types: frozenset[str]
    documents: Mapping[str, Document]
    claims: Mapping[str, GroundedClaim]
    within: frozenset[str]  # the claims of the days that were read; the others came along
    days: Days | None
    ends: tuple[date | None, date | None]
    scopes: Sequence[Scope]
    stored: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, held: Held, start: _Start, reach: int, decided: Decided, policy: Policy) -> _Region:
        ends = slices.ends(held.connection)
        days: Days | None = None if held.anew or None in start.days else around(
            (day for day in start.days if day), reach
        )  # fmt: skip
        if days and ends[0] and ends[1] and days[0][0] <= ends[0] and ends[1] <= days[0][1]:
            days = None
        within = held.claims_within(start.types, days)
        ids, stored = set(within), dict[str, Sequence[str]]()
        ids |= start.fresh
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
            days=days,
            ends=ends,
            scopes=matched(documents, claims, policy, decided.facts),
            stored=stored,
        )

    def result(self, start: _Start) -> Rematched | frozenset[date | None]:
        """What has changed; or, where that reaches what was not read, the days around which more
        must be read."""
        new = {scope.fact.id: scope for scope in self.scopes}
        taken, gone, near, torn = self._touched(new, start)
        same = {id: s for id, s in new.items() if id in self.stored and self._is_same(s)}
        same = {id: scope for id, scope in same.items() if id not in taken}
        beside = self._beside(same, taken.keys() | gone)
        lacking = self._far(near) | self._missing(beside, taken, same, gone)
        lacking |= self._close(torn, near)
        if lacking and self.days is not None:
            return frozenset(lacking)
        stored = self._stored_facts({*same})
        facts = {id: scope.fact for id, scope in taken.items()}
        facts |= {id: s.fact for id, s in same.items() if self._other(s, stored[id], beside)}
        scopes = [scope for id, scope in {**same, **taken}.items() if id in facts]
        members = {claim for fact in facts.values() for claim in fact.claims}
        return Rematched(
            facts=facts,
            within=nested(self.held, start.types, scopes, gone, self.policy),
            gone=frozenset(gone),
            measures={scope.fact.id: scope.measure for scope in scopes},
            wars=frozenset(id for id in members if is_of_war(self.held, self.claims[id])),
        )

    def _touched(
        self, new: Mapping[str, Scope], start: _Start
    ) -> tuple[dict[str, Scope], set[str], set[str], set[str]]:
        """The facts that take the place of stored ones, and the ids of those that go; the claims
        that something new has a part in, and those that are grouped otherwise only since claims
        behind the edge are missing."""
        taken: dict[str, Scope] = {}
        torn = set[str]()
        gone, near = {*start.lost} - new.keys() - self.stored.keys(), set[str]()
        for olds, news in self._parts(new, start):
            claims = {c for id in olds for c in self.stored[id]}
            claims |= {c for id in news for c in new[id].fact.claims}
            touched = not claims.isdisjoint(start.fresh) or not start.lost.isdisjoint(olds)
            if touched:
                near |= claims
            if touched or all(self._inside(claim) for claim in claims):
                taken |= {id: new[id] for id in news}
                gone |= {*olds} - {*news}
            else:
                torn |= claims
        return taken, gone, near, torn

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
        rest = slices.members(self.held.connection, beside - same.keys())
        asked |= {claim for claims in rest.values() for claim in claims}
        return {*self._days_of(asked)}

    def _other(self, scope: Scope, stored: Fact, beside: set[str]) -> bool:
        """Whether a fact of the same claims says something else now. Where it touches what was not
        read, some of it is missing here, and what is stored holds."""
        fact = scope.fact
        if fact.id in beside:
            return stored != fact
        clean = all(self._inside(claim) for claim in fact.claims)
        return clean and fact.left_out > stored.left_out

    def _is_same(self, scope: Scope) -> bool:
        return {*self.stored[scope.fact.id]} == {*scope.fact.claims}

    def _parts(self, new: Mapping[str, Scope], start: _Start) -> list[tuple[list[str], list[str]]]:
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
        if self.days is None:
            return True
        day = self._day(claim) if claim in self.within else None
        return day is not None and self._room(day) >= self.policy.match_window_days

    def _day(self, claim: str) -> date | None:
        grounded = self.claims.get(claim)
        return self.documents[grounded.claim.document].published if grounded else None

    def _far(self, claims: set[str]) -> set[date | None]:
        """The days of those of the claims that lie near the edge, and of claims that are likely to
        belong to them and lie there or were not read at all."""
        if self.days is None:
            return set()
        every = claims | reached(self.held, claims, self.policy)
        return {*self._days_of(claim for claim in every if not self._inside(claim))}

    def _close(self, torn: set[str], near: set[str]) -> set[date | None]:
        """The days of torn groups' claims, where one may be compared with a claim that something
        new has a part in."""
        window = self.policy.match_window_days
        days = sorted({day.toordinal() for claim in near if (day := self._day(claim))})
        found = {day for claim in torn if (day := self._day(claim))}
        return {
            day
            for day in found
            for at in [bisect_left(days, day.toordinal() - window)]
            if at < len(days) and days[at] <= day.toordinal() + window
        }

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


def _bound(decided: Decided, claims: set[str]) -> set[str]:
    """The claims of all bonds in which one of these has a part."""
    bonds = (*decided.facts.together, *decided.facts.apart)
    every = [{*bond.claims, *bond.others} for bond in bonds]
    return set().union(*(bond for bond in every if not claims.isdisjoint(bond)))
