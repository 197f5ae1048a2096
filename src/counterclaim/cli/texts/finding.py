"""A record by its id, or by the beginning of it."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.cli.texts.claim import claim_text
from counterclaim.cli.texts.decisions import decision_text
from counterclaim.cli.texts.document import document_text
from counterclaim.cli.texts.entry import entry_text
from counterclaim.cli.texts.lookup import Lookup
from counterclaim.errors import CounterclaimError
from counterclaim.model import Collection

_LISTED = 5


def find(collection: Collection, key: str) -> str:
    """The entry, voice, claim, document or decision whose id is ``key``, or alone begins with it.

    Raises CounterclaimError where there is none, or more than one.
    """
    lookup = Lookup(collection)
    voices = {voice.id: entry for entry in collection.entries for voice in entry.voices}
    names = [*lookup.entries, *voices, *lookup.claims, *lookup.documents, *lookup.decisions]
    name = only(key, names)
    if name in lookup.decisions:
        lines = decision_text(lookup.decisions[name])
    elif name in lookup.documents:
        lines = document_text(lookup.documents[name], lookup)
    elif name in lookup.claims:
        lines = claim_text(lookup.claims[name], lookup)
    else:
        lines = entry_text(lookup.entries.get(name) or voices[name], lookup)
    return "\n".join(lines)


def only(key: str, names: Iterable[str]) -> str:
    """The name that is ``key``, or alone begins with it. Raises CounterclaimError otherwise."""
    found = [name for name in names if name.startswith(key)]
    if key in found:
        return key
    if not found:
        raise CounterclaimError(f"{key}: no entry, claim, document or decision of that id here")
    if len(found) > 1:
        listed = ", ".join(found[:_LISTED])
        raise CounterclaimError(f"{key}: {len(found)} ids begin so ({listed} …); write more of it")
    return found[0]
