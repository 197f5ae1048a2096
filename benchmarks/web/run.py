"""How fast are the pages of a large ledger? See README.md here."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from grow import TYPES, grow
from sqlalchemy import select

from counterclaim.ledger import Ledger, listing

HERE = Path(__file__).parent
HEAD = """\
| pages | different addresses | pages a second | p50, ms | p95, ms | p99, ms | failed |
| --- | --: | --: | --: | --: | --: | --: |"""


def main() -> None:
    options = _options()
    if shutil.which("wrk") is None:
        sys.exit("needs wrk: apt-get install wrk")
    if not options.ledger.exists():
        started = time.perf_counter()
        grow(options.ledger, options.claims)
        print(f"grown in {time.perf_counter() - started:.0f} s")
    with Ledger.open(options.ledger) as ledger:
        ledger.prepare_lists()
        asked = addresses(ledger)
    with served(options.ledger) as (address, cookie):
        print(HEAD, flush=True)
        for name, paths in asked.items():
            print(measured(name, paths, address, cookie, options), flush=True)


def addresses(ledger: Ledger) -> dict[str, list[str]]:
    """For each kind of page, addresses that differ in filter, order and page."""
    with ledger.reading() as connection:
        facets = connection.execute(
            select(listing.facets.c.kind, listing.facets.c.value).distinct()
        )
        known: dict[str, list[str]] = {}
        for kind, value in facets:
            known.setdefault(kind, []).append(value.replace(" ", "+"))
        entries, claims = listing.entries.c, listing.claims.c
        facts = list(
            connection.execute(select(entries.fact).where(entries.number % 97 == 1)).scalars()
        )
        documents = list(
            connection.execute(select(claims.document).where(claims.number % 997 == 1)).scalars()
        )
    sorts = ("number", "-range", "-voices", "documents", "-last", "first", "question")
    narrowed = [f"place={place}" for place in known["place"]]
    narrowed += [f"outlet={outlet}" for outlet in known["outlet"]]
    narrowed += [f"actor={actor}" for actor in known["actor"]]
    lists = [f"{one}&type={TYPES[at % 5]}" if at % 2 else one for at, one in enumerate(narrowed)]
    words = [f"{place}+{TYPES[at % 5]}" for at, place in enumerate(known["place"])]
    return {
        "/entries, all, sorted, any page": [
            f"/entries?sort={sorts[at % 7]}&page={at * 3 + 1}" for at in range(140)
        ],
        "/entries, narrowed": [
            f"/entries?{one}&sort={sorts[at % 7]}" for at, one in enumerate(lists)
        ],
        "/entries, by words": [f"/entries?q={each}" for each in (*words, "said", "killed")],
        "/claims, narrowed": [f"/claims?{one}" for one in lists],
        "/documents": [f"/documents?page={at}&sort=-published" for at in range(1, 200)],
        "/documents, by words": [f"/documents?q={each}" for each in words],
        "/search": [f"/search?q={each}" for each in words],
        "/matrix, narrowed": [f"/matrix?{one}" for one in lists],
        "/families": [f"/families?page={at}" for at in range(1, 60)],
        "/labels": ["/labels"],
        "/": ["/"],
        "/entries/ID": [f"/entries/{fact}" for fact in facts],
        "/documents/ID": [f"/documents/{id}" for id in documents],
    }  # fmt: skip


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, str]]:
    """The program as a user starts it; its address and a session's cookie."""
    command = [sys.executable, "-m", "counterclaim.cli", "serve", str(ledger)]
    command += ["--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout
            found = re.search(r"http://\S+", program.stdout.readline())
            assert found, "the program did not start"
            parts = urlsplit(found.group())
            yield f"http://{parts.netloc}", _cookie(parts.netloc, parts.query)
        finally:
            program.terminate()


def _cookie(host: str, token: str) -> str:
    connection = HTTPConnection(host, timeout=120)
    connection.request("GET", f"/?{token}")
    held = connection.getresponse().getheader("set-cookie") or ""
    return held.partition(";")[0]


def measured(
    name: str, paths: list[str], address: str, cookie: str, options: argparse.Namespace
) -> str:
    """A row of the table. The first page is asked for once before, so that what is worked out
    once for each state of the ledger is there."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=600)
    connection.request("GET", paths[0], headers={"Cookie": cookie})
    assert connection.getresponse().status == 200, paths[0]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths) + "\n")
        file.flush()
        command = [
            "wrk",
            "-t2",
            f"-c{options.clients}",
            f"-d{options.seconds}s",
            "--timeout",
            "60s",
        ]
        command += ["-s", str(HERE / "addresses.lua"), address, "--", file.name, cookie]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result = next(line for line in said.splitlines() if line.startswith("RESULT")).split()
    requests, seconds, failed = int(result[1]), float(result[2]), result[3]
    p50, p95, p99 = result[4:]
    return (
        f"| {name} | {len(paths)} | {requests / seconds:.0f} | {p50} | {p95} | {p99} | {failed} |"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path, help="where the grown ledger is, or will be")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=15, help="for each kind of page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
