"""Forms that are sent: read, and refused without the token of the session they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hmac import compare_digest
from urllib.parse import parse_qsl

from starlette.requests import Request

_LARGEST = 1_000_000  # bytes


class FormError(Exception):
    """A form that cannot be taken; the message says why, ``status`` is HTTP's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def read(request: Request) -> dict[str, str]:
    """The fields of a form, or of a flat JSON object; of several of one name, the last."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            raise FormError(413, "The form is too large.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        fields = _fields(body.decode("utf-8"), kind)
        if b"\x00" in "".join((*fields, *fields.values())).encode("utf-8"):
            raise ValueError  # no database keeps it in every text, and no one can type it
    except (ValueError, RecursionError):
        raise FormError(400, "The form cannot be read.") from None
    return fields


def _fields(text: str, kind: str) -> dict[str, str]:
    if kind == "application/json":
        held = json.loads(text)
        if not isinstance(held, dict):
            raise ValueError
        return {str(key): value for key, value in held.items() if isinstance(value, str)}
    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=1000))


def check(request: Request, form: Mapping[str, str], token: str) -> None:
    """Raises FormError where neither form nor header carries the token."""
    given = request.headers.get("x-form-token") or form.get("form_token", "")
    if not compare_digest(given.encode("utf-8", "replace"), token.encode()):
        raise FormError(403, "The form is out of date: load its page again, and send it anew.")
