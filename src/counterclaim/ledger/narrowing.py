"""Conditions asked of the rows of lists; they mean what ``model.where`` says they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from counterclaim.ledger import list_tables, schema
from counterclaim.model.where import CHOICES, RELATIONS, TEXTS, Condition, Where

_entry, _claim, _document = list_tables.entries.c, list_tables.claims.c, list_tables.documents.c
_facet = list_tables.facets.c
_Column = ColumnElement[Any]

#: What a facet is called in ``facet_list``, by field.
_FACETS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"outlet": ("outlet",), "place": ("place", list_tables.PLACE_WORDS), "actor": ("actor",)}
)
# Columns of entries: equal for all claims on one.
_OF_ENTRIES: Final[Mapping[str, _Column]] = MappingProxyType(
    {
        name: _entry[name]
        for name in ("type", "status", "voices", "documents", "low", "high", "fact")
    }
)
# Columns of the list of claims itself.
_OWN: Final[Mapping[str, _Column]] = MappingProxyType(
    {name: _claim[name] for name in ("type", "polarity", "published", "document", "claim")}
)
# Columns of other tables that a claim or its report has one value in.
_CLAIMS: Final[Mapping[str, _Column]] = MappingProxyType(
    {"group": schema.claims.c.object_class, "start": schema.claims.c.start,
     "end": schema.claims.c.end}
)  # fmt: skip


def folded(column: _Column, dialect: str) -> _Column:
    """A text as texts are compared, whatever their case."""
    return func.casefold(column) if dialect == "sqlite" else func.lower(column)


def entries(where: Where, dialect: str) -> Iterator[_Column]:
    """Of the list of entries: one of its claims meets all conditions."""
    rest = []
    for each in where.conditions:
        if each.field in _OF_ENTRIES:
            yield _compared(each, _OF_ENTRIES[each.field], dialect)
        else:
            rest.append(each)
    if not rest:
        return
    met = [_of_claim(each, dialect) for each in rest]
    of_claims = _entry.number.in_(select(_claim.entry).where(_claim.entry.is_not(None), *met))
    if len(rest) == 1 and (alone := _alone(rest[0], dialect)) is not None:
        yield alone
    elif period := _period(rest):
        yield _in_period(*period, of_claims, dialect)
    else:
        yield of_claims


def claims(where: Where, dialect: str) -> Iterator[_Column]:
    """Of the list of claims."""
    return (_of_claim(each, dialect) for each in where.conditions)


def documents(where: Where, dialect: str) -> Iterator[_Column]:
    """Of the list of documents: one of its claims meets all conditions; if these are of reports
    only, the report."""
    if where.of_reports:
        for each in where.conditions:
            if each.field == "language":
                found = _with(schema.documents.c.id, schema.documents.c.language, each, dialect)
                yield _document.id.in_(found)
            else:
                column = _document.id if each.field == "document" else _document[each.field]
                yield _compared(each, column, dialect)
    else:
        yield _document.id.in_(select(_claim.document).where(*claims(where, dialect)))


def _period(conditions: Sequence[Condition]) -> tuple[Condition, Condition] | None:
    """Since and until when, where the conditions are two that say this of reports."""
    if len(conditions) != 2 or any(each.field != "published" for each in conditions):
        return None
    until, since = sorted(conditions, key=lambda each: each.relation)
    return (since, until) if (until.relation[0], since.relation[0]) == ("<", ">") else None


def _in_period(since: Condition, until: Condition, of_claims: _Column, dialect: str) -> _Column:
    """One of its claims was reported in a period. Where its first or its last report tells, its
    claims are not looked at."""
    first, last = (
        [_compared(each, day, dialect) for each in (since, until)]
        for day in (_entry.first, _entry.last)
    )
    return case((first[0], first[1]), (last[1], last[0]), else_=of_claims)


def _alone(condition: Condition, dialect: str) -> _Column | None:
    """A single condition on claims, where the list of entries answers it by an index of its own."""
    if condition.field == "published" and condition.relation in (">=", ">"):
        return _compared(condition, _entry.last, dialect)
    if condition.field == "published" and condition.relation in ("<=", "<"):
        return _compared(condition, _entry.first, dialect)
    if condition.field in _FACETS and condition.relation == "=":
        held = select(_facet.entry).where(_facet.kind.in_(_FACETS[condition.field]))
        return _entry.number.in_(held.where(_facet.folded.in_(condition.folded)))
    return None


def _of_claim(condition: Condition, dialect: str) -> _Column:
    field = condition.field
    if field in _OWN:
        return _compared(condition, _OWN[field], dialect)
    if field in _OF_ENTRIES:
        return _claim.entry.in_(_with(_entry.number, _OF_ENTRIES[field], condition, dialect))
    if field in _CLAIMS:
        return _claim.claim.in_(_with(schema.claims.c.id, _CLAIMS[field], condition, dialect))
    if field == "language":
        held = schema.documents.c
        return _claim.document.in_(_with(held.id, held.language, condition, dialect))
    if field == "speaker":
        return _claim.claim.in_(_speaking(condition, dialect))
    if field == "country":
        held = schema.places.c
        having = select(held.claim).where(held.country.is_not(None))
        return _any_of(condition, _claim.claim, having, folded(held.country, dialect))
    having = select(_facet.claim).where(_facet.kind.in_(_FACETS[field]))
    return _any_of(condition, _claim.number, having, _facet.folded)


def _any_of(condition: Condition, key: _Column, having: Select[Any], value: _Column) -> _Column:
    """Of a field that may have several values: one of them is equal, or some are there and none of
    them is. ``having`` are those that have a ``value``, which is folded."""
    equal = key.in_(having.where(value.in_(condition.folded)))
    return equal if condition.relation == "=" else and_(key.in_(having), ~equal)


def _speaking(condition: Condition, dialect: str) -> Select[Any]:
    words = schema.evidence
    name = func.coalesce(schema.entities.c.name, words.c.text)
    return (
        select(words.c.claim)
        .outerjoin(schema.entities, schema.entities.c.id == words.c.entity)
        .where(words.c.field == "speaker", _compared(condition, name, dialect))
    )


def _with(key: _Column, column: _Column, condition: Condition, dialect: str) -> Select[Any]:
    return select(key).where(_compared(condition, column, dialect))


def _compared(condition: Condition, column: _Column, dialect: str) -> _Column:
    """Of a column that has one value; an empty one meets nothing."""
    text = condition.field in TEXTS and condition.field not in CHOICES  # those are folded
    value, given = folded(column, dialect) if text else column, condition.folded
    if condition.relation == "=":
        return value.in_(given)
    if condition.relation == "!=":
        return value.not_in(given)
    compare = RELATIONS[condition.relation]
    return or_(*(compare(value, each) for each in given))
