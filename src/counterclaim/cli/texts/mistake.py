"""An error of reading: the sentence, and what was annotated beside what was read."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.cli.texts.lines import head, words
from counterclaim.cli.texts.marking import marked
from counterclaim.evaluating import FIELDS, Case, Mistake
from counterclaim.model.ranges import said

_LABEL = 14


def mistake_text(mistake: Mistake) -> Iterator[str]:
    claim = mistake.told.claim
    yield f"  {head(mistake.document)}: {words(claim)}"
    yield f"    {marked(mistake.document, claim)}"
    if mistake.gold and mistake.read:
        for name in mistake.wrong:
            annotated, read = _value(name, mistake.gold), _value(name, mistake.read)
            yield f"    {name:<{_LABEL}}annotated {annotated}, read {read}"


def _value(name: str, case: Case) -> str:
    """What a claim says in a field, in words."""
    if name == "bounds":
        return said(*case.claim.bounds)
    value = FIELDS[name].value(case)
    texts = (value,) if isinstance(value, str) else value or ()
    return ", ".join(f"“{' '.join(str(text).split())}”" for text in texts) or "nothing"
