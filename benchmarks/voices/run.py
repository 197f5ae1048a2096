"""Does counting copies as one voice find the truth more often than counting all? See README.md."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from control import scored
from copying import copying
from growing import CHOICES, grown
from held import Held
from scores import compared
from tables import FLIGHT, STOCK, book, daily, table
from voting import Pairs, right, voices, votes


def main() -> None:
    options = _options()
    if options.what == "grown":
        _grown(options)
    else:
        _published(options)


def _grown(options: argparse.Namespace) -> None:
    for copiers in options.copiers:
        for choice in CHOICES if copiers else CHOICES[:1]:
            found, off = scored(grown(options.events, copiers, choice, options.seed))
            print(f"{copiers:>3} copiers of {choice:<8}{found.line()}  voices off by {off:+d}")


def _published(options: argparse.Namespace) -> None:
    held = _held(options.what, options.claims, options.truth)
    claims = sum(map(len, held.claims.values()))
    print(f"{claims} claims of {len(held.sources)} sources on {len(held.claims)} questions")
    began = time.process_time()
    judged = copying(held)
    print(f"{len(judged)} pairs copy ({time.process_time() - began:.0f} s of computing)")
    if options.show:
        for group in voices(held.sources, judged):
            if len(group) > 1:
                print("   ", ", ".join(group))
    _report("judged", held, judged)
    if options.groups:
        _report("stated", held, _stated(options.groups))


def _held(layout: str, claims: Path, truth: Path) -> Held:
    if layout == "book":
        return book(claims, truth)
    if layout == "table":
        return table(claims, truth)
    return daily(claims, truth, FLIGHT if layout == "flight" else STOCK)


def _stated(path: Path) -> Pairs:
    """Groups that are known to copy: one a line, names parted by tabs."""
    groups = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return frozenset(
        frozenset((one, other))
        for group in groups
        for one in group
        for other in group
        if one < other
    )


def _report(name: str, held: Held, pairs: Pairs) -> None:
    asked = held.asked
    plain = [right(votes(held.claims[question]), held.truth[question]) for question in asked]
    fewer = [right(votes(held.claims[question], pairs), held.truth[question]) for question in asked]
    print(name, compared([item for item, _ in asked], plain, fewer).line())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    ways = parser.add_subparsers(dest="what", required=True)
    for layout in ("table", "book", "flight", "stock"):
        way = ways.add_parser(layout, help=f"a published set in the layout of {layout}")
        way.add_argument("claims", type=Path, help="a file, or a folder of files")
        way.add_argument("truth", type=Path, help="likewise")
        way.add_argument("--groups", type=Path, help="sources known to copy, a group a line")
        way.add_argument("--show", action="store_true", help="name the sources that are joined")
    way = ways.add_parser("grown", help="a collection whose copies are known")
    way.add_argument("--events", type=int, default=200)
    way.add_argument("--copiers", type=int, nargs="+", default=[0, 2, 5, 10])
    way.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
