"""How fast are the pages of a large ledger? See README.md here."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from grow import TYPES, grow
from sqlalchemy import select

from counterclaim.ledger import Ledger, list_tables

HERE = Path(__file__).parent
HEADS = ("pages", "different addresses", "CPU a page, ms", "pages a second")
HEADS += ("p50, ms", "p95, ms", "p99, ms", "failed")


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
    with served(options.ledger) as site:
        print(_row(*HEADS))
        print(_row("---", *["--:"] * (len(HEADS) - 1)), flush=True)
        for name, paths in asked.items():
            if options.only in name:
                print(measured(name, paths, site, options), flush=True)


def addresses(ledger: Ledger) -> dict[str, list[str]]:
    """For each kind of page, addresses that differ in filter, order and page."""
    with ledger.reading() as connection:
        facets = connection.execute(
            select(list_tables.facets.c.kind, list_tables.facets.c.value).distinct()
        )
        known: dict[str, list[str]] = {}
        for kind, value in facets:
            known.setdefault(kind, []).append(value.replace(" ", "+"))
        entries, claims = list_tables.entries.c, list_tables.claims.c
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


@dataclass(frozen=True, slots=True)
class Site:
    """A running program: its process, its address, and a session's cookie."""

    process: int
    address: str
    cookie: str

    def spent(self) -> float:
        """Seconds of CPU so far, of all threads."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(ledger: Path) -> Iterator[Site]:
    """The program as a user starts it."""
    command = [sys.executable, "-m", "counterclaim.cli", "serve", str(ledger)]
    command += ["--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout
            found = re.search(r"http://\S+", program.stdout.readline())
            assert found, "the program did not start"
            parts = urlsplit(found.group())
            cookie = _cookie(parts.netloc, parts.query)
            yield Site(program.pid, f"http://{parts.netloc}", cookie)
        finally:
            program.terminate()


def _cookie(host: str, token: str) -> str:
    connection = HTTPConnection(host, timeout=120)
    connection.request("GET", f"/?{token}")
    held = connection.getresponse().getheader("set-cookie") or ""
    return held.partition(";")[0]


def measured(name: str, paths: list[str], site: Site, options: argparse.Namespace) -> str:
    """A row of the table. The first page is asked for once before, so that what is worked out
    once for each state of the ledger is there."""
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=600)
    connection.request("GET", paths[0], headers={"Cookie": site.cookie})
    assert connection.getresponse().status == 200, paths[0]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths) + "\n")
        file.flush()
        command = ["wrk", "-t2", f"-c{options.clients}", f"-d{options.seconds}s"]
        command += ["--timeout", "60s", "-s", str(HERE / "addresses.lua"), site.address]
        command += ["--", file.name, site.cookie]
        before = site.spent()
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        spent = site.spent() - before
    result = next(line for line in said.splitlines() if line.startswith("RESULT")).split()
    requests, seconds, failed = int(result[1]), float(result[2]), result[3]
    p50, p95, p99 = result[4:]
    cost, rate = f"{1000 * spent / max(1, requests):.1f}", f"{requests / seconds:.0f}"
    return _row(name, len(paths), cost, rate, p50, p95, p99, failed)


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path, help="where the grown ledger is, or will be")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=15, help="for each kind of page")
    parser.add_argument("--only", default="", help="only kinds with these letters in their names")
    return parser.parse_args()


if __name__ == "__main__":
    main()
