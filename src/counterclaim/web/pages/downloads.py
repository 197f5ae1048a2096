"""Exports of exactly what a list is narrowed to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterclaim.ledger import contents, parts, queries
from counterclaim.ledger.queries import CLAIMS, ENTRIES
from counterclaim.ledger.stream import Stream
from counterclaim.model import Collection
from counterclaim.publishing import FORMATS
from counterclaim.publishing.exports import File, Folder, Source
from counterclaim.publishing.exports.held import Held, in_memory
from counterclaim.web.lists import Asked
from counterclaim.web.site import Download, MissingError, Visit, address

ENTRY_FORMATS = tuple(name for name, form in FORMATS.items() if not isinstance(form, Folder))
CLAIM_FORMATS = ("claims-jsonl", "csv")


def entries(visit: Visit) -> Download:
    """The entries of a list with all their claims, documents and copies; all that the ledger
    holds where the list is not narrowed."""
    wanted = Asked.of(visit, ENTRIES).wanted
    form = _form(visit, ENTRY_FORMATS)
    held: Held = Stream(visit.connection)
    if wanted.given:
        numbers = queries.keys(visit.connection, ENTRIES, wanted)
        held = in_memory(_with_copies(visit, parts.numbered(visit.connection, numbers)))
        if form == "decisions-jsonl":
            raise MissingError("Decisions are exported whole: leave out the filter.")
    return _download(form, Source(held))


def claims(visit: Visit) -> Download:
    """The claims of a list."""
    wanted = Asked.of(visit, CLAIMS).wanted
    form = _form(visit, CLAIM_FORMATS)
    numbers = queries.keys(visit.connection, CLAIMS, wanted)
    return _download(form, Source(in_memory(parts.chosen(visit.connection, numbers))))


def links(path: str, forms: tuple[str, ...], query: str) -> tuple[tuple[str, str], ...]:
    """Each format of a list with the address that gives it."""
    return tuple((form, address(f"/export/{path}/{form}") + query) for form in forms)


def _form(visit: Visit, known: tuple[str, ...]) -> str:
    form = visit.path["form"]
    if form not in known:
        raise MissingError(f"There is no such export of this list. There are {', '.join(known)}.")
    return form


def _download(form: str, source: Source) -> Download:
    made = FORMATS[form]
    if isinstance(made, File):
        return Download(f"counterclaim.{form}", lambda path: made.write(source, path))
    assert not isinstance(made, Folder)

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\n" for line in made(source))

    ending = next((end for end in ("jsonl", "geojson") if form.endswith(end)), "csv")
    return Download(f"counterclaim-{form.removesuffix(f'-{ending}')}.{ending}", write)


def _with_copies(visit: Visit, part: Collection) -> Collection:
    ids = [document.id for document in part.documents]
    return replace(
        part,
        copies=contents.copies(visit.connection, ids),
        origins=parts.origins_of(visit.connection, ids),
    )
