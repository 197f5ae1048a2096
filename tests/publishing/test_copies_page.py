from __future__ import annotations

import re
from collections import Counter

import pytest

from counterclaim.model import Collection, Origin, Problem
from counterclaim.publishing import copies_page
from tests.publishing.copied import copied, known, report
from tests.publishing.incident import HOSTILE, collection
from tests.publishing.page import Page

WIRE, POST, RADIO = report("w", HOSTILE, 3), report("p", day=4), report("r", day=5)
LEFT, RIGHT, ALONE = report("x"), report("y"), report("z")
FOUND = known(
    (WIRE, POST, RADIO, LEFT, RIGHT, ALONE),
    (copied(POST, WIRE, "b->a"), copied(POST, RADIO), copied(LEFT, RIGHT, relation="duplicate")),
    Origin("origin-00000000000a", ("x", "y"), None, "AFP"),
    Origin("origin-00000000000b", ("p", "r", "w"), "w", None, (("p", "w"), ("r", "p"))),
    Origin("origin-00000000000c", ("z",), None, "Reuters"),
)


def made(known: Collection) -> str:
    return copies_page(known, title="Copies <here>", inputs="a & b.jsonl")


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(made(FOUND))


def test_families_stand_the_largest_first_with_their_trees(page: Page) -> None:
    first, second = page.all("article", "family")
    assert "Report w" in first.text and "3 documents" in first.text
    assert re.sub(r"\s+", " ", second.text).strip().startswith("AFP (unseen origin)")
    assert "unseen origin: AFP" in second.text
    assert [e.path.count("ul") for e in page.all("q") if "li" in e.path] == [1, 2, 3, 2, 2]


def test_each_pair_is_opened_and_led_to(page: Page) -> None:
    pairs = [e.attributes["id"] for e in page.all("details", "pair")]
    assert len(pairs) == 3
    assert set(pairs) <= set(page.targets)
    ids = Counter(page.ids)
    assert [id for id, times in ids.items() if times > 1] == []
    assert [target for target in page.targets if target not in ids] == []


def test_the_figures_are_told(page: Page) -> None:
    names = [e.text for e in page.all("dt")]
    told = dict(zip(names, [e.text for e in page.all("dd")], strict=True))
    assert told["documents"] == "6"
    assert told["independent origins"] == "3"
    assert told["pairs of copies"] == "3"
    assert told["directions told"] == "1"
    assert told["the same text"] == "1 pair"
    assert told["Reuters"] == "1"
    assert "1 document is a copy of no other" in page.by_id("alone").text


def test_the_page_loads_and_runs_nothing(page: Page) -> None:
    tags = {e.tag for e in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert not any(name == "style" for e in page.elements for name in e.attributes)
    (policy,) = [m.attributes["content"] or "" for m in page.all("meta") if len(m.attributes) == 2
                 and m.attributes.get("http-equiv")]  # fmt: skip
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy


def test_hostile_text_is_text(page: Page) -> None:
    assert HOSTILE not in made(FOUND)
    assert page.unbalanced == []
    assert "Copies <here>" in page.by_id("top").text
    assert Page(made(collection())).unbalanced == []


def test_problems_are_told() -> None:
    html = made(Collection(problems=(Problem("a<b>.txt", "line 3", "is no text", "mend it"),)))
    assert "a<b>.txt, line 3: is no text; mend it" in Page(html).by_id("overview").text


def test_equal_collections_give_equal_pages() -> None:
    assert made(FOUND) == made(FOUND)
