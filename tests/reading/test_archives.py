"""ZIP and tar archives, packed files, and what hostile ones try."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.policy import DEFAULT
from counterclaim.reading import read
from tests.reading.conftest import documents, problems
from tests.reading.samples import gzipped, html, item, mail, pdf, response, rss, tarred, zipped

MEMBERS = {
    "day/one.txt": b"Two shells fell on Qasr.",
    "day/two.jsonl": b'{"doc": "j", "text": "Three shells fell."}\n{broken\n',
    "day/page.html": html().encode(),
    "day/.hidden.txt": b"Not read.",
    "README.md": b"What lies here.",
    "metadata.csv": b"file,outlet\nday/one.txt,Daily\n../outside.txt,Nobody\n",
    "table.csv": b"doc,text\nt,Four shells fell.\n",
    "pages.warc.gz": gzipped(response(html("A shell falls on Qasr", head="<!-- w -->").encode())),
    "letter.eml": mail("Five shells fell on the market of Qasr."),
    "feed.xml": rss(item("Six shells fell")),
    "sheet.pdf": pdf(("Seven shells fell on Qasr.",)),
    "image.png": b"\x89PNG\r\n",
}
PACKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a.zip": zipped,
    "b.zip": lambda members: zipped(members, zipfile.ZIP_LZMA),
    "a.tar": lambda members: tarred(members, "w:"),
    "a.tar.gz": tarred,
    "a.tgz": tarred,
    "a.tar.bz2": lambda members: tarred(members, "w:bz2"),
    "a.tar.xz": lambda members: tarred(members, "w:xz"),
}


def laid(folder: Path, members: dict[str, bytes]) -> Path:
    for name, data in members.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", PACKERS)
def test_an_archive_gives_what_its_folder_gives(tmp_path: Path, name: str) -> None:
    folder = laid(tmp_path / "folder", MEMBERS)
    (tmp_path / name).write_bytes(PACKERS[name](MEMBERS))
    loose = documents(list(read([folder])))
    items = list(read([tmp_path / name]))
    packed = documents(items)
    assert {doc: found.text for doc, found in packed.items()} == {
        doc: found.text for doc, found in loose.items()
    }
    assert packed["one"].outlet == "Daily"
    assert packed["one"].source == f"{tmp_path / name}, member day/one.txt"
    assert sorted((place, what) for _, place, what in problems(items)) == [
        ("", "1 member passed over: of kind .png"),
        ("member day/two.jsonl, line 2", next(w for _, p, w in problems(items) if "line 2" in p)),
        ("member metadata.csv, line 3", "names ../outside.txt, which is not there"),
    ]


def test_nothing_is_written_and_no_name_leads_out(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("Nobody may read this.")
    names = ("../../up.txt", "/abs.txt", "C:\\win.txt", "a\x1b[2Jb.txt", "x/../../secret.txt")
    (inside / "a.zip").write_bytes(zipped({name: b"Shell " + name.encode() for name in names}))
    before = sorted(tmp_path.rglob("*"))
    items = list(read([inside]))
    assert sorted(tmp_path.rglob("*")) == before
    assert all(found.text.startswith("Shell ") for found in documents(items).values())
    assert len(documents(items)) == len(names)
    assert not any("\x1b" in found.source for found in documents(items).values())


def test_links_in_a_tar_archive_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Nobody may read this.")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c", b"3")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(info)
        info = tarfile.TarInfo("d.txt")
        info.size = 8
        archive.addfile(info, io.BytesIO(b"A shell."))
    (tmp_path / "a.tar").write_bytes(out.getvalue())
    items = list(read([tmp_path / "a.tar"]))
    assert list(documents(items)) == ["d"]
    assert problems(items) == [("a.tar", "", "3 members passed over: links and devices")]


@pytest.mark.parametrize(
    ("end", "pack"), [("gz", gzipped), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_a_packed_file_is_read_as_what_it_is(
    tmp_path: Path, end: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / f"one.txt.{end}").write_bytes(pack(b"Two shells fell on Qasr."))
    assert list(documents(list(read([tmp_path])))) == ["one"]


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    data = zipped({"deep.txt": b"Four shells fell."})
    for level in (3, 2, 1):
        data = zipped({f"{level}.txt": b"%d shells fell." % level, "inner.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    items = list(read([tmp_path]))
    assert sorted(documents(items)) == ["1", "2", "3"]
    assert [what for _, _, what in problems(items)] == ["lies too deep in archives"]


BOMB = b" " * 300_000_000


def test_bombs_are_told_of_and_the_rest_is_read(tmp_path: Path) -> None:
    policy = replace(DEFAULT, read_longest=2**20)
    (tmp_path / "a.zip").write_bytes(zipped({"0.txt": b"A shell.", "bomb.txt": BOMB}))
    (tmp_path / "b.tgz").write_bytes(tarred({"1.txt": b"A shell fell.", "bomb.txt": BOMB}))
    (tmp_path / "c.jsonl.gz").write_bytes(gzipped(b'{"doc":"2","text":"A."}\n' + BOMB))
    (tmp_path / "d.txt").write_text("Two shells fell on Qasr.")
    inner = zipped({"3.txt": b"Three.", "a.txt.gz": gzipped(BOMB)})
    (tmp_path / "e.zip").write_bytes(zipped({"inner.zip": inner}))
    items = list(read([tmp_path], policy=policy))
    assert set(documents(items)) >= {"0", "1", "2", "d", "3"}
    told = problems(items)
    assert {name for name, _, _ in told} == {"a.zip", "b.tgz", "c.jsonl.gz", "e.zip"}
    assert all("MB" in what for _, _, what in told), told
    assert len(told) <= 6


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"shells " * 1000}))
    for mark, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = (70).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    for found in documents(list(read([tmp_path]))).values():
        assert len(found.text) <= 70


def test_encrypted_members_are_told_of_once(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Secret.", "b.txt": b"Secret."}))
    at = -1
    while (at := data.find(b"PK\1\2", at + 1)) >= 0:
        data[at + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    items = list(read([tmp_path]))
    assert not documents(items)
    assert ("a.zip", "", "2 members passed over: encrypted") in problems(items)


@pytest.mark.parametrize("name", PACKERS)
def test_an_archive_that_is_cut_off_is_one_line(tmp_path: Path, name: str) -> None:
    data = PACKERS[name]({f"{n}.txt": b"Shell %d fell on Qasr. " % n * 99 for n in range(9)})
    (tmp_path / name).write_bytes(data[: len(data) * 2 // 3])
    items = list(read([tmp_path / name, laid(tmp_path / "more", {"z.txt": b"Another shell."})]))
    assert "z" in documents(items)
    assert {told for told, _, _ in problems(items)} == {name}
    assert len(problems(items)) <= 2


def test_office_files_are_no_archives_of_reports(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(zipped({"[Content_Types].xml": b"<x/>"}))
    assert problems(list(read([tmp_path / "a.docx"]))) == [
        ("a.docx", "", "is of a kind that is not read (.docx)")
    ]
    assert problems(list(read([tmp_path])))[0][2] == "1 file of kind .docx passed over"


def test_too_many_members_are_told_of(tmp_path: Path) -> None:
    policy = replace(DEFAULT, read_members=3)
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": b"Shell %d." % n for n in range(9)}))
    items = list(read([tmp_path], policy=policy))
    assert sorted(documents(items)) == ["0", "1", "2"]
    assert problems(items) == [("a.zip", "", "has more than 3 members")]
