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
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from grow import TYPES, grow
from sqlalchemy import select

from counterclaim.ledger import Ledger, list_tables, queries
from counterclaim.ledger.filter import Filter
from counterclaim.ledger.queries import CLAIMS, DOCUMENTS, ENTRIES, Listed

HERE = Path(__file__).parent
LISTS, PAGES = (ENTRIES, CLAIMS, DOCUMENTS), (50, 20, 50)
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
    with served(options.ledger, options.workers) as site:
        print(_row(*HEADS))
        print(_row("---", *["--:"] * (len(HEADS) - 1)), flush=True)
        for name, paths in asked.items():
            if any(letters in name for letters in options.only or [""]):
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
        sizes = {each.name: queries.total(connection, each, Filter()) for each in LISTS}
    narrowed = [f"place={place}" for place in known["place"]]
    narrowed += [f"outlet={outlet}" for outlet in known["outlet"]]
    narrowed += [f"actor={actor}" for actor in known["actor"]]
    lists = [f"{one}&type={TYPES[at % 5]}" if at % 2 else one for at, one in enumerate(narrowed)]
    words = [f"{place}+{TYPES[at % 5]}" for at, place in enumerate(known["place"])]
    wide = [f"type={type}" for type in TYPES] + ["q=said", "q=killed"]
    wide += ["since=2031-03-01&until=2031-09-30", "since=2031-06-01"]
    kinds: dict[str, list[str]] = {}
    for path, each, rows in zip(("/entries", "/claims", "/documents"), LISTS, PAGES, strict=True):
        some = [one for one in wide if not one.startswith("type") or each is not DOCUMENTS]
        own = lists if each is not DOCUMENTS else [f"outlet={o}" for o in known["outlet"]]
        orders = sorts(each)
        last = max(1, sizes[each.name] // rows)
        kinds[f"{path}, every order, any page"] = [
            f"{path}?sort={orders[at % len(orders)]}&page={at * 7919 % last + 1}"
            for at in range(280)
        ]
        kinds[f"{path}, narrowed"] = [
            f"{path}?{one}&sort={orders[at % len(orders)]}" for at, one in enumerate(own)
        ]
        kinds[f"{path}, narrowed widely, every order, any page"] = [
            f"{path}?{one}&sort={order}&page={at * 37 % max(1, last // 10) + 1}"
            for at, (one, order) in enumerate(product(some, orders))
        ]
        kinds[f"{path}, by words"] = [f"{path}?q={one}" for one in words]
        kinds[f"{path}.json, every order, any page"] = [
            one.replace("?", ".json?", 1) for one in kinds[f"{path}, every order, any page"]
        ]
        kinds[f"{path}.json, narrowed"] = [
            one.replace("?", ".json?", 1) for one in kinds[f"{path}, narrowed"]
        ]
    return kinds | {
        "/search": [f"/search?q={each}" for each in words],
        "/search.json": [f"/search.json?q={each}" for each in words],
        "/matrix, any page": [f"/matrix?page={at}" for at in range(1, 200)],
        "/matrix, narrowed": [f"/matrix?{one}" for one in lists],
        "/matrix.json, narrowed": [f"/matrix.json?{one}" for one in lists],
        "/families": [f"/families?page={at}" for at in range(1, 60)],
        "/labels": ["/labels"],
        "/labels.json": ["/labels.json"],
        "/map": ["/map"],
        "/map, narrowed": [f"/map?{one}" for one in lists],
        "/review": ["/review"],
        "/ (the overview)": ["/"],
        "/entries/ID": [f"/entries/{fact}" for fact in facts],
        "/documents/ID": [f"/documents/{id}" for id in documents],
    }  # fmt: skip


def sorts(each: Listed) -> list[str]:
    """Every order of a list, upwards and downwards."""
    return [f"{sign}{name}" for name in each.sorts for sign in ("", "-")]


@dataclass(frozen=True, slots=True)
class Site:
    """A running program: its process, its address, and a session's cookie."""

    process: int
    address: str
    cookie: str

    def spent(self) -> float:
        """Seconds of CPU so far, of the program and the processes that it began."""
        begun = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return sum(map(_spent, (self.process, *map(int, begun))))


def _spent(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(ledger: Path, workers: int) -> Iterator[Site]:
    """The program as a user starts it."""
    command = [sys.executable, "-m", "counterclaim.cli", "serve", str(ledger)]
    command += ["--port", "0", "--no-browser", "--workers", str(workers)]
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
    """A row of the table, the median of each figure. Before, eight clients ask at once, twice, so
    that what is worked out once for each state of the ledger is there."""
    with ThreadPoolExecutor(8) as clients:
        for _ in clients.map(lambda at: _asked(site, paths[at % len(paths)]), range(16)):
            pass
    runs = [_run(paths, site, options) for _ in range(options.times)]
    middle = [median(each) for each in zip(*runs, strict=True)]
    cost, rate, p50, p95, p99, failed = middle
    figures = (f"{cost:.1f}", f"{rate:.0f}", *(f"{each:.0f}" for each in (p50, p95, p99)))
    return _row(name, len(paths), *figures, int(failed))


def _asked(site: Site, path: str) -> None:
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=600)
    connection.request("GET", path, headers={"Cookie": site.cookie})
    answer = connection.getresponse()
    assert answer.status == 200, path
    answer.read()


def _run(paths: list[str], site: Site, options: argparse.Namespace) -> tuple[float, ...]:
    """CPU a page, pages a second, the percentiles and what failed."""
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
    requests, seconds, failed, *percentiles = map(float, result[1:])
    return (1000 * spent / max(1, requests), requests / seconds, *percentiles, failed)


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path, help="where the grown ledger is, or will be")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=15, help="for each kind of page")
    parser.add_argument("--times", type=int, default=1, help="runs, of which the medians are told")
    parser.add_argument("--workers", type=int, default=2, help="processes that make pages")
    parser.add_argument(
        "--only", action="append", help="only kinds with these letters in their names; repeatable"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
