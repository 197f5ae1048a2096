"""A record by its id, or by the beginning of it."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.cli.texts.claim import claim_text
from counterclaim.cli.texts.document import document_text
from counterclaim.cli.texts.entry import entry_text
from counterclaim.cli.texts.lookup import Lookup
from counterclaim.errors import CounterclaimError
from counterclaim.model import Collection

_LISTED = 5


def find(collection: Collection, key: str) -> str:
    """The entry, voice, claim or document whose id is ``key``, or alone begins with it, in words.

    Raises CounterclaimError where there is none, or more than one.
    """
    lookup = Lookup(collection)
    voices = {voice.id: entry for entry in collection.entries for voice in entry.voices}
    name = _only(key, [*lookup.entries, *voices, *lookup.claims, *lookup.documents])
    if name in lookup.documents:
        lines = document_text(lookup.documents[name], lookup)
    elif name in lookup.claims:
        lines = claim_text(lookup.claims[name], lookup)
    else:
        lines = entry_text(lookup.entries.get(name) or voices[name], lookup)
    return "\n".join(lines)


def _only(key: str, names: Iterable[str]) -> str:
    found = [name for name in names if name.startswith(key)]
    if key in found:
        return key
    if not found:
        raise CounterclaimError(f"{key}: no entry, claim or document of that id in this ledger")
    if len(found) > 1:
        listed = ", ".join(found[:_LISTED])
        raise CounterclaimError(f"{key}: {len(found)} ids begin so ({listed} …); write more of it")
    return found[0]
