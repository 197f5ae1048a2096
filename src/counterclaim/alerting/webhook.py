"""Events to an address of yours, signed as Standard Webhooks has it (standardwebhooks.com)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import httpx2

from counterclaim import __version__
from counterclaim.alerting.channels import DeliveryError
from counterclaim.alerting.events import Event
from counterclaim.errors import CounterclaimError

_WAIT: Final = 15.0  # seconds
_PREFIX: Final = "whsec_"
_LEAST: Final = 24  # bytes of a secret, as Standard Webhooks has it


class Webhook:
    """Posts each event as JSON, one after the other, and waits for an answer of 2xx.

    The header ``webhook-id`` (and ``idempotency-key``) is the event's id, the same at each try. No
    redirect is followed, and what the answer holds is not read.
    """

    batch = 1

    def __init__(self, address: str, secret: str, now: Callable[[], datetime]) -> None:
        self._address, self._key, self._now = address, key(secret), now
        self.name = _shown(address)

    def send(self, events: Sequence[Event]) -> None:
        for event in events:
            self._post(event)

    def _post(self, event: Event) -> None:
        body = event.line().encode("utf-8")
        moment = str(int(self._now().timestamp()))
        headers = {
            "content-type": "application/json",
            "user-agent": f"counterclaim/{__version__}",
            "webhook-id": event.id,
            "webhook-timestamp": moment,
            "webhook-signature": signature(self._key, event.id, moment, body),
            "idempotency-key": event.id,
        }
        try:
            with (
                httpx2.Client(trust_env=False, timeout=_WAIT) as client,
                client.stream("POST", self._address, content=body, headers=headers) as answer,
            ):
                _judge(answer)
        except httpx2.HTTPError as error:
            reason = " ".join(str(error)[:100].split()) or type(error).__name__
            raise DeliveryError(f"cannot be reached ({reason})") from error


def key(secret: str) -> bytes:
    """The key of a secret: 24 bytes or more, as text, or as base64 after ``whsec_``.

    Raises CounterclaimError where it is shorter, or is no base64.
    """
    try:
        if secret.startswith(_PREFIX):
            found = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
        else:
            found = secret.encode("utf-8")
    except ValueError:
        found = b""
    if len(found) < _LEAST:
        raise CounterclaimError(
            f"the webhook's secret is shorter than {_LEAST} bytes, or no base64 after {_PREFIX};"
            " make a random one"
        )
    return found


def signature(key: bytes, name: str, moment: str, body: bytes) -> str:
    """``v1,`` and the HMAC-SHA256, in base64, of id, time and body, joined by full stops."""
    signed = b".".join((name.encode("ascii"), moment.encode("ascii"), body))
    return f"v1,{base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode('ascii')}"


def _judge(answer: httpx2.Response) -> None:
    """Raise DeliveryError unless the answer is 2xx; 410 says that no event is wanted any more."""
    if answer.is_success:
        return
    said = answer.headers.get("retry-after", "")
    pause = float(said[:6]) if said.isdecimal() else 0.0
    final = answer.status_code == 410
    raise DeliveryError(f"answers with status {answer.status_code}", pause=pause, final=final)


def _shown(address: str) -> str:
    """The address without what may be secret in it: user, password and query.

    Raises CounterclaimError where it is none.
    """
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError):
        url = httpx2.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise CounterclaimError("the webhook's address must begin with http:// or https://")
    return str(url.copy_with(username=None, password=None, query=None, fragment=None))
