"""The cheapest tree of sources, held against all trees that there are."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.tracing.trees import UNSEEN, Step, cheapest_tree

Costs = dict[str, dict[str, float]]


@st.composite
def costs(draw: st.DrawFn) -> Costs:
    """Up to five documents, each with a step from the unseen origin and perhaps from others."""
    names = [f"d{at}" for at in range(draw(st.integers(1, 5)))]
    cost = st.integers(0, 20).map(float)
    found: Costs = {}
    for name in names:
        others = draw(st.lists(st.sampled_from(names), unique=True))
        found[name] = {UNSEEN: draw(cost)} | {
            other: draw(cost) for other in others if other != name
        }
    return found


def steps(told: Costs) -> list[Step]:
    return [Step(source, taker, cost) for taker in told for source, cost in told[taker].items()]


def reaches_all(sources: dict[str, str]) -> bool:
    for at in sources:
        for _ in sources:
            at = sources.get(at, UNSEEN)
        if at != UNSEEN:
            return False
    return True


def trees(told: Costs) -> list[tuple[float, dict[str, str]]]:
    every = (dict(zip(told, chosen, strict=True)) for chosen in product(*told.values()))
    return [(total(told, sources), sources) for sources in every if reaches_all(sources)]


def total(told: Costs, sources: dict[str, str]) -> float:
    return sum(told[taker][source] for taker, source in sources.items())


@given(costs())
def test_no_tree_is_cheaper(told: Costs) -> None:
    tree = cheapest_tree(told, steps(told))
    assert reaches_all(dict(tree.sources))
    assert total(told, dict(tree.sources)) == min(cost for cost, _ in trees(told))


@given(costs())
def test_a_source_is_given_up_at_no_less_than_the_best_tree_without_it(told: Costs) -> None:
    tree = cheapest_tree(told, steps(told))
    cheapest = total(told, dict(tree.sources))
    for taker, source in tree.sources.items():
        without = [cost for cost, sources in trees(told) if sources[taker] != source]
        assert tree.margins[taker] >= min(without, default=float("inf")) - cheapest


@given(costs())
def test_what_is_known_grows_less_as_more_is_asked(told: Costs) -> None:
    tree = cheapest_tree(told, steps(told))
    assert set(tree.known(10)) <= set(tree.known(5)) <= set(tree.known(0))
    assert all(tree.sources[taker] == source != UNSEEN for taker, source in tree.known(0))
    assert tree.root(10) in (None, tree.root(0))
