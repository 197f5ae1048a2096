"""Events by mail, to a server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from counterclaim.alerting import Change, DeliveryError, Event, Mail, Outbox, Server, deliver
from counterclaim.errors import CounterclaimError
from tests.alerting.desk import START, Hands, answer


class Box:
    """A mail server that keeps what it takes, and refuses as it is told."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.got: list[EmailMessage] = []
        self.port = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        said = self.answers.pop(0) if self.answers else "250 OK"
        if said.startswith("250"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.got.append(message)
        return said

    @property
    def server(self) -> Server:
        return Server.of(f"smtp://127.0.0.1:{self.port}")


@pytest.fixture
def box() -> Iterator[Box]:
    found = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found.port = free.getsockname()[1]
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    yield found
    controller.stop()


def event(number: int = 1, **changed: object) -> Event:
    return Event.of(number, START, Change(None, answer(str(number), **changed)))


def test_events_that_wait_come_in_one_message(box: Box, tmp_path: Path) -> None:
    clock = Hands()
    mail = Mail(box.server, "ledger@desk.example", "ana@desk.example", "https://desk.example")
    with Outbox.open(tmp_path / "events.db") as outbox:
        outbox.notice([answer("a"), answer("b")], START, [mail.name])
        assert deliver(outbox, [mail], clock.now).told == {"mail to ana@desk.example": 2}
    (message,) = box.got
    assert message["From"] == "ledger@desk.example" and message["To"] == "ana@desk.example"
    assert message["Subject"] == "2 changes" and message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    assert "Killed in Qasr, a\nnew: corroborated, 12 to 14, best 13" in text.replace("\r", "")
    assert "https://desk.example/entries/fact-b" in text


def test_it_is_sent_again_with_the_same_id(box: Box, tmp_path: Path) -> None:
    clock = Hands()
    box.answers = ["451 try later", "554 refused"]
    mail = Mail(box.server, "ledger@desk.example", "ana@desk.example")
    with Outbox.open(tmp_path / "events.db") as outbox:
        (made,) = outbox.notice([answer("a")], START, [mail.name])
        first = deliver(outbox, [mail], clock.now)
        assert "answers with status 451" in first.problems[0].what
        while (done := deliver(outbox, [mail], clock.now)).due:
            clock.at = done.due
    (message,) = box.got
    assert message["Message-ID"] == f"<{made.id}.1@desk.example>"
    assert message["Subject"] == "new: Killed in Qasr, a"


def test_hostile_words_make_no_headers_and_no_commands() -> None:
    mail = Mail(Server.of("smtp://127.0.0.1"), "a@desk.example", "b@desk.example")
    hostile = "Killed\r\nBcc: eve@evil.example\r\n\r\n\x1b[31m" + "x" * 500
    message = mail.message([event(question=hostile)])
    assert message["Bcc"] is None and len(message["Subject"]) <= 120
    assert "\x1b" not in message.as_string() and "\nBcc:" not in message.as_string()


def test_a_server_that_is_not_there_is_told(box: Box) -> None:
    server = Server.of("smtp://127.0.0.1:1")
    with pytest.raises(DeliveryError, match="does not take it"):
        Mail(server, "a@desk.example", "b@desk.example").send([event()])


def test_servers_are_named_by_addresses() -> None:
    found = Server.of("smtps://ana%40desk.example:p%2Fw@mail.example")
    assert (found.host, found.port, found.user, found.password) == (
        "mail.example",
        465,
        "ana@desk.example",
        "p/w",
    )
    assert "p/w" not in repr(found)
    assert Server.of("smtp+starttls://mail.example").port == 587


@pytest.mark.parametrize(
    "address", ["", "mail.example", "http://mail.example", "smtp://", "smtp://a:99999"]
)
def test_what_is_no_server_is_told(address: str) -> None:
    with pytest.raises(CounterclaimError, match="must be written as"):
        Server.of(address)


def test_a_password_is_not_sent_unprotected() -> None:
    with pytest.raises(CounterclaimError, match="unprotected"):
        Server.of("smtp://ana:pw@mail.example")


@pytest.mark.parametrize("address", ["", "ana", "ana@", "@b", "a@b\r\nBcc: c@d", "a@b, c@d"])
def test_what_is_no_mail_address_is_told(address: str) -> None:
    with pytest.raises(CounterclaimError, match="no mail address"):
        Mail(Server.of("smtp://127.0.0.1"), "a@desk.example", address)
