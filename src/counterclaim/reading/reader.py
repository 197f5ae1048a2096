"""From paths to documents: what ``counterclaim build`` reads."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from counterclaim.model import Document, Problem, identifier
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.archives import Archives
from counterclaim.reading.decoding import decoded
from counterclaim.reading.extras import LackingError
from counterclaim.reading.few import few
from counterclaim.reading.kinds import SINGLE, Kind
from counterclaim.reading.metadata import Metadata, load
from counterclaim.reading.paths import Found, gather
from counterclaim.reading.plugged import plugged_records, row_records
from counterclaim.reading.readers import NAMES, reports
from counterclaim.reading.record import Record
from counterclaim.reading.sources import Source
from counterclaim.reading.supplements import NONE, Supplements
from counterclaim.reading.tables import Table, records, table
from counterclaim.reading.understanding import understand
from counterclaim.reading.webarchives import archived


def read(
    paths: Iterable[Path],
    *,
    metadata: Path | None = None,
    supplements: Supplements = NONE,
    policy: Policy = DEFAULT,
) -> Iterator[Document | Problem]:
    """The documents that the paths hold, and for each thing that could not be read a problem.

    Paths are files, folders or archives of plain text, Markdown, HTML, PDF, e-mail, feeds, WARC,
    JSON lines, JSON, CSV and Parquet. ``metadata``, a ``metadata.csv`` in a folder, or any CSV
    with a column ``file`` and none named ``text``, says what the files lack; ``supplements`` say
    what the reports then still lack. Texts are frozen exactly as they stand. Documents come in a
    settled order: those of all other kinds, then text files that metadata describes, then the
    other text files; files of many reports are read one report at a time.

    A text file about which nothing is given and whose text is exactly that of a document with
    metadata is that document, not another one. Of two documents with one id the first is kept.
    """
    archives = Archives(policy)
    shelf = _Shelf(policy, supplements)
    try:
        found = shelf.stock([Path(path) for path in paths], metadata, archives)
        yield from few(chain(found, shelf.documents()), policy.read_problems)
    finally:
        archives.close()


def read_rows(
    rows: Iterable[Mapping[str, object]], policy: Policy = DEFAULT
) -> Iterator[Document | Problem]:
    """As ``read``, of reports in memory: mappings with the keys of JSON lines (docs/formats.md)."""
    shelf = _Shelf(policy)
    read = (shelf.placed(item, "") for item in row_records(rows, "the rows"))
    yield from few(chain.from_iterable(read), policy.read_problems)


def read_archive(
    source: Source,
    policy: Policy = DEFAULT,
    *,
    first: int = 1,
    supplements: Supplements = NONE,
) -> Iterator[Document | Problem]:
    """As ``read``, of some whole records of a web archive (WARC); they count from ``first``."""
    shelf = _Shelf(policy, supplements)
    read = (shelf.placed(item, "") for item in archived(source, policy, first=first))
    yield from few(chain.from_iterable(read), policy.read_problems)


@dataclass(slots=True)
class _Shelf:
    """The files to read, what is known about them, and what has been read."""

    policy: Policy
    supplements: Supplements = NONE
    texts: list[Found] = field(default_factory=list)
    others: list[tuple[Found, Table | None]] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)
    #: Digest of each text file about which nothing is given → the names of the files.
    bare: dict[bytes, list[str]] = field(default_factory=dict)
    #: Document id → digest of its text and its outlet.
    ids: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    #: Digests of the bare texts that stand in a document with metadata.
    standing: set[bytes] = field(default_factory=set)
    #: Files that were skipped since an extra is not installed, by extra and kind.
    lacking: dict[tuple[str, Kind], list[str]] = field(default_factory=dict)

    def stock(
        self, paths: list[Path], metadata: Path | None, archives: Archives
    ) -> Iterator[Problem]:
        """Find the files and load the metadata."""
        tables: list[Table] = []
        named = [] if metadata is None or metadata.is_dir() else [metadata]
        if metadata is not None and not named:
            yield Problem(str(metadata), "", "is a folder", "name the metadata file itself")
        own = os.path.realpath(named[0]) if named else ""
        for found in gather([*named, *paths], archives):
            if isinstance(found, Problem):
                yield found
                continue
            is_table = found.kind == "table" or found.real == own
            page = table(found.source, found.folder) if is_table else None
            if isinstance(page, Problem):
                yield page
            elif page is not None and page.describes_files:
                tables.append(page)
            elif page is not None and found.real == own:
                remedy = "name a column file, and leave out text"
                yield found.source.problem("is no metadata file", remedy, "line 1")
            elif found.kind == "text" and page is None:
                self.texts.append(found)
            else:
                self.others.append((found, page))
        kinds = {f.real: f.kind for f in (*self.texts, *(found for found, _ in self.others))}
        roots = [path for path in paths if path.is_dir()]
        yield from load(tables, roots, kinds, self.metadata, self.policy)

    def documents(self) -> Iterator[Document | Problem]:
        """Read all that was found."""
        described = [found for found in self.texts if self._is_described(found)]
        bare = [found for found in self.texts if not self._is_described(found)]
        if described or self.others:
            self._look_ahead(bare)
        for found, page in self.others:
            for item in self._records(found, page):
                yield from self.placed(item, found.real, single=found.kind in SINGLE)
        names = self._names()
        for found in (*described, *bare):
            yield from self._text(found, names[found.real])
        yield from self._lacking()

    def _is_described(self, found: Found) -> bool:
        row = self.metadata.of(found.real)
        return row is not None and any(row[0].get(name) for name in ("outlet", "published", "url"))

    def _look_ahead(self, bare: list[Found]) -> None:
        """Remember what texts the bare files hold; what cannot be read is told of later."""
        for found in bare:
            text = _decoded(found, self.policy)
            if isinstance(text, Record):
                self.bare.setdefault(_digest(text.text), []).append(found.name)

    def _records(self, found: Found, page: Table | None) -> Iterator[Record | Problem]:
        if page is not None:
            yield from records(page, self.policy)
            return
        if found.kind == "plugged":
            yield from plugged_records(found)
            return
        try:
            yield from reports(found.kind, found.source, self.policy)
        except LackingError as lacking:
            self.lacking.setdefault((lacking.extra, found.kind), []).append(found.source.name)

    def _lacking(self) -> Iterator[Problem]:
        """What was skipped for want of a library, in one line for each kind."""
        for (extra, kind), files in sorted(self.lacking.items()):
            number = (
                f"1 {NAMES[kind]} was" if len(files) == 1 else f"{len(files)} {NAMES[kind]}s were"
            )
            where = files[0] if len({*files}) == 1 else os.path.commonpath(files)
            remedy = f"pip install 'counterclaim[{extra}]'"
            yield Problem(where or ".", "", f"{number} skipped", remedy)

    def placed(
        self, item: Record | Problem, real: str, *, single: bool = False
    ) -> Iterator[Document | Problem]:
        """One record that is given in memory, or in a file at ``real`` that is no text file;
        ``single`` where it is the only one in there."""
        if isinstance(item, Problem):
            yield item
            return
        row = self.metadata.of(real, item.doc) if item.doc or single else None
        item = item.supplied(*row) if row else item
        digest = _digest(item.text)
        doc = item.doc or identifier("doc", item.outlet, item.published, item.url, digest.hex())
        if item.outlet or item.published or item.url:
            item = self._noted(item, digest)
        yield from self._admitted(item, doc, digest)

    def _noted(self, item: Record, digest: bytes) -> Record:
        """With a note of the bare files that hold the same text."""
        files = self.bare.get(digest)
        if not files:
            return item
        self.standing.add(digest)
        return replace(item, notes=(*item.notes, f"the same text stands in {', '.join(files)}"))

    def _text(self, found: Found, name: str) -> Iterator[Document | Problem]:
        """One text file."""
        item = _decoded(found, self.policy)
        if isinstance(item, Problem):
            yield item
            return
        row = self.metadata.of(found.real)
        item = item.supplied(*row) if row else item
        digest = _digest(item.text)
        if self._is_described(found):
            item = self._noted(item, digest)
        elif digest in self.standing:
            return
        yield from self._admitted(item, item.doc or name, digest)

    def _names(self) -> dict[str, str]:
        """An id for each text file by its real path: its stem, or its relative path if shared."""
        stems = Counter(found.stem for found in self.texts)
        names: dict[str, str] = {}
        taken = set(self.ids)
        for found in self.texts:
            stem = found.stem
            wanted = stem if stems[stem] == 1 and stem not in taken else found.relative
            name, number = wanted, 1
            while name in taken:
                number += 1
                name = f"{wanted}~{number}"
            taken.add(name)
            names[found.real] = name
        return names

    def _admitted(self, item: Record, doc: str, digest: bytes) -> Iterator[Document | Problem]:
        """The document, unless its id has been seen."""
        seen = self.ids.get(doc)
        if seen is None:
            self.ids[doc] = (digest, item.outlet)
            # The id stays what it is without them, so that a build finds the report it held.
            yield from understand(self.supplements.supplied(item, doc), doc, self.policy)
        elif seen[0] != digest or (item.outlet and item.outlet != seen[1]):
            other = "text" if seen[0] != digest else "outlet"
            what = f"the id {doc} stands for another {other} already"
            yield Problem(item.file, item.place, what, "give it an id of its own; it was skipped")


def _decoded(found: Found, policy: Policy) -> Record | Problem:
    """The text of a text file, as a record without metadata."""
    source = found.source
    try:
        data = source.read(policy.read_longest)
    except OSError as error:
        return source.unreadable(error)
    if data is None:
        return source.too_long(policy.read_longest, "split it, or write it as JSON lines")
    text = decoded(data)
    if text is None:
        return source.problem("is no text but a binary file", "save its text as UTF-8")
    if not text.text.strip():
        return source.problem("is empty", "remove it or fill it")
    return Record(text.text, source.name, source.place, notes=text.notes)


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
