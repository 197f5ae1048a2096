"""Reports in other languages are kept and traced for copies, and not read for claims."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from counterclaim.cli import counterclaim
from counterclaim.ledger import Ledger

ENGLISH = "At least 12 people were killed in Melo on Monday, the director of the hospital said."
SPANISH = (
    "Al menos 12 personas murieron el lunes en Melo, dijo el director del hospital de la ciudad, "
    "que pidió sangre y médicos a las ciudades vecinas. Los vecinos contaron que el bombardeo del "
    "mercado comenzó por la mañana y que duró más de una hora, hasta que llegaron los camiones."
)
REPORTS = (
    {"doc": "en", "text": ENGLISH, "outlet": "Norte", "published": "2031-03-04"},
    {"doc": "es1", "text": SPANISH, "outlet": "Sur", "published": "2031-03-04"},
    {"doc": "es2", "text": SPANISH, "outlet": "Oeste", "published": "2031-03-05"},
)


def test_other_languages_are_kept_traced_and_told_of(tmp_path: Path) -> None:
    lines, ledger = tmp_path / "a.jsonl", tmp_path / "a.db"
    lines.write_text("\n".join(map(json.dumps, REPORTS)))
    told = CliRunner().invoke(counterclaim, ["build", str(lines), "-o", str(ledger)])
    assert told.exit_code == 0, told.output
    assert (
        "2 documents are not in English (2 es): kept, and traced for copies; no claims were read "
        "there" in told.stdout
    )
    with Ledger.open(ledger) as opened:
        held = opened.collection()
    assert [(d.id, d.language) for d in held.documents] == [
        ("en", "en"), ("es1", "es"), ("es2", "es"),
    ]  # fmt: skip
    assert {claim.claim.document for claim in held.claims} == {"en"}
    assert [(copy.a, copy.b) for copy in held.copies] == [("es1", "es2")]
