"""The report as a person meets it: opened from a file, with the network cut."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from counterclaim.publishing import Basemap, basemap, report, report_pages
from counterclaim.publishing.anchors import record_anchor
from tests.publishing.incident import collection
from tests.publishing.tiles import pmtiles
from tests.web.browser import browser_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HELD = collection()
TOLL = HELD.entries[0]


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the report as one page and as pages."""
    home = tmp_path_factory.mktemp("stick")
    html = report(HELD, title="A strike <told> six ways", ledger="karm.db")
    (home / "report.html").write_text(html, encoding="utf-8")
    for name, page in report_pages(HELD, title="A strike", ledger="karm.db"):
        (home / name).write_text(page, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Page]:
    """A tab on the file; it fails where the page complains or asks for anything else."""
    context = browser.new_context(offline=True, **options)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.on("dialog", lambda dialog: complaints.append(dialog.message))
    tab.on(
        "request",
        lambda asked: None if asked.url.startswith("file:") else complaints.append(asked.url),
    )
    tab.goto(file.as_uri())
    yield tab
    context.close()
    assert complaints == []


@pytest.fixture
def tab(browser: Browser, stick: Path) -> Iterator[Page]:
    yield from opened(browser, stick / "report.html")


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_no_page_has_serious_findings_of_accessibility(
    browser: Browser, stick: Path, shade: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="needs axe-playwright-python")
    script = (files(axe) / "axe.min.js").read_text(encoding="utf-8")
    for file in sorted(stick.glob("*.html")):
        for tab in opened(browser, file, color_scheme=shade):
            tab.evaluate(
                "for (const each of document.querySelectorAll('details')) each.open = true"
            )
            tab.evaluate(script)
            found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
            grave = [
                (each["id"], [node["html"] for node in each["nodes"]][:3])
                for each in found["violations"]
                if each["impact"] in ("serious", "critical")
            ]
            assert grave == [], file.name


def test_a_click_leads_from_a_number_to_its_highlighted_words(tab: Page) -> None:
    tab.locator("table.entries").get_by_role("link", name=TOLL.fact.question).click()
    entry = tab.locator(f"#{record_anchor('fact', TOLL.fact.id)}")
    assert entry.locator("header strong").inner_text() == "19–25"
    entry.get_by_role("link", name="Harbour Daily, 4 Mar 2031").first.click()
    word = tab.locator(".text :is(a:target, i:target + a)")
    assert word.inner_text() == "killed"
    assert word.evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_the_table_is_sorted_and_narrowed(tab: Page) -> None:
    def ranges() -> list[str]:
        return tab.locator("table.entries tbody tr:visible td:nth-child(2)").all_inner_texts()

    tab.get_by_role("button", name="Range").click()
    highest_first = ranges()
    assert "at most 30" in highest_first[0]
    tab.get_by_role("button", name="Range").click()
    assert [said for said in ranges() if said] == [said for said in reversed(highest_first) if said]
    tab.locator("form.finder").get_by_label("Status").select_option("denied")
    assert len(ranges()) == 1


def test_the_map_is_used_with_the_keyboard_alone(tab: Page) -> None:
    places = tab.locator(".map path[role=button]")
    assert places.count() == tab.locator("#places > ul > li").count() > 0
    places.first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.matches('.leaflet-popup a')")
    tab.keyboard.press("Enter")
    tab.wait_for_function("location.hash.startsWith('#f')")


def test_the_brush_hides_what_was_not_reported_then(tab: Page) -> None:
    said = tab.locator("form.brush output[name=shown]")
    drawn = tab.locator("#places > ul > li > ul > li").count()
    assert said.inner_text() == f"{drawn} of {drawn} questions shown"
    tab.locator("form.brush input[name=from]").focus()
    tab.keyboard.press("End")
    last = tab.locator("form.brush input[name=from]").get_attribute("aria-valuetext")
    assert last == tab.locator("form.brush output[name=to-day]").inner_text() == "6 Mar 2031"
    assert said.inner_text() != f"{drawn} of {drawn} questions shown"


# A pixel of the land of Protomaps' light style, on any tile.
LAND = """() => Array.from(document.querySelectorAll(".map canvas")).some((tile) =>
  String(tile.getContext("2d").getImageData(40, 40, 1, 1).data) === "226,223,218,255")"""


def test_a_small_basemap_is_drawn_without_a_server(browser: Browser, tmp_path: Path) -> None:
    ground = Basemap.of(pmtiles(tmp_path / "ground.pmtiles"))
    file = tmp_path / "report.html"
    html = report(HELD, title="", ledger="", basemap=ground)
    file.write_text(html, encoding="utf-8")
    for tab in opened(browser, file):
        tab.locator(".map[data-ground=laid]").wait_for()
        tab.wait_for_function(LAND)


def test_a_large_basemap_is_chosen_from_the_disk(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basemap, "MOST_WRITTEN", 0)
    ground = Basemap.of(pmtiles(tmp_path / "ground.pmtiles"))
    pages = dict(report_pages(HELD, title="", ledger="", basemap=ground))
    ground.copy_to(tmp_path)
    (tmp_path / "map.html").write_text(pages["map.html"], encoding="utf-8")
    for tab in opened(browser, tmp_path / "map.html"):
        choice = tab.get_by_label("To see it, choose basemap.pmtiles")
        choice.wait_for()
        choice.set_input_files(tmp_path / "basemap.pmtiles")
        tab.locator(".map[data-ground=laid]").wait_for()
        tab.wait_for_function(LAND)
        choice.wait_for(state="hidden")


def test_the_page_reads_without_a_script(browser: Browser, stick: Path) -> None:
    for tab in opened(browser, stick / "report.html", java_script_enabled=False):
        assert tab.locator("table.entries tbody tr").count() == len(HELD.entries)
        assert tab.locator("form.filter:visible").count() == 0
        assert tab.locator(".map circle").count() > 0
        assert tab.get_by_role("img", name="Places that the reports name").is_visible()


def test_pages_fit_at_twice_the_size(browser: Browser, stick: Path) -> None:
    """200 % on a screen of 1280 pixels is a width of 640."""
    for file in sorted(stick.glob("*.html")):
        for tab in opened(browser, file, viewport={"width": 640, "height": 400}):
            assert tab.evaluate("document.documentElement.scrollWidth") <= 640, file.name
