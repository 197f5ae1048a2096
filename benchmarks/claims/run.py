"""How well are claims read, and brought together? See README.md here."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.extracting import Extractor, LearnedExtractor
from counterclaim.extracting.reader import LearnedReader
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Claim, Document
from counterclaim.pipeline import Tools, build
from counterclaim.publishing import EXPORTS
from counterclaim.reading.annotated import annotated
from counterclaim.training.examples import reports


def main() -> None:
    options = _options()
    scorer = options.shared / "claims/score.py"
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        _gather(options.gold or [options.shared / "claims/dev.jsonl"], gold)
        claims = Path(folder) / "claims.jsonl"
        extractor = _Given(gold) if options.given else _learned(options.weights)
        claims.write_text(_claims(gold, Path(folder), extractor), encoding="utf-8")
        if options.keep:
            options.keep.write_bytes(claims.read_bytes())
        told = [
            sys.executable,
            str(scorer),
            str(gold),
            str(claims),
            "--errors",
            str(options.errors),
        ]
        subprocess.run(told, check=True)


def _gather(paths: Iterable[Path], gold: Path) -> None:
    """Annotated reports as JSON lines, whatever they were written as."""
    with gold.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(report) + "\n" for report in reports(paths))


def _claims(gold: Path, folder: Path, extractor: Extractor) -> str:
    """What a build makes of the documents of the gold set."""
    documents = folder / "documents.jsonl"
    with gold.open(encoding="utf-8") as lines, documents.open("w", encoding="utf-8") as out:
        for line in lines:
            record = json.loads(line)
            del record["claims"]
            record.pop("event", None)
            out.write(json.dumps(record) + "\n")
    tools = Tools(extractor, Grounder.load())
    with Ledger.create(folder / "ledger.db") as ledger:
        build([documents], ledger, tools=tools)
        return "".join(f"{line}\n" for line in EXPORTS["claims-jsonl"](ledger.collection()))


def _learned(weights: Path | None) -> Extractor:
    return LearnedExtractor(LearnedReader.load(weights))


class _Given:
    """The annotated claims themselves, to see what the later stages do with faultless ones."""

    name = "annotated"

    def __init__(self, gold: Path) -> None:
        self._claims = {report.document.id: report.claims for report in annotated(gold)}

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for document in documents:
            yield self._claims[document.id]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of development data")
    files = "JSON lines, written files, or folders of these; default: dev.jsonl"
    parser.add_argument("--gold", nargs="+", type=Path, help=f"annotated reports: {files}")
    parser.add_argument("--weights", type=Path, help="a folder of weights; default: the shipped")
    parser.add_argument("--given", action="store_true", help="take the annotated claims as read")
    parser.add_argument("--keep", type=Path, help="also write the claims here")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each kind")
    return parser.parse_args()


if __name__ == "__main__":
    main()
