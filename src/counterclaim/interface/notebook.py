"""Records as a notebook shows them: the report's look, escaped, within a frame of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment
from markupsafe import Markup

from counterclaim.model import Collection, GroundedClaim
from counterclaim.model.told import Told
from counterclaim.publishing.claim_view import sayings
from counterclaim.publishing.entry_detail import Detail, details
from counterclaim.publishing.entry_table import rows
from counterclaim.publishing.explaining.paragraphs import Paragraph, words
from counterclaim.publishing.glyphs import definitions
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.pages import asset, environment
from counterclaim.publishing.range_bar import Scale
from counterclaim.publishing.wording import (
    STATUSES,
    bounds,
    calendar,
    counted,
    document_name,
    shortened,
)

if TYPE_CHECKING:
    from counterclaim.interface.claims import LedgerClaim
    from counterclaim.interface.documents import LedgerDocument
    from counterclaim.interface.entries import LedgerEntry, LedgerVoice
    from counterclaim.interface.ledger import Ledger

_BEGINNING: Final = 600  # characters of a report's text
_SENTENCE: Final = 240  # characters of a sentence in a table
# The report's rules that are of use here; each stands on one line of its own there.
_RULES: Final = (
    ".status", "mark", "blockquote", ".polarity", ".ctl", "table", "th, td", "thead th", "tbody th",
    "h1, h2", "h3", "h4", ".meta", "code", "figure", "#grid", ".chart", ".badge", ".defs",
    ".l0", ".l4", ".voice",
)  # fmt: skip
_OWN: Final = """
background: var(--paper); color: var(--ink); font: 14px/1.55 var(--sans); padding: .6rem 1rem;
max-width: 60rem; overflow-x: auto; overflow-wrap: break-word;
& * { box-sizing: border-box; }
& h3, & h4, & p { margin: 0 0 .35rem; }
& caption { text-align: start; color: var(--soft); padding-bottom: .3rem; }
& .answer strong { font: 600 1.5rem/1.2 var(--serif); }
"""


def ledger(shown: Ledger) -> str:
    """What a ledger holds, in numbers."""
    row = (str(shown.store.path), holding(shown))
    return _page("table", caption="Ledger", head=("Where", "What"), rows=[row])


def holding(shown: Ledger) -> str:
    parts = (
        (shown.documents(), "document", None),
        (shown.claims(), "claim", None),
        (shown.entries(), "entry", "entries"),
    )
    return ", ".join(counted(len(records), one, many) for records, one, many in parts)


def listed(name: str, records: Sequence[Any], total: int) -> str:
    """The first records of a list, as a table."""
    head, cells = _TABLES[name]
    more = f"; the first {len(records)}" if len(records) < total else ""
    return _page(
        "table", caption=f"{total:,} {name}{more}", head=head, rows=[cells(r) for r in records]
    )


def entry(shown: LedgerEntry) -> str:
    return _page("entry", entry=_detail(shown), signs=definitions())


def voice(shown: LedgerVoice) -> str:
    detail = _detail(shown.entry)
    at = [voice.id for voice in shown.entry.voices].index(shown.id)
    return _page("voice", voice=detail.voices[at], question=shown.entry.asks)


def claim(shown: LedgerClaim) -> str:
    return _page("claim", sayings=_sayings([shown.told]), id=shown.id)


def document(shown: LedgerDocument) -> str:
    text = shown.text[:_BEGINNING] + ("…" if len(shown.text) > _BEGINNING else "")
    name = document_name(shown.record)
    return _page("document", title=shown.title or name, name=name, id=shown.id, text=text)


def explanation(paragraphs: Iterable[Paragraph]) -> str:
    return _page("explanation", paragraphs=paragraphs, words=words)


def _detail(shown: LedgerEntry) -> Detail:
    lookup = _lookup(shown.question.told, shown)
    return next(details(lookup, rows(lookup, Scale.over(lookup.collection.entries))))


def _sayings(told: Sequence[Told]) -> Any:
    return sayings([each.grounded for each in told], _lookup(told))


def _lookup(told: Sequence[Told], shown: LedgerEntry | None = None) -> Lookup:
    claims: tuple[GroundedClaim, ...] = tuple(each.grounded for each in told)
    documents = {each.document.id: each.document for each in told}
    entries = (shown.record,) if shown else ()
    return Lookup.over(Collection(tuple(documents.values()), claims=claims, entries=entries))


def _entry_cells(shown: LedgerEntry) -> tuple[object, ...]:
    record = shown.record
    numbers = bounds(record.low, record.high)
    voices = f"{len(record.voices):,} in {len(record.documents):,}"
    return (shown.asks, numbers, voices, _status(record.status))


def _voice_cells(shown: LedgerVoice) -> tuple[object, ...]:
    numbers, reports = bounds(shown.lower, shown.upper), f"{len(shown.record.documents):,}"
    return (shown.entry.asks, shown.name, shown.kind, numbers, reports)


def _claim_cells(shown: LedgerClaim) -> tuple[object, ...]:
    who = " → ".join(link.name for link in shown.chain)
    numbers, sentence = bounds(shown.lower, shown.upper), shortened(shown.sentence, _SENTENCE)
    day = calendar(shown.told.document.published)
    return (sentence, shown.type, numbers, shown.polarity, who, day)


def _document_cells(shown: LedgerDocument) -> tuple[object, ...]:
    return (shown.title or shown.id, shown.outlet or "", calendar(shown.published))


_TABLES: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]]] = {
    "entries": (("Question", "Range", "Voices in documents", "Status"), _entry_cells),
    "voices": (("Question", "Voice", "Kind", "Last range", "Reports"), _voice_cells),
    "claims": (("Sentence", "Type", "Count", "Given as", "Chain", "Published"), _claim_cells),
    "documents": (("Title", "Outlet", "Published"), _document_cells),
}


def _status(kind: str) -> Markup:
    return Markup('<span class="status {}">{}</span>').format(kind, STATUSES[kind])


def _page(template: str, **values: object) -> str:
    body = _templates().get_template(f"interface/{template}.html").render(values)
    return f"<div class=counterclaim><style>{_style()}</style>{body}</div>"


@cache
def _templates() -> Environment:
    made = environment("counterclaim.interface")
    made.globals["status"] = _status
    return made


@cache
def _style() -> str:
    """The report's colours and some of its rules, for what stands within one frame only."""
    report = asset("report.css")
    light, dark = (_inside(report, opening) for opening in (":root {", "  :root {"))
    taken = "\n".join(line for line in report.splitlines() if line.startswith(_RULES))
    return (
        f".counterclaim {{ {light}\n{_OWN}\n{taken} }}\n"
        f"@media (prefers-color-scheme: dark) {{ .counterclaim {{ {dark} }} }}"
    )


def _inside(css: str, opening: str) -> str:
    """What stands between the braces of the first rule that a line opens so."""
    found = re.search(rf"^{re.escape(opening)}([^}}]*)\}}", css, re.MULTILINE)
    assert found is not None, f"report.css has no rule {opening}"
    return found.group(1)
