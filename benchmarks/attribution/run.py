"""How well are sources, cues and contents of attributions read? See README.md here."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from counterclaim.extracting.attributions import Attribution
from counterclaim.extracting.reader import LearnedReader
from counterclaim.extracting.readings import DocText
from counterclaim.extracting.sentences import sentences

Spans = set[tuple[int, int]]
PARTS = ("source", "cue", "content")


def main() -> None:
    options = _options()
    reader = LearnedReader.load(options.weights)
    right, read, gold = dict.fromkeys(PARTS, 0), dict.fromkeys(PARTS, 0), dict.fromkeys(PARTS, 0)
    for article in _articles(options.shared / "attribution" / f"{options.articles}.jsonl"):
        text = article["text"]
        found = _read(reader.attributions(DocText(text, sentences(text))))
        for part, spans in _annotated(article["attributions"]).items():
            right[part] += len(spans & found[part])
            read[part] += len(found[part])
            gold[part] += len(spans)
    for part in PARTS:
        precision, recall = right[part] / max(1, read[part]), right[part] / max(1, gold[part])
        f1 = 2 * right[part] / max(1, read[part] + gold[part])
        print(f"{part:8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({gold[part]} gold)")


def _articles(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _read(found: Iterable[Attribution]) -> dict[str, Spans]:
    spans: dict[str, Spans] = {part: set() for part in PARTS}
    for one in found:
        spans["cue"].add((one.cue.start, one.cue.end))
        spans["source"] |= {(one.source.start, one.source.end)} if one.source else set()
        spans["content"] |= {(part.start, part.end) for part in one.content}
    return spans


def _annotated(attributions: Iterable[dict[str, Any]]) -> dict[str, Spans]:
    spans: dict[str, Spans] = {part: set() for part in PARTS}
    for one in attributions:
        for part in PARTS:
            spans[part] |= {(start, end) for start, end in one.get(part, [])}
    return spans


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of development data")
    parser.add_argument("--weights", type=Path, help="a folder of weights; default: the shipped")
    parser.add_argument("--articles", choices=("train", "dev"), default="dev")
    return parser.parse_args()


if __name__ == "__main__":
    main()
