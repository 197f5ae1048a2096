"""How well are copies and their origins traced? See README.md here."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from counterclaim.model import Collection, Document
from counterclaim.publishing import EXPORTS
from counterclaim.reading import read
from counterclaim.tracing import trace


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of development data")
    shared = parser.parse_args().shared
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = _documents([shared / "claims/dev.jsonl", shared / "claims/train.jsonl"], folder)
        traces = trace(documents)
        held = Collection(documents=documents, copies=traces.copies, origins=traces.origins)
        files = []
        for form in ("copies-jsonl", "origins-jsonl"):
            files.append(folder / form)
            files[-1].write_text("\n".join(EXPORTS[form](held)), encoding="utf-8")
        gold, scorer = shared / "copies/dev.json", shared / "copies/score.py"
        subprocess.run([sys.executable, *map(str, (scorer, gold, *files))], check=True)


def _documents(sources: list[Path], folder: Path) -> tuple[Document, ...]:
    """The reports as the reading stage gives them, without their annotation."""
    path = folder / "documents.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for source in sources:
            for line in source.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                out.write(json.dumps({k: v for k, v in record.items() if k != "claims"}) + "\n")
    return tuple(found for found in read([path]) if isinstance(found, Document))


if __name__ == "__main__":
    main()
