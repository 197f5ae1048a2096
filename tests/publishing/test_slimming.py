from __future__ import annotations

import pytest

from counterclaim.publishing.slimming import slim
from tests.publishing.page import Page

WHOLE = """<main>
<h2 id="list">A list</h2>
<ul class="tree">
<li><p class="meta">one</p></li>
<li class="a b"><p>two</p><details><summary>more</summary><p>three</p></details></li>
</ul>
<p>four</p>
<dl>
<div><dt>name</dt><dd>value</dd></div>
</dl>
<table>
<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
<tbody>
<tr><th scope="row">c</th><td></td></tr>
<tr><td><svg class="bar"><path d="M1 2"/><use href="#dot" x="3"/></svg></td><td>d</td></tr>
</tbody>
</table>
<form><select><option value="">all</option><option>some</option></select></form>
</main>"""


def elements(html: str) -> list[tuple[str, dict[str, str | None], tuple[str, ...], str]]:
    page = Page(html)
    assert page.unbalanced == []
    return [(e.tag, e.attributes, e.path, "".join(e.text.split())) for e in page.elements]


def test_the_elements_stay_with_their_attributes_and_text() -> None:
    assert elements(slim(WHOLE)) == elements(WHOLE)


def test_what_a_browser_can_do_without_goes() -> None:
    slimmed = slim(WHOLE)
    assert not any(f"</{tag}>" in slimmed for tag in ("li", "dt", "dd", "td", "th", "tr", "option"))
    assert "\n" not in slimmed
    assert "<p class=meta>one<li" in slimmed
    assert '<li class="a b">' in slimmed


@pytest.mark.parametrize(
    "html",
    [
        '<q>name="value" stays</q>',
        "<q><mark>a</mark>\n<mark>b</mark></q>",
        "<p>one <b>two</b>\nthree</p>",
        '<q title="a &lt;p id=&#34;x&#34;&gt;">a</q>',
        "<p>one</p> two",
    ],
)
def test_text_stays_as_it_is(html: str) -> None:
    assert slim(html) == html
