"""The site as a person meets it: in a browser, with a keyboard, at 200 %, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from counterclaim.publishing.basemap import Basemap
from counterclaim.web.access import Access
from tests.publishing.incident import TEXTS, collection
from tests.publishing.tiles import PNG, RED, pmtiles
from tests.web.browser import browser_path, served
from tests.web.site import filled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HELD = collection()
TOLL = HELD.entries[0]
PAGES = (
    "/", "/entries", "/entries?type=killed&sort=-voices", f"/entries/{TOLL.fact.id}", "/claims",
    "/documents", "/documents/r2", "/documents/r5", "/matrix", "/map", "/labels", "/families",
    f"/families/{HELD.origins[0].id}", "/search?q=market", "/people", "/api", "/nothing",
    "/review", "/review?blind=1", "/review/history", f"/review/claims/{TOLL.fact.claims[0]}",
    "/review/add/r2",
)  # fmt: skip
# 5 MB in one line, with what has harmed pages before.
LARGE = "<img src=x onerror=\"document.title='harmed'\"> \u202e\ufeff\u0301 {{7*7}} " * 90_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site, and the one that lets in."""
    browser_path()
    large = replace(HELD.documents[-1], id="large", text=LARGE, title=LARGE[:200])
    held = replace(HELD, documents=(*HELD.documents, large))
    path: Path = tmp_path_factory.mktemp("browser") / "karm.db"
    access = Access()
    ground = Basemap.of(pmtiles(path.with_name("ground.pmtiles"), PNG))
    with filled(path, held) as ledger, served(ledger, access, basemap=ground) as address:
        yield address, f"{address}/?token={access.token}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def tab(browser: Browser, site: tuple[str, str]) -> Iterator[Page]:
    """A tab that has come in; it fails where a page complains, or asks another host."""
    yield from _tab(browser, site)


def _tab(browser: Browser, site: tuple[str, str], **options: Any) -> Iterator[Page]:
    context = browser.new_context(**options)
    made = context.new_page()
    complaints: list[str] = []
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    made.on("dialog", lambda dialog: complaints.append(dialog.message))
    made.on(
        "request",
        lambda asked: None if asked.url.startswith(site[0]) else complaints.append(asked.url),
    )
    made.goto(site[1])
    yield made
    context.close()
    expected = ("status of 404", "status of 401")  # of pages that are to be refused
    assert [said for said in complaints if not any(each in said for each in expected)] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_view_opens_from_a_cold_start(tab: Page, site: tuple[str, str], path: str) -> None:
    tab.goto(site[0] + path)
    assert tab.locator("h1").count() == 1
    assert tab.locator("[href='/static/report.css'], [href='/static/web.css']").count() == 2
    assert tab.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "flex"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_serious_findings_of_accessibility(
    tab: Page, site: tuple[str, str], path: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="needs axe-playwright-python")
    tab.goto(site[0] + path)
    tab.evaluate((files(axe) / "axe.min.js").read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    grave = [
        (each["id"], [node["html"] for node in each["nodes"]][:3])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_a_click_leads_from_a_number_to_its_highlighted_words(
    tab: Page, site: tuple[str, str]
) -> None:
    tab.goto(f"{site[0]}/entries")
    tab.get_by_role("link", name=TOLL.fact.question).click()
    tab.locator(".entry header strong").get_by_text("19–25", exact=True).wait_for()
    tab.get_by_role("link", name="Harbour Daily, 4 Mar 2031").first.click()
    tab.wait_for_url("**/documents/r3#w*")
    tab.locator(".text i:target").wait_for(state="attached")
    word = tab.locator(".text i:target + a")
    assert word.inner_text() == "killed"
    assert word.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert word.evaluate("e => e.getBoundingClientRect().top < innerHeight")
    word.click()
    tab.wait_for_url("**/entries/fact-*")  # of one of the two claims that share the word


def test_a_list_is_narrowed_by_its_form_and_the_address_says_so(
    tab: Page, site: tuple[str, str]
) -> None:
    tab.goto(f"{site[0]}/entries")
    tab.get_by_label("Status").select_option("denied")
    tab.get_by_role("button", name="Show").click()
    tab.wait_for_url(f"{site[0]}/entries?status=denied")
    assert tab.locator("tbody tr").count() == 1
    tab.reload()
    assert tab.get_by_label("Status").input_value() == "denied"


def test_the_map_leads_to_entries_with_the_keyboard_alone(tab: Page, site: tuple[str, str]) -> None:
    tab.goto(f"{site[0]}/map?type=killed")
    spot = tab.locator(".map path.dot")
    spot.wait_for()
    spot.focus()
    tab.keyboard.press("Enter")
    tab.locator(".leaflet-popup li").first.wait_for()
    assert tab.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/entries/fact-*")


def test_a_basemap_is_drawn_beneath_the_places(tab: Page, site: tuple[str, str]) -> None:
    tab.goto(f"{site[0]}/map")
    tab.locator(".map[data-ground=laid] canvas").first.wait_for(state="attached")
    tab.wait_for_function(
        """red => Array.from(document.querySelectorAll(".map canvas")).some((tile) =>
          String(tile.getContext("2d").getImageData(8, 8, 1, 1).data.slice(0, 3)) === red)""",
        arg=",".join(map(str, RED)),
    )


def test_a_search_is_made_with_the_keyboard_alone(tab: Page, site: tuple[str, str]) -> None:
    tab.goto(site[0])
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the page"
    for _ in range(2):
        tab.keyboard.press("Tab")
    tab.keyboard.type("livestock")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=livestock")
    assert "3 claims" in tab.locator("main").inner_text()


@pytest.mark.parametrize("id", ["r5", "large"])
def test_hostile_documents_are_inert(tab: Page, site: tuple[str, str], id: str) -> None:
    tab.goto(f"{site[0]}/documents/{quote(id)}")
    assert tab.locator("main img, main script").count() == 0
    assert "harmed" not in tab.title().split(" · ")[-1]
    if id == "r5":
        assert "<script>alert" in tab.locator(".text").inner_text()
        assert "<script>" in TEXTS["r5"]


def test_pages_fit_at_twice_the_size_and_in_the_dark(
    browser: Browser, site: tuple[str, str]
) -> None:
    """200 % on a screen of 1280 pixels is a width of 640."""
    size = {"width": 640, "height": 400}
    for tab in _tab(browser, site, viewport=size, color_scheme="dark"):
        for path in PAGES:
            tab.goto(site[0] + path)
            assert tab.evaluate("document.documentElement.scrollWidth") <= 640, path
        shade = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        assert shade == "rgb(22, 23, 26)"


def test_signing_out_ends_the_session(tab: Page, site: tuple[str, str]) -> None:
    tab.goto(site[0])
    tab.get_by_role("button", name="Close session").click()
    assert tab.locator("h1").inner_text() == "Sign in"


def test_another_site_is_shown_nothing(browser: Browser, site: tuple[str, str]) -> None:
    tab = browser.new_page()
    tab.set_content(f'<iframe src="{site[0]}/entries"></iframe>')
    tab.wait_for_function("document.querySelector('iframe').contentDocument === null")
    assert tab.frames[-1].url.startswith("chrome-error:")
    tab.close()
