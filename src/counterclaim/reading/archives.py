"""ZIP and tar archives and packed files: their members as files to read.

Nothing is unpacked onto a disk, and no link is followed: members are only read, so that a name such
as ``../../notes.txt`` is a name like any other.
"""

from __future__ import annotations

import io
import posixpath
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, Final

from counterclaim.model import Problem
from counterclaim.policy import Policy
from counterclaim.reading.kinds import HEAD, Kind, kind, suffix
from counterclaim.reading.sources import Source, UnpackingError
from counterclaim.reading.unpacking import BROKEN, Allowance, Stream, damaged, unpacked

#: Archives within archives.
_DEEPEST: Final = 3
#: Stands between an archive and the name of a member.
WITHIN: Final = "!/"
_PACKED: Final = (".gz", ".bz2", ".xz")
_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: ``inner`` is its name there, made plain."""

    source: Source
    inner: str
    kind: Kind


Opened = tuple[Any, BinaryIO]


class _Desk:
    """The archives that lie open with their files: one at each depth, so that going through all
    members in turn opens each archive once."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[str, Opened]] = {}

    def handle(self, depth: int, name: str, opened: Callable[[], Opened]) -> Any:
        if self._open.get(depth, ("",))[0] != name:
            self.close(depth)
            self._open[depth] = (name, opened())
        return self._open[depth][1][0]

    def close(self, depth: int = 0) -> None:
        """Close what lies open at a depth and deeper."""
        for at in [at for at in self._open if at >= depth]:
            for file in self._open.pop(at)[1]:
                file.close()


@dataclass(frozen=True, slots=True)
class _Part:
    """One member as the archive lists it: its name, its size, and how it is opened."""

    name: str
    size: int
    opened: Callable[[], BinaryIO]


