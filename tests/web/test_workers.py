"""Several processes make the pages of one site, and nobody who uses it can tell."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.web import users
from counterclaim.web.access import Access, Audit
from counterclaim.web.app import application
from counterclaim.web.users import Users, add
from tests.publishing.incident import collection
from tests.publishing.page import Page
from tests.review.reports import POST_12, RADIO_3, groups
from tests.web.desk import Words, boxes, form, ledger_of_reports, send
from tests.web.site import HOST, filled, page
from tests.web.test_access import PASSWORD, sign_in, token

TOLL = collection().entries[0].fact
AT_ONCE = 8


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "_COST", {"n": 16, "r": 8, "p": 1})
        yield


@contextmanager
def served(ledger: Ledger, access: Access) -> Iterator[TestClient]:
    """A client at a site of which two processes make the pages."""
    app = application(ledger, access, name="a.db", hosts=(HOST,), desk=Words(), processes=2)
    with TestClient(app) as client:
        yield client


@pytest.fixture(scope="module")
def access(kind: str, tmp_path_factory: pytest.TempPathFactory, quick: None) -> Access:
    folder: Path = tmp_path_factory.mktemp("users")
    add(folder / "users.json", "Vera", "admin", PASSWORD)
    return Access(Users(folder / "users.json"), audit=Audit(folder / "audit.log"))


@pytest.fixture(scope="module")
def visitor(kind: str, ledger: Ledger, access: Access) -> Iterator[TestClient]:
    with served(ledger, access) as client:
        yield client


@pytest.fixture
def inside(visitor: TestClient) -> Iterator[TestClient]:
    """One who has signed in, and signs out again."""
    assert sign_in(visitor, "Vera") == 303
    yield visitor
    visitor.post("/sign-out", data={"form_token": token(visitor)})


def at_once(client: TestClient, address: str, **headers: str) -> list[Response]:
    """So many answers, asked for together, so that each process gives some."""
    with ThreadPoolExecutor(AT_ONCE) as askers:
        return list(askers.map(lambda _: client.get(address, headers=headers), range(2 * AT_ONCE)))


def test_who_signed_in_is_in_wherever_pages_are_made(inside: TestClient) -> None:
    assert {answer.status_code for answer in at_once(inside, "/entries")} == {200}
    assert {answer.text for answer in at_once(inside, "/claims")} == {inside.get("/claims").text}
    assert len(active_children()) >= 2
    inside.post("/sign-out", data={"form_token": token(inside)})
    assert {answer.status_code for answer in at_once(inside, "/entries")} == {401}
    sign_in(inside, "Vera")


def test_tries_are_counted_together(visitor: TestClient, access: Access) -> None:
    with ThreadPoolExecutor(AT_ONCE) as askers:
        given = list(askers.map(lambda _: sign_in(visitor, "Mallory"), range(AT_ONCE)))
    assert sorted(given) == [401] * 5 + [429] * (AT_ONCE - 5)
    events = [event["event"] for event in access.audit.last(AT_ONCE)]
    assert sorted(events) == ["limited"] * (AT_ONCE - 5) + ["refused"] * 5


def test_sign_ins_are_shown_as_they_were_logged(inside: TestClient) -> None:
    assert all("signed in" in answer.text for answer in at_once(inside, "/people"))
    assert "etag" not in inside.get("/people").headers


def test_a_decision_is_seen_on_every_page_at_once(inside: TestClient, ledger: Ledger) -> None:
    address = f"/entries/{TOLL.id}"
    before = inside.get(address)
    tag = before.headers["etag"]
    again = at_once(inside, address, **{"if-none-match": tag})
    assert {(answer.status_code, answer.content) for answer in again} == {(304, b"")}
    sent = form(Page(before.text), "/review/decide") | {"do": "accept", "note": "read it twice"}
    assert inside.post("/review/decide", data=sent, follow_redirects=False).status_code == 303
    assert ledger.decisions()[-1].reason == "read it twice"
    after = at_once(inside, address, **{"if-none-match": tag})
    assert {answer.status_code for answer in after} == {200}
    assert all("read it twice" in answer.text for answer in after)


def test_what_was_kept_for_one_session_is_nothing_to_another(inside: TestClient) -> None:
    tags = {inside.get("/entries").headers["etag"], inside.get("/entries").headers["etag"]}
    assert len(tags) == 1
    inside.post("/sign-out", data={"form_token": token(inside)})
    (tag,) = tags
    assert inside.get("/entries", headers={"if-none-match": tag}).status_code == 401
    sign_in(inside, "Vera")
    answer = inside.get("/entries", headers={"if-none-match": tag})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_files_are_made_too(inside: TestClient) -> None:
    files = at_once(inside, "/export/claims/csv")
    assert {answer.text for answer in files} == {files[0].text}
    assert files[0].text.startswith("claim,")


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_process_that_dies_is_replaced(inside: TestClient) -> None:
    made = {child.pid for child in active_children()}
    for process in made:
        os.kill(process or 0, signal.SIGKILL)
    assert {answer.status_code for answer in at_once(inside, "/entries")} == {200}
    assert made.isdisjoint(child.pid for child in active_children())


def test_entries_are_worked_out_anew_for_all(tmp_path: Path) -> None:
    with ledger_of_reports(tmp_path) as ledger:
        access = Access()
        with served(ledger, access) as client:
            client.get("/", params={"token": access.token})
            found = page(client, "/review")
            kept = {box: claim for claim, box in boxes(found).items() if claim == RADIO_3}
            send(client, found, "/review/decide", do="reject", **kept)
            told = at_once(client, "/claims.json")
            assert {answer.headers["cache-control"] for answer in told} == {"private, no-cache"}
            claims = [{row["id"] for row in answer.json()["rows"]} for answer in told]
            assert all(RADIO_3 not in each and POST_12 in each for each in claims)
            assert frozenset({POST_12}) < next(
                g for g in groups(ledger.collection()) if POST_12 in g
            )


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_program(tmp_path: Path, number: signal.Signals) -> None:
    filled(tmp_path / "a.db", collection()).close()
    command = [sys.executable, "-m", "counterclaim.cli", "serve", str(tmp_path / "a.db")]
    command += ["--port", "0", "--no-browser", "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as program:
        assert program.stdout
        found = re.search(rb"http://\S+", program.stdout.readline())
        assert found
        assert _visit(found.group().decode()) == 200  # its processes have begun
        program.send_signal(number)
        left = program.stdout.read()  # ends when nobody is left who could write to it
    # Of one that is killed, the system itself tidies up, and says so.
    assert b"Traceback" not in left and (number == signal.SIGKILL or b"leaked" not in left)


def _visit(address: str) -> int:
    browser = build_opener(HTTPCookieProcessor())  # keeps the session's cookie
    with browser.open(address, timeout=60) as answer:
        return int(answer.status)
