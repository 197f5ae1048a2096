"""Identifiers that the same input always yields again."""

from __future__ import annotations

import json
from hashlib import blake2b

_CANONICAL = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def identifier(kind: str, *parts: object) -> str:
    """``kind-`` and 12 hexadecimal digits of a hash over what identifies the record.

    Parts must be JSON values; equal parts give equal identifiers on every machine.
    """
    canonical = _CANONICAL.encode(parts).encode()
    return f"{kind}-{blake2b(canonical, digest_size=6).hexdigest()}"
