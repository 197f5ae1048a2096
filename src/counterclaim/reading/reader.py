"""From paths to documents: what ``counterclaim build`` reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from counterclaim.model import Document, Problem, identifier
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.decoding import decoded
from counterclaim.reading.jsonfiles import json_file, json_lines
from counterclaim.reading.metadata import Metadata, load
from counterclaim.reading.paths import Found, gather, unreadable
from counterclaim.reading.record import Record
from counterclaim.reading.tables import Table, records, table
from counterclaim.reading.understanding import understand


def read(
    paths: Iterable[Path], *, metadata: Path | None = None, policy: Policy = DEFAULT
) -> Iterator[Document | Problem]:
    """The documents that the paths hold, and for each thing that could not be read a problem.

    Paths are files or folders of plain text, Markdown, JSON lines, JSON and CSV. ``metadata``, a
    ``metadata.csv`` in a folder, or any CSV with a column ``file`` and none named ``text``, says
    what the files lack. Texts are frozen exactly as they stand. Documents come in a settled
    order: those of JSON and CSV files, then text files that metadata describes, then the others;
    JSON lines and CSV are read one report at a time.

    A text file about which nothing is given and whose text is exactly that of a document with
    metadata is that document, not another one. Of two documents with one id the first is kept.
    """
    shelf = _Shelf(policy)
    yield from shelf.stock([Path(path) for path in paths], metadata)
    yield from shelf.documents()


@dataclass(slots=True)
class _Shelf:
    """The files to read, what is known about them, and what has been read."""

    policy: Policy
    texts: list[Found] = field(default_factory=list)
    others: list[tuple[Found, Table | None]] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)
    #: Digest of each text file about which nothing is given → the names of the files.
    bare: dict[bytes, list[str]] = field(default_factory=dict)
    #: Document id → digest of its text and its outlet.
    ids: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    #: Digests of the bare texts that stand in a document with metadata.
    standing: set[bytes] = field(default_factory=set)

    def stock(self, paths: list[Path], metadata: Path | None) -> Iterator[Problem]:
        """Find the files and load the metadata."""
        tables: list[Table] = []
        named = [] if metadata is None or metadata.is_dir() else [metadata]
        if metadata is not None and not named:
            yield Problem(str(metadata), "", "is a folder", "name the metadata file itself")
        for found in gather([*named, *paths]):
            if isinstance(found, Problem):
                yield found
                continue
            is_table = found.kind == "table" or found.path == metadata
            page = table(found.path, found.name, self.policy) if is_table else None
            if isinstance(page, Problem):
                yield page
            elif page is not None and page.describes_files:
                tables.append(page)
            elif page is not None and found.path == metadata:
                remedy = "name a column file, and leave out text"
                yield Problem(found.name, "line 1", "is no metadata file", remedy)
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
                yield from self._placed(item, found)
        names = self._names()
        for found in (*described, *bare):
            yield from self._text(found, names[found.real])

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
            return records(page, self.policy)
        if found.kind == "json":
            return json_file(found.path, found.name, self.policy)
        return json_lines(found.path, found.name, self.policy)

    def _placed(self, item: Record | Problem, found: Found) -> Iterator[Document | Problem]:
        """One record of a JSON or CSV file."""
        if isinstance(item, Problem):
            yield item
            return
        row = self.metadata.of(found.real, item.doc) if item.doc else None
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
        stems = Counter(found.path.stem for found in self.texts)
        names: dict[str, str] = {}
        taken = set(self.ids)
        for found in self.texts:
            stem = found.path.stem
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
            yield from understand(item, doc, self.policy)
        elif seen[0] != digest or (item.outlet and item.outlet != seen[1]):
            other = "text" if seen[0] != digest else "outlet"
            what = f"the id {doc} stands for another {other} already"
            yield Problem(item.file, item.place, what, "give it an id of its own; it was skipped")


def _decoded(found: Found, policy: Policy) -> Record | Problem:
    """The text of a text file, as a record without metadata."""
    try:
        if found.path.stat().st_size > policy.read_longest:
            what = f"larger than {policy.read_longest // 2**20} MB"
            return Problem(found.name, "", what, "split it, or write it as JSON lines")
        data = found.path.read_bytes()
    except OSError as error:
        return unreadable(found.name, error)
    text = decoded(data)
    if text is None:
        return Problem(found.name, "", "is no text but a binary file", "save its text as UTF-8")
    if not text.text.strip():
        return Problem(found.name, "", "is empty", "remove it or fill it")
    return Record(text.text, found.name, notes=text.notes)


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
