"""Nobody comes in who should not, nothing is done that was not meant, and pages are closed."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.web import users
from counterclaim.web.access import SESSION, Access, Audit
from counterclaim.web.serving import Place
from counterclaim.web.users import Users, add, read, remove
from counterclaim.web.views import ACTIONS, DOWNLOADS, PAGES
from tests.publishing.page import Page
from tests.web.site import HOST, client, page

PASSWORD = "a quiet river bend"


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Hashes that cost little: the file says of each what it cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "_COST", {"n": 16, "r": 8, "p": 1})
        yield


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, quick: None) -> Path:
    """A users file."""
    path: Path = tmp_path_factory.mktemp("users") / "users.json"
    for name, role in (("Ruth", "reader"), ("Vera", "reviewer"), ("Ada", "admin")):
        add(path, name, role, PASSWORD)  # type: ignore[arg-type]
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(people: Path, tmp_path: Path, clock: Clock) -> Access:
    return Access(Users(people), audit=Audit(tmp_path / "audit.log"), clock=clock)


def sign_in(made: TestClient, name: str, password: str = PASSWORD, to: str = "/") -> int:
    """Send the form of the sign-in page as it stands; gives the answer's status."""
    found = Page(made.get(to).text)
    fields = {e.attributes.get("name"): e.attributes.get("value") for e in found.all("input")}
    form = {"form_token": fields.get("form_token"), "to": fields.get("to", to)}
    sent = {**form, "name": name, "password": password}
    return made.post("/sign-in", data=sent, follow_redirects=False).status_code


def signed_in(ledger: Ledger, access: Access, name: str) -> TestClient:
    made = client(ledger, access)
    assert sign_in(made, name) == 303
    return made


def token(made: TestClient) -> str:
    fields = page(made, "/").all("input")
    return next(e.attributes["value"] or "" for e in fields if e.attributes["name"] == "form_token")


def test_without_a_session_nothing_is_shown(ledger: Ledger) -> None:
    made = client(ledger)
    paths = ["/openapi.json", "/api", *(v.path for v in PAGES), *(v.json for v in PAGES)]
    paths += [view.path for view in DOWNLOADS]
    for path in paths:
        answer = made.get(path.replace("{id:path}", "r1").replace("{form}", "csv"))
        assert answer.status_code == 401, path
        assert "Karm" not in answer.text
    for action in ACTIONS:
        assert made.post(action.path).status_code == 401


