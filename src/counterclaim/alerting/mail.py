"""Events by e-mail, those that wait together in one message."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final
from urllib.parse import unquote, urlsplit

from counterclaim.alerting.channels import DeliveryError
from counterclaim.alerting.events import Event
from counterclaim.errors import CounterclaimError

_WAIT: Final = 30.0  # seconds
_PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_SUBJECT: Final = 120  # characters


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server: ``smtps://USER:PASSWORD@HOST:PORT``, ``smtp+starttls://…`` or ``smtp://…``."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, address: str) -> Server:
        """The server at an address. Raises CounterclaimError where it is none.

        A password is sent only over TLS, or to this machine.
        """
        try:
            parts = urlsplit(address)
            port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise _no_server() from None
        if not parts.hostname:
            raise _no_server()
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if user and parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1"):
            raise CounterclaimError(
                "the mail server's password would be sent unprotected; write smtps:// or "
                "smtp+starttls://"
            )
        return cls(parts.scheme, parts.hostname, port, user, password)


class Mail:
    """Sends events to a mail address.

    ``Message-ID`` is made of the events, the same at each try, so that programs can tell a message
    that comes twice. ``site`` is where the ledger is served.
    """

    batch = 200

    def __init__(self, server: Server, sender: str, to: str, site: str = "") -> None:
        self._server, self._site = server, site
        self._sender, self._to = _checked(sender), _checked(to)
        self.name = f"mail to {to}"

    def send(self, events: Sequence[Event]) -> None:
        try:
            with self._connection() as connection:
                connection.send_message(self.message(events))
        except smtplib.SMTPResponseException as error:
            raise DeliveryError(f"the mail server answers with status {error.smtp_code}") from error
        except (OSError, smtplib.SMTPException) as error:
            reason = " ".join(str(error)[:100].split()) or type(error).__name__
            raise DeliveryError(f"the mail server does not take it ({reason})") from error

    def message(self, events: Sequence[Event]) -> EmailMessage:
        """The message that tells of events."""
        message = EmailMessage()
        first, last = events[0], events[-1]
        message["From"], message["To"] = self._sender, self._to
        message["Subject"] = _subject(events)
        message["Date"] = last.at
        message["Message-ID"] = f"<{first.id}.{last.number}@{self._sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content("\n\n".join(self._told(event) for event in events) + "\n")
        return message

    def _told(self, event: Event) -> str:
        answer = event.change.answer
        lines = [_line(answer.question), _line(event.text)]
        if self._site:
            lines.append(f"{self._site.rstrip('/')}/entries/{answer.fact}")
        return "\n".join(lines)

    def _connection(self) -> smtplib.SMTP:
        server = self._server
        if server.scheme == "smtps":
            trust = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=_WAIT, context=trust
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=_WAIT)
        if server.scheme == "smtp+starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        return connection


def _subject(events: Sequence[Event]) -> str:
    if len(events) == 1:
        question = _line(events[0].change.answer.question)
        return f"{', '.join(events[0].change.kinds)}: {question}"[:_SUBJECT]
    return f"{len(events):,} changes"


def _line(text: str) -> str:
    """Text on one line, without what would command a terminal."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


def _checked(address: str) -> Address:
    try:
        found = Address(addr_spec=address)
    except (ValueError, IndexError, AttributeError, MessageError) as error:
        raise CounterclaimError(f"{address!r} is no mail address") from error
    if not found.username or not found.domain:
        raise CounterclaimError(f"{address!r} is no mail address")
    return found


def _no_server() -> CounterclaimError:
    return CounterclaimError(
        "the mail server must be written as smtps://USER:PASSWORD@HOST, smtp+starttls://… or "
        "smtp://HOST"
    )
