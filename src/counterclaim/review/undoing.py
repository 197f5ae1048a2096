"""Which decisions are undone: by an undo that is not undone itself."""

from __future__ import annotations

from counterclaim.model import Decision
from counterclaim.review.fates import Fates


def undo(fates: Fates) -> None:
    """Find the end of every decision that is undone; an undo of what is not there is an orphan.

    The id of an undo is a hash over the id that it names, so undos never run in a circle.
    """
    by_id = {decision.id: decision for decision in fates.decisions}
    undos: dict[str, list[Decision]] = {}
    for decision in fates.live("undo"):
        if decision.targets[0] in by_id:
            undos.setdefault(decision.targets[0], []).append(decision)
        else:
            fates.orphaned(decision, f"{decision.targets[0]} is not in this ledger")
    _follow(fates, by_id, undos)


def _follow(fates: Fates, by_id: dict[str, Decision], undos: dict[str, list[Decision]]) -> None:
    """Settle each decision once all undos of it are settled, from those that nobody undid on."""
    open_undos = {target: len(found) for target, found in undos.items()}
    ready = [decision for decision in fates.live() if decision.id not in undos]
    holding: dict[str, list[Decision]] = {}
    while ready:
        decision = ready.pop()
        held = holding.get(decision.id)
        if held:
            fates.undone(decision, sorted(held, key=lambda undo: (undo.time, undo.id)))
        target = decision.targets[0] if decision.kind == "undo" else None
        if target not in open_undos:
            continue
        if not held:
            holding.setdefault(target, []).append(decision)
        open_undos[target] -= 1
        if not open_undos[target]:
            ready.append(by_id[target])
