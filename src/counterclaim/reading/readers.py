"""The reader for each kind of input that holds reports by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.extras import LackingError
from counterclaim.reading.feeds import feed
from counterclaim.reading.jsonfiles import json_file, json_lines
from counterclaim.reading.kinds import Kind
from counterclaim.reading.mails import mail
from counterclaim.reading.pages import page
from counterclaim.reading.parquets import parquet
from counterclaim.reading.pdfs import pdf
from counterclaim.reading.record import Record
from counterclaim.reading.sources import Source
from counterclaim.reading.webarchives import web_archive

Reader = Callable[[Source, Policy], Iterator[Record | Problem]]
READERS: Final[Mapping[Kind, Reader]] = {
    "lines": json_lines,
    "json": json_file,
    "page": page,
    "feed": feed,
    "mail": mail,
    "pdf": pdf,
    "warc": web_archive,
    "parquet": parquet,
}
#: What the user calls a file of the kind.
NAMES: Final[Mapping[Kind, str]] = {
    "json": "JSON feed",
    "page": "HTML file",
    "feed": "feed",
    "mail": "HTML e-mail",
    "pdf": "PDF file",
    "warc": "WARC file",
    "parquet": "Parquet file",
}


def reports(kind: Kind, source: Source, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    """The reports that a source of this kind holds; never an error but LackingError.

    What was read before something broke is kept.
    """
    try:
        yield from READERS[kind](source, policy)
    except LackingError:
        raise
    except OSError as error:
        yield source.unreadable(error)
    except Exception as error:  # the libraries behind may raise anything on a hostile file
        reason = " ".join(f"{type(error).__name__}: {error}"[:100].split())
        yield source.problem(f"cannot be understood ({reason})", "save it again, or its text")
