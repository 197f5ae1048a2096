"""The stages of a build, each by itself: plain functions over records of ``counterclaim.model``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from counterclaim.errors import ExtractorError
from counterclaim.extracting import LEARNED, Extractor, chosen
from counterclaim.grounding import Grounder
from counterclaim.matching import match
from counterclaim.model import Claim, Document, GroundedClaim, Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading import gather, with_names, with_years
from counterclaim.reading import read_rows as rows_read
from counterclaim.reconciling import reconcile
from counterclaim.tracing import trace

__all__ = ["extract", "ground", "match", "read", "read_rows", "reconcile", "trace"]

Read = tuple[tuple[Document, ...], tuple[Problem, ...]]


def read(paths: Iterable[Path | str], metadata: Path | str | None = None) -> Read:
    """The documents in files and folders by day of publication, and what could not be read.

    Raises InputError where there is no document at all.
    """
    given, described = [Path(path) for path in paths], Path(metadata) if metadata else None
    documents, problems = gather(given, described, lambda _stage, _done, _all: None)
    return _ordered(documents), problems


def read_rows(rows: Iterable[Mapping[str, object]], policy: Policy = DEFAULT) -> Read:
    """The documents of reports in memory, in the same order, and what could not be understood.

    A report is a mapping with the keys of JSON lines (docs/formats.md): ``text``, and what is known
    of ``outlet``, ``published`` (a date, or a text like "2022-05-09"), ``title``, ``url``,
    ``language``, ``doc``. Rows of a pandas frame are given by ``frame.to_dict("records")``.
    """
    found = list(rows_read(rows, policy))
    documents = tuple(each for each in found if isinstance(each, Document))
    problems = tuple(each for each in found if isinstance(each, Problem))
    return _ordered(with_names(with_years(documents, policy), policy)), problems


def extract(
    documents: Iterable[Document],
    extractor: str | Extractor = LEARNED,
    model_url: str | None = None,
) -> tuple[Claim, ...]:
    """The claims of the documents, each document's in the order of its text.

    ``extractor`` is the name of one, as for ``counterclaim build --extractor``, or one of your own.
    Raises ExtractorError for the first document that it fails on.
    """
    reader = chosen(extractor, model_url) if isinstance(extractor, str) else extractor
    claims: list[Claim] = []
    for found in reader.extract(documents):
        if isinstance(found, Problem):
            raise ExtractorError(str(found))
        claims += found
    return tuple(claims)


def ground(
    documents: Iterable[Document], claims: Sequence[Claim], grounder: Grounder | None = None
) -> tuple[GroundedClaim, ...]:
    """The claims with what their words mean: places, days, who acts and who speaks.

    They come document by document. ``Grounder.load`` makes a grounder with actors and places of
    your own.
    """
    understood = grounder or Grounder.load()
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        said.setdefault(claim.document, []).append(claim)
    return tuple(
        grounded
        for document in documents
        for grounded in understood.ground(document, said.get(document.id, []))
    )


def _ordered(documents: Iterable[Document]) -> tuple[Document, ...]:
    """By day of publication, undated ones last: the order that later stages take them in."""
    return tuple(sorted(documents, key=lambda d: (d.published or date.max, d.id)))
