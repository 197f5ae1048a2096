"""How do matching and reconciling grow with the ledger? See README.md here."""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from collections.abc import Sequence

from grown import Grower, agreement

from counterclaim.matching import match
from counterclaim.reconciling import reconcile

_A_DAY = 82  # claims: 300,000 in ten years
_HEAD = (
    "claims    days  documents     facts  match s  reconcile s  clock s  µs/claim  growth   P     R"
    "     MB"
)


def main() -> None:
    options = _options()
    print(_HEAD)
    first = None
    for claims in options.claims:
        days = options.days or claims / _A_DAY
        for _ in range(options.times):
            # A process of its own, so that the memory told is that of this ledger.
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                each, told = pool.apply(_measured, (claims, days, options.seed))
            first = first or each
            print(told.format(growth=each / first), flush=True)


def _measured(claims: int, days: float, seed: int) -> tuple[float, str]:
    """The microseconds for one claim, and the row that is printed."""
    grown = Grower(seed).ledger(claims, days)
    clock, began = time.perf_counter(), time.process_time()
    facts = match(grown.documents, grown.claims)
    matched = time.process_time()
    reconcile(grown.documents, grown.claims, facts, (), ())
    done, clock = time.process_time(), time.perf_counter() - clock
    groups = {claim: at for at, fact in enumerate(facts) for claim in fact.claims}
    precision, recall = agreement(grown, groups)
    each = (done - began) / len(grown.claims) * 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return each, (
        f"{len(grown.claims):7,} {days:6.0f} {len(grown.documents):10,} {len(facts):9,} "
        f"{matched - began:8.2f} {done - matched:12.2f} {clock:8.2f} {each:9.0f}  {{growth:6.2f}}  "
        f"{precision:.2f}  {recall:.2f} {memory:6,}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=_sizes())
    parser.add_argument(
        "--days", type=float, help="as many days for each; default: 82 claims a day"
    )
    parser.add_argument("--times", type=int, default=1, help="measure each so often")
    parser.add_argument("--seed", type=int, default=1, help="another one grows other ledgers")
    return parser.parse_args()


def _sizes() -> Sequence[int]:
    return 1_000, 3_000, 10_000, 30_000, 100_000, 300_000


if __name__ == "__main__":
    main()