class Archives:
    """Reads archives; ``close`` it when no member is read any more."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._desk = _Desk()
        #: The member of a tar archive that was read last, by its archive and place.
        self._held: dict[tuple[str, int], bytes] = {}

    def close(self) -> None:
        self._desk.close()

    def members(self, source: Source, size: int) -> Iterator[Member | Problem]:
        """The members of an archive of this size that are read, with those of archives in it.

        ZIPs are gone through by name, tar archives in their order, so that packed ones need not be
        unpacked again and again. What cannot be read is told of, once for each kind of thing.
        """
        allowance = Allowance(size, self._policy)
        yield from self._members(source, "", 0, allowance)

    def _members(
        self, source: Source, folder: str, depth: int, allowance: Allowance
    ) -> Iterator[Member | Problem]:
        others: Counter[str] = Counter()
        count = 0
        try:
            for part in self._parts(source, depth, allowance, others):
                count += 1
                if count > self._policy.read_members:
                    what = f"has more than {self._policy.read_members:,} members"
                    yield source.problem(what, "split it; the rest of it was skipped")
                    break
                inner = _plain_name(part.name)
                if _is_passed_over(inner):
                    continue
                yield from self._member(source, part, folder + inner, depth, allowance, others)
            if not count:
                yield source.problem("holds no files that can be read", "check the archive")
        except BROKEN as error:
            yield source.unreadable(damaged(error))
        for what, number in sorted(others.items()):
            files = "1 member" if number == 1 else f"{number} members"
            yield source.problem(
                f"{files} passed over: {what}", "unpack it yourself if you need them"
            )

    def _member(
        self,
        source: Source,
        part: _Part,
        inner: str,
        depth: int,
        allowance: Allowance,
        others: Counter[str],
    ) -> Iterator[Member | Problem]:
        place = source.at(f"member {inner.rpartition(WITHIN)[2]}")
        within = Source(source.name, part.opened, place)
        head = within.head(HEAD)
        found = kind(head, inner)
        if found is None:
            others[f"of kind {suffix(inner)}"] += 1
        elif found != "archive":
            yield Member(within, inner, found)
        elif depth + 1 >= _DEEPEST:
            yield within.problem("lies too deep in archives", "unpack it yourself")
        else:
            yield from self._members(within, inner + WITHIN, depth + 1, allowance)

    def _parts(
        self, source: Source, depth: int, allowance: Allowance, others: Counter[str]
    ) -> Iterator[_Part]:
        if source.head(2) == b"PK":
            return self._zipped(source, depth, allowance, others)
        return self._packed(source, depth, allowance, others)

    def _file(self, source: Source, depth: int) -> BinaryIO:
        """The archive's own bytes; those of an inner one are held in memory, within the bound."""
        if not depth:
            return source.open()
        data = source.read(self._policy.read_longest)
        if data is None:
            raise UnpackingError(
                f"larger than {self._policy.read_longest // 2**20} MB within an archive",
                "unpack it yourself",
            )
        return io.BytesIO(data)

    def _zipped(
        self, source: Source, depth: int, allowance: Allowance, others: Counter[str]
    ) -> Iterator[_Part]:
        def opened() -> Opened:
            return _opened(zipfile.ZipFile, self._file(source, depth))

        handle = partial(self._desk.handle, depth, source.name + WITHIN + source.place, opened)
        for info in sorted(handle().infolist(), key=lambda info: info.filename):
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                others["encrypted"] += 1
                continue
            allowance.take(info.file_size)

            def member(info: zipfile.ZipInfo = info) -> BinaryIO:
                try:
                    stream = handle().open(info)
                except BROKEN as error:
                    raise damaged(error) from None
                size = info.file_size
                return io.BufferedReader(Stream(stream, size, self._policy.read_longest, 0, size))

            yield _Part(info.filename, info.file_size, member)

    def _packed(
        self, source: Source, depth: int, allowance: Allowance, others: Counter[str]
    ) -> Iterator[_Part]:
        """The members of a tar archive, packed or not; or the one file that is packed by itself."""
        longest = self._policy.read_longest

        def opened() -> Opened:
            return _opened(unpacked, self._file(source, depth))

        handle = partial(self._desk.handle, depth, source.name + WITHIN + source.place, opened)

        held, archive = self._held, source.name + WITHIN + source.place

        def member(start: int = 0, size: int | None = None) -> BinaryIO:
            # The last one is held: going back in packed data means to unpack them from the start.
            key = (archive, start)
            if key not in held and size is not None and size <= longest:
                held.clear()
                data = Stream(handle(), allowance.limit, longest, start, size).read(size)
                if len(data) == size:
                    held[key] = data
            if key in held:
                return io.BytesIO(held[key])
            stream = Stream(handle(), allowance.limit, longest, start, size)
            return io.BufferedReader(stream)

        stream = Stream(handle(), allowance.limit, longest)
        if stream.read(512)[257:262] != b"ustar":
            # What one file within another unpacks to is known only once it is unpacked.
            size = stream.seek(0, io.SEEK_END) if depth else 0
            allowance.take(size)
            name = source.name if not depth else source.place
            yield _Part(_unpacked_name(name), size, member)
            return
        stream.seek(0)
        for info in _tarred(stream):
            if info.isdir():
                continue
            if not info.isreg() or info.issparse():
                others["links and devices"] += 1
                continue
            allowance.take(info.size)
            yield _Part(info.name, info.size, partial(member, info.offset_data, info.size))


def _opened(reader: Callable[[BinaryIO], Any], file: BinaryIO) -> Opened:
    """An archive and its file, which is closed where it is no archive."""
    try:
        return reader(file), file
    except BaseException:
        file.close()
        raise


def _tarred(stream: Stream) -> Iterator[tarfile.TarInfo]:
    last = -1
    with tarfile.open(fileobj=stream, mode="r:") as archive:
        while (info := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # else all are kept
            if info.offset <= last or info.size < 0:
                raise UnpackingError("is damaged (its members overlap)", "get it again")
            last = info.offset
            yield info


def _plain_name(name: str) -> str:
    """A member's name as a path from the archive's root, without control characters."""
    shown = "".join(char if char.isprintable() else "?" for char in name[-_NAME:])
    return posixpath.normpath("/" + shown.replace("\\", "/")).lstrip("/")


def _is_passed_over(inner: str) -> bool:
    """Whether it is hidden, or tells of its folder, as with files outside of archives."""
    parts = inner.split("/")
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or posixpath.splitext(parts[-1])[0].casefold() == "readme"


def _unpacked_name(name: str) -> str:
    bare = posixpath.basename(name.replace("\\", "/")).removeprefix("member ")
    return next((bare.removesuffix(end) for end in _PACKED if bare.endswith(end)), bare)