def test_the_printed_address_lets_in_and_leaves_no_token_in_the_address(ledger: Ledger) -> None:
    access = Access()
    made = client(ledger, access)
    assert made.get("/?token=guess").status_code == 401
    answer = made.get(f"/?token={access.token}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert made.get("/").status_code == 200


def test_cookies_are_for_https_only_where_there_is_https(ledger: Ledger) -> None:
    from counterclaim.web.app import application

    access = Access()
    app = application(ledger, access, name="a", hosts=(HOST,), secure=True)
    made = TestClient(app, base_url=f"https://{HOST}")
    answer = made.get(f"/?token={access.token}", follow_redirects=False)
    assert "; secure" in answer.headers["set-cookie"].lower()


def test_a_password_lets_in_and_a_wrong_one_does_not(ledger: Ledger, access: Access) -> None:
    made = client(ledger, access)
    assert sign_in(made, "Ruth", "a quiet river") == 401
    assert sign_in(made, "Nobody") == 401
    assert made.get("/").status_code == 401
    assert sign_in(made, "Ruth", to="/entries?type=killed") == 303
    assert made.get("/entries").status_code == 200
    assert "Ruth (reader)" in page(made, "/").text


@pytest.mark.parametrize("to", ["//evil.example/", "https://evil.example/", "/\\evil.example", "x"])
def test_sign_in_leads_nowhere_else(ledger: Ledger, access: Access, to: str) -> None:
    made = client(ledger, access)
    fields = Page(made.get("/").text).all("input")
    form = next(e for e in fields if e.attributes.get("name") == "form_token").attributes["value"]
    sent = {"form_token": form, "to": to, "name": "Ruth", "password": PASSWORD}
    answer = made.post("/sign-in", data=sent, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_too_many_tries_are_refused_for_a_while(
    ledger: Ledger, access: Access, clock: Clock
) -> None:
    made = client(ledger, access)
    assert [sign_in(made, "Ruth", "wrong password") for _ in range(6)] == [401] * 5 + [429]
    assert sign_in(made, "Ruth") == 429
    clock.now += 16 * 60
    assert sign_in(made, "Ruth") == 303


def test_signing_in_often_is_no_failed_try(ledger: Ledger, access: Access) -> None:
    assert {sign_in(client(ledger, access), "Ruth") for _ in range(22)} == {303}


def test_sign_ins_are_logged_one_line_each(ledger: Ledger, access: Access) -> None:
    made = client(ledger, access)
    sign_in(made, "Ru\nth", "wrong password")
    sign_in(made, "Ruth")
    made.post("/sign-out", data={"form_token": token(made)})
    log = access.audit.path
    assert log is not None
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["event"] for line in lines] == ["refused", "signed in", "signed out"]
    assert [line["user"] for line in lines] == ["Ru\nth", "Ruth", "Ruth"]
    assert made.get("/").status_code == 401


def test_a_session_ends_by_itself(ledger: Ledger, access: Access, clock: Clock) -> None:
    made = signed_in(ledger, access, "Ruth")
    clock.now += SESSION - 1
    assert made.get("/").status_code == 200
    clock.now += SESSION + 1
    assert made.get("/").status_code == 401


def test_a_user_who_is_taken_out_is_out_at_once(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    add(path, "Ruth", "reader", PASSWORD)
    made = signed_in(ledger, Access(Users(path)), "Ruth")
    remove(path, "Ruth")
    assert made.get("/").status_code == 401


def test_roles_are_kept(ledger: Ledger, access: Access) -> None:
    reader, admin = (signed_in(ledger, access, name) for name in ("Ruth", "Ada"))
    assert reader.get("/people").status_code == 403
    assert "People" not in page(reader, "/").text
    assert page(admin, "/people").text.count("reviewer") >= 1
    ended = {"form_token": token(reader), "name": "Ada"}
    assert reader.post("/people/end-sessions", data=ended).status_code == 403
    assert (
        admin.post(
            "/people/end-sessions", data={"form_token": token(admin), "name": "Ruth"}
        ).status_code
        == 200
    )
    assert reader.get("/").status_code == 401


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.path)
def test_every_form_needs_its_token(ledger: Ledger, access: Access, action) -> None:  # type: ignore[no-untyped-def]
    made = signed_in(ledger, access, "Ada")
    for sent in ({}, {"form_token": ""}, {"form_token": "guess"}, {"form_token": "ü"}):
        assert made.post(action.path, data=sent).status_code == 403
    assert made.get("/").status_code == 200


def test_forms_of_other_sites_are_refused(ledger: Ledger, access: Access) -> None:
    made = signed_in(ledger, access, "Ada")
    sent = {"form_token": token(made)}
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"},
                    {"sec-fetch-site": "cross-site"}):  # fmt: skip
        assert made.post("/sign-out", data=sent, headers=headers).status_code == 403
    assert made.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "[", "testserver.evil"])
def test_other_host_names_are_refused(ledger: Ledger, access: Access, host: str) -> None:
    made = signed_in(ledger, access, "Ada")
    answer = made.get("/entries", headers={"host": host})
    assert answer.status_code in (400, 403)
    assert "Karm" not in answer.text


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/web.css", "/entries.json"])
def test_every_answer_is_closed(ledger: Ledger, path: str) -> None:
    headers = client(ledger).get(path).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_users_file_holds_no_password_and_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    add(path, "Ruth", "reader", PASSWORD)
    add(path, "Ruth", "admin", PASSWORD + "!")
    assert PASSWORD not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    known = Users(path)
    assert known.signed_in("Ruth", PASSWORD) is None
    found = known.signed_in("Ruth", PASSWORD + "!")
    assert found and found.role == "admin"


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("a\nb", PASSWORD), ("a", "short")])
def test_names_and_passwords_that_will_not_do(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(CounterclaimError):
        add(tmp_path / "users.json", name, "reader", password)


@pytest.mark.parametrize("text", ["", "[]", '{"users": {"a": {"role": "king"}}}', "{"])
def test_what_is_no_users_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "users.json"
    path.write_text(text)
    with pytest.raises(CounterclaimError, match="counterclaim users add"):
        read(path)


@pytest.mark.parametrize(
    ("place", "remedy"),
    [
        (Place(host="192.0.2.7"), "--users"),
        (Place(host="0.0.0.0", users=Path("u")), "--name"),
        (Place(host="::", users=Path("u")), "--name"),
        (Place(certificate=Path("c")), "--key"),
    ],
)
def test_a_place_that_lets_in_too_many_is_refused(place: Place, remedy: str) -> None:
    with pytest.raises(CounterclaimError, match=remedy):
        place.check()


def test_loopback_needs_no_users() -> None:
    for host in ("127.0.0.1", "localhost", "::1", "127.0.0.5"):
        Place(host=host).check()
