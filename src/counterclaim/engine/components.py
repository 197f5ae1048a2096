"""What pairs join, near and far: connected components of a graph as a dataframe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from daft import col
from daft.functions import coalesce

from counterclaim.engine.folder import Folder
from counterclaim.engine.rows import Frame, Row, by_group, mapped, shaped

_ROUNDS: Final = 64  # more than the logarithm of any number of nodes
#: Pairs up to which one worker joins them all: each takes some hundred bytes there.
_FEW: Final = 2_000_000
_AT_ONCE: Final = 100_000


def components(
    edges: Frame, folder: Folder, name: str, *, few: int = _FEW, at_once: int = _AT_ONCE
) -> Frame:
    """For each node of some pairs (``a``, ``b``) the first of all nodes that these tie it to, as
    ``node`` and ``first``, in a table of this name.

    Pairs that lie together are joined ``at_once``, and up to ``few`` of them in one place. Of more,
    until nothing moves, each node is tied to the first of those that it is tied to, these to one
    another, and each tie is led one step further on: the rounds grow with the logarithm of the
    longest chain.
    """
    tied = folder.write(f"{name}-0", lambda: _stars(edges, at_once))
    many = tied.count_rows() > few
    for turn in range(1, _ROUNDS):
        make = partial(_led if many else _whole, tied)
        tied = folder.write(f"{name}-{turn}", make)
        if not many or _settled(tied):
            break
    return tied.select(col("a").alias("node"), col("b").alias("first"))


def _whole(ties: Frame) -> Frame:
    return by_group([shaped(ties, group="all")], joined_at_once)


def _stars(edges: Frame, at_once: int) -> Frame:
    return mapped(shaped(edges, kind="edge"), joined_at_once, size=at_once)


def joined_at_once(rows: Sequence[Row]) -> Iterator[Row]:
    """Each node of some pairs, with the first that these tie it to."""
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while (higher := above.setdefault(node, node)) != node:
            above[node] = node = above[higher]
        return node

    for row in rows:
        first, second = sorted((top(row.a), top(row.b)))
        above[second] = first
    return (Row("tie", "", node, top(node)) for node in sorted(above))


def _led(ties: Frame) -> Frame:
    """Ties of nodes (``a``) to earlier ones or themselves (``b``), each a step further on."""
    first = ties.groupby("a").agg(col("b").min().alias("first"))
    known = ties.select("a", "b").join(first, on="a")
    beside = known.where(col("b") != col("first"))
    pairs = known.select("a", col("first").alias("b")).concat(
        beside.select(col("b").alias("a"), col("first").alias("b"))
    )
    best = pairs.groupby("a").agg(col("b").min().alias("next"))
    led = pairs.distinct().join(best.select(col("a").alias("b"), "next"), on="b", how="left")
    return led.select("a", coalesce(col("next"), col("b")).alias("b")).distinct()


def _settled(ties: Frame) -> bool:
    """Whether each node has one tie, to one that is tied to itself."""
    nodes = ties.select("a").distinct().count_rows()
    if ties.count_rows() != nodes:
        return False
    firsts = ties.where(col("a") == col("b")).select(col("b").alias("top")).distinct()
    loose = ties.join(firsts, left_on="b", right_on="top", how="anti")
    return loose.count_rows() == 0
