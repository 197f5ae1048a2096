"""The review as a person meets it: with keys, by selecting words, and two at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counterclaim.ledger import Ledger
from counterclaim.web.access import Access
from counterclaim.web.users import Users, add
from tests.review.reports import DAILY_14, POST_12, RADIO_3, RAID_7, WIRE_19, entry_of, held, read
from tests.web.browser import browser_path, served
from tests.web.desk import Words, ledger_of_reports

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOLL = entry_of(held(), POST_12).fact.question
RAID = entry_of(held(), RAID_7).fact.question
PASSWORD = "a long enough password"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    browser_path()
    with ledger_of_reports(tmp_path) as made:
        yield made


@pytest.fixture
def site(ledger: Ledger, users: Users) -> Iterator[str]:
    with served(ledger, Access(users), Words()) as address:
        yield address


@pytest.fixture
def users(tmp_path: Path) -> Users:
    path = tmp_path / "users.json"
    for name in ("Ana", "Ben"):
        add(path, name, "reviewer", PASSWORD)
    return Users(path)


@pytest.fixture
def ana(browser: Browser, site: str) -> Iterator[Page]:
    yield from _signed_in(browser, site, "Ana")


@pytest.fixture
def ben(browser: Browser, site: str) -> Iterator[Page]:
    yield from _signed_in(browser, site, "Ben")


def _signed_in(browser: Browser, site: str, name: str) -> Iterator[Page]:
    """A browser of its own on the queue; it fails where a page complains."""
    context = browser.new_context()
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.goto(f"{site}/review")
    tab.get_by_label("Name").fill(name)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(f"{site}/review")
    yield tab
    context.close()
    expected = ("status of 401", "status of 409")  # of pages that are to be refused
    assert [said for said in complaints if not any(each in said for each in expected)] == []


def shown(tab: Page) -> str:
    """The question that is asked in the queue."""
    return tab.locator("article.entry h3").inner_text()


def press(tab: Page, key: str) -> None:
    """A key that leads to another page."""
    with tab.expect_navigation():
        tab.keyboard.press(key)


def test_the_queue_is_gone_through_with_keys_alone(ana: Page, ledger: Ledger) -> None:
    assert shown(ana) == TOLL
    press(ana, "j")
    assert shown(ana) == RAID
    press(ana, "k")
    assert shown(ana) == TOLL
    ana.keyboard.press("?")
    assert ana.locator("#keys").get_attribute("open") is not None
    press(ana, "s")
    assert shown(ana) == RAID
    ana.keyboard.press("n")
    ana.keyboard.type("jars as read")
    assert ana.get_by_label("Note").input_value() == "jars as read"
    ana.keyboard.press("Escape")
    press(ana, "a")
    assert shown(ana) == TOLL
    assert [(d.kind, d.targets, d.reason) for d in ledger.decisions()] == [
        ("accept", (RAID_7,), "jars as read")
    ]


def test_a_chosen_claim_is_rejected_and_that_is_undone_with_keys(ana: Page, ledger: Ledger) -> None:
    row = ana.locator(".choices li").filter(has_text="State Radio")
    number = row.locator("label").inner_text().split()[0]
    ana.keyboard.press(number)
    assert row.get_by_role("checkbox").is_checked()
    press(ana, "r")
    assert RADIO_3 not in {c.claim.id for c in ledger.claims()}
    assert ana.locator(".choices li").count() == 3
    press(ana, "u")
    assert ana.locator(".choices li").count() == 4
    assert RADIO_3 in {c.claim.id for c in ledger.claims()}


def test_a_speaker_is_corrected_by_selecting_words_of_the_text(ana: Page, ledger: Ledger) -> None:
    row = ana.locator(".choices li").filter(has_text="Harbour Daily")
    ana.keyboard.press(row.locator("label").inner_text().split()[0])
    press(ana, "e")
    ana.evaluate(
        """() => {
          const piece = document.querySelector(".text [data-start]");
          const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode()); ) {
            const at = node.data.indexOf("shells");
            if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 6);
          }
        }"""
    )
    ana.get_by_role("button", name="take selected words for By whom").click()
    assert ana.get_by_label("By whom", exact=True).input_value() == "shells"
    with ana.expect_navigation():
        ana.get_by_role("button", name="Correct", exact=True).click()
    claim = read(ledger.collection(), DAILY_14).claim
    text = next(d.text for d in ledger.documents() if d.id == "daily")
    assert claim.actor
    assert claim.actor.span.start == text.index("shells")
    assert shown(ana) == TOLL


def test_two_at_once_lose_nothing_and_each_is_told_of_the_other(
    ana: Page, ben: Page, ledger: Ledger
) -> None:
    assert shown(ana) == shown(ben) == TOLL
    row = ana.locator(".choices li").filter(has_text="Northwire")
    row.get_by_role("checkbox").check()
    ana.get_by_label("Note").fill("the wire took it back")
    ana.keyboard.press("Escape")
    press(ana, "r")
    press(ben, "a")
    assert ben.locator("h1").inner_text() == "It has changed since you saw it"
    assert "the wire took it back" in ben.locator("main").inner_text()
    assert [(d.user, d.targets) for d in ledger.decisions()] == [("Ana", (WIRE_19,))]
    with ben.expect_navigation():
        ben.get_by_role("link", name="the queue").click()
    assert ben.locator(".choices li").count() == 3
    press(ben, "a")
    assert [d.user for d in ledger.decisions()] == ["Ana", "Ben"]


def test_a_key_pressed_twice_decides_once(ana: Page, ledger: Ledger) -> None:
    with ana.expect_navigation():
        ana.evaluate(
            """() => {
              for (let pressed = 0; pressed < 2; pressed++)
                document.body.dispatchEvent(
                  new KeyboardEvent("keydown", {key: "a", bubbles: true}));
            }"""
        )
    assert shown(ana) == RAID
    assert len(ledger.decisions()) == 1
