"""Events to a receiver on this machine."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from counterclaim.alerting import Change, DeliveryError, Event, Outbox, deliver
from counterclaim.alerting.webhook import Webhook, key, signature
from counterclaim.errors import CounterclaimError
from tests.alerting.desk import START, Hands, answer

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


class Receiver:
    """Answers with the statuses it is given, 200 once there are no more."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/hook?token=secret"
        self.statuses: list[int] = []
        self.headers: Mapping[str, str] = {}
        self.got: list[tuple[Mapping[str, str], bytes]] = []


@contextmanager
def receiving() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            made.got.append((dict(self.headers), body))
            self.send_response(made.statuses.pop(0) if made.statuses else 200)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    made = Receiver(server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def event() -> Event:
    return Event.of(1, START, Change(None, answer(question="Killed in Qasr, é")))


def test_an_event_is_posted_and_signed(receiver: Receiver) -> None:
    Webhook(receiver.address, SECRET, Hands().now).send([event()])
    ((headers, body),) = receiver.got
    sent = {name.lower(): value for name, value in headers.items()}
    assert json.loads(body) == event().record()
    assert sent["webhook-id"] == sent["idempotency-key"] == event().id
    assert sent["webhook-timestamp"] == str(int(START.timestamp()))
    signed = f"{event().id}.{int(START.timestamp())}.".encode() + body
    expected = hmac.new(bytes(range(32)), signed, hashlib.sha256).digest()
    assert sent["webhook-signature"] == f"v1,{base64.b64encode(expected).decode()}"


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The example of the specification's own test vectors."""
    held = key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    found = signature(held, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_an_event_is_sent_again_with_the_same_id_until_it_is_taken(
    receiver: Receiver, tmp_path: Path
) -> None:
    clock = Hands()
    hook = Webhook(receiver.address, SECRET, clock.now)
    receiver.statuses = [500, 302, 404]
    with Outbox.open(tmp_path / "events.db") as outbox:
        outbox.notice([answer("a"), answer("b")], START, [hook.name])
        while (done := deliver(outbox, [hook], clock.now)).due:
            clock.at = done.due
    ids = [headers["webhook-id"] for headers, _ in receiver.got]
    assert len(ids) == 5 and len(set(ids)) == 2 and ids[:4] == [ids[0]] * 4
    assert len({headers["webhook-timestamp"] for headers, _ in receiver.got}) == 4


def test_a_pause_that_is_asked_for_is_kept(receiver: Receiver) -> None:
    receiver.statuses, receiver.headers = [429], {"Retry-After": "900"}
    with pytest.raises(DeliveryError, match="status 429") as caught:
        Webhook(receiver.address, SECRET, Hands().now).send([event()])
    assert (caught.value.pause, caught.value.final) == (900.0, False)


def test_a_receiver_that_is_gone_is_left(receiver: Receiver) -> None:
    receiver.statuses = [410]
    with pytest.raises(DeliveryError) as caught:
        Webhook(receiver.address, SECRET, Hands().now).send([event()])
    assert caught.value.final


def test_a_receiver_that_is_closed_is_told() -> None:
    with receiving() as receiver:
        pass
    with pytest.raises(DeliveryError, match="cannot be reached"):
        Webhook(receiver.address, SECRET, Hands().now).send([event()])


def test_its_name_holds_nothing_secret(receiver: Receiver) -> None:
    hook = Webhook(receiver.address.replace("//", "//ana:pass@"), SECRET, Hands().now)
    assert hook.name == receiver.address.partition("?")[0]


@pytest.mark.parametrize("address", ["", "ftp://a.example/", "a.example", "http://"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(CounterclaimError, match="must begin with http"):
        Webhook(address, SECRET, Hands().now)


@pytest.mark.parametrize("secret", ["", "short", "whsec_!!!", "whsec_c2hvcnQ="])
def test_a_weak_secret_is_told(secret: str) -> None:
    with pytest.raises(CounterclaimError, match="make a random one"):
        key(secret)
