"""Who is meant by the speakers of claims, and are they joined as they should be? See README.md."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.grounding import Grounder
from counterclaim.grounding.persons import person
from counterclaim.grounding.spelling import exact_key
from counterclaim.model import Document, Entity
from counterclaim.reading import read
from counterclaim.reading.annotated import annotated

KEY = Path(__file__).parents[2] / "tests/grounding/dev_speakers.csv"


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim's speaker: who is meant by the key, and the entity that it was resolved to."""

    doc: str
    words: str
    meant: str
    found: Entity

    @property
    def is_right(self) -> bool:
        """Whether the names are one; of a person, the same in another transliteration."""
        if self.found.kind == "person" and _id(self.found.name) == _id(self.meant):
            return True
        return exact_key(self.found.name) == exact_key(self.meant)


def _id(name: str) -> str:
    return person(name).id


def main() -> None:
    options = _options()
    answers = tuple(_answers(options.shared / "claims/dev.jsonl", options.key))
    right = sum(answer.is_right for answer in answers)
    print(f"claims     right {right / len(answers):.3f}   ({right} of {len(answers)})")
    pairs = {(a.doc, a.words, a.meant): a.is_right for a in answers}
    told = sum(pairs.values())
    print(f"speakers   right {told / len(pairs):.3f}   ({told} of {len(pairs)}, one a document)")
    meant, found = [exact_key(a.meant) for a in answers], [a.found.id for a in answers]
    precision, recall = _shared(found, meant), _shared(meant, found)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"B-cubed    P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    print(f"entities   {len(set(meant))} meant, {len(set(found))} found")
    print(f"           {_mixed(meant, found)} split into several, {_mixed(found, meant)} joined")
    for line in _told([a for a in answers if not a.is_right][: options.errors]):
        print(line)


def _answers(gold: Path, key: Path) -> Iterator[Answer]:
    """Every claim whose speaker the key knows, grounded from the annotated mention."""
    with key.open(encoding="utf-8", newline="") as rows:
        meant = {(r["doc"], r["speaker"], r["via"]): r["entity"] for r in csv.DictReader(rows)}
    documents = {item.id: item for item in read([gold]) if isinstance(item, Document)}
    grounder = Grounder.load()
    for report in annotated(gold):
        document = documents[report.document.id]
        for grounded in grounder.ground(document, report.claims):
            claim = grounded.claim
            if claim.speaker is None or grounded.speaker is None:
                continue
            via = "; ".join(mention.text for mention in claim.via)
            name = meant.get((document.id, claim.speaker.text, via))
            if name is not None:
                yield Answer(document.id, claim.speaker.text, name, grounded.speaker.entity)


def _shared(groups: Sequence[Hashable], others: Sequence[Hashable]) -> float:
    """B-cubed: for each claim, the share of its group that is with it in the other grouping."""
    size, both = Counter(groups), Counter(zip(groups, others, strict=True))
    return sum(count * count / size[group] for (group, _), count in both.items()) / len(groups)


def _mixed(groups: Sequence[Hashable], others: Sequence[Hashable]) -> int:
    """How many of the groups have members in more than one of the others."""
    return sum(n > 1 for n in Counter(g for g, _ in set(zip(groups, others, strict=True))).values())


def _told(wrong: Sequence[Answer]) -> Iterator[str]:
    counted = Counter((a.doc, a.words, a.meant, a.found.name) for a in wrong)
    for (doc, words, meant, found), count in counted.most_common():
        yield f"  {count} × {doc}: “{words}” is {meant}, not {found}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of development data")
    parser.add_argument("--key", type=Path, default=KEY, help="who is meant; default: the tests'")
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong claims")
    return parser.parse_args()


if __name__ == "__main__":
    main()
