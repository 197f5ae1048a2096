"""Records as JSON, in the very form that the exports give them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from counterclaim.model import Collection
from counterclaim.publishing import EXPORTS


def records(form: str, part: Collection) -> list[dict[str, Any]]:
    """What an export of JSON lines makes of a collection, one object a line."""
    return [json.loads(line) for line in EXPORTS[form](part)]


def encoded(value: Mapping[str, Any]) -> bytes:
    """A JSON object as it is sent."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # A lone surrogate stands in no encoding; JSON's own escape for it does.
    return text.encode("utf-8", "backslashreplace")
