"""Who is told of what changes: files, webhooks, mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counterclaim.alerting import AtomFeed, Channel, JsonLines, Mail, Outbox, Server
from counterclaim.alerting.webhook import Webhook
from counterclaim.errors import CounterclaimError


@dataclass(frozen=True, slots=True)
class Receivers:
    """The channels as a user names them. ``site`` is where the ledger is served.

    ``webhooks`` are addresses, all with one ``secret``; ``server`` and ``sender`` are for mail.
    """

    lines: tuple[Path, ...] = ()
    feeds: tuple[Path, ...] = ()
    webhooks: tuple[str, ...] = ()
    secret: str = ""
    mail: tuple[str, ...] = ()
    server: str = ""
    sender: str = ""
    site: str = ""

    def channels(self, outbox: Outbox, now: Callable[[], datetime]) -> tuple[Channel, ...]:
        """The channels. Raises CounterclaimError where one cannot be, or is named twice."""
        found = tuple(self._channels(outbox, now))
        for name, count in Counter(channel.name for channel in found).items():
            if count > 1:
                raise CounterclaimError(f"{name}: named twice; name it once")
        return found

    def _channels(self, outbox: Outbox, now: Callable[[], datetime]) -> Iterator[Channel]:
        # By their whole paths, since a restart from another folder must know them again.
        yield from (JsonLines(path.absolute()) for path in self.lines)
        yield from (AtomFeed(path.absolute(), outbox, self.site) for path in self.feeds)
        if self.webhooks and not self.secret:
            raise CounterclaimError("--webhook needs --webhook-secret FILE, to sign with")
        yield from (Webhook(address, self.secret, now) for address in self.webhooks)
        if self.mail:
            if not self.server or not self.sender:
                raise CounterclaimError("--mail needs --mail-server FILE and --mail-from ADDRESS")
            server = Server.of(self.server)
            yield from (Mail(server, self.sender, to, self.site) for to in self.mail)
