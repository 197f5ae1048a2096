"""What servers say on how long an answer holds, and how to ask whether it changed (RFC 9111)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

_LONGEST: Final = 7 * 24 * 3600  # seconds; feeds that claim to hold for a year are looked at weekly
_DIRECTIVE: Final = re.compile(r"([a-z-]+)(?:\s*=\s*\"?([^\s\",]*)\"?)?", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address since it was last fetched: enough to ask whether it changed."""

    url: str = ""
    etag: str = ""
    modified: str = ""

    def asking(self, url: str) -> dict[str, str]:
        """The headers that ask for an answer only if it changed; ``url`` is what is asked for."""
        if url != self.url:
            return {}
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


NOTHING: Final = Known()


def fresh_until(headers: Mapping[str, str], at: datetime) -> datetime:
    """Until when an answer of the moment ``at`` need not be asked for again; ``at`` if no time.

    ``headers`` have names in small letters. No answer holds for longer than a week.
    """
    said = dict(_DIRECTIVE.findall(headers.get("cache-control", "").lower()))
    if "no-store" in said or "no-cache" in said:
        return at
    if said.get("max-age", "").isdecimal():
        seconds = _number(said["max-age"]) - _number(headers.get("age", ""))
        return at + timedelta(seconds=min(max(seconds, 0), _LONGEST))
    expires, sent = moment(headers.get("expires", "")), moment(headers.get("date", ""))
    if expires is None:
        return at
    return min(max(at + (expires - (sent or at)), at), at + timedelta(seconds=_LONGEST))


def retry_after(headers: Mapping[str, str], at: datetime) -> float:
    """Seconds that a server asks to wait for before the next request; 0 if it asks for none."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(_number(said))
    when = moment(said)
    return max((when - at).total_seconds(), 0.0) if when else 0.0


def moment(said: str) -> datetime | None:
    """A date of HTTP; None where it is none."""
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _number(said: str) -> int:
    return int(said[:9]) if said.strip().isdecimal() else 0
