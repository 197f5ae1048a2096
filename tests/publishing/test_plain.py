from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publishing.plain import plain, shown
from tests.publishing.page import Page

FORBIDDEN = set(map(chr, [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)])) | set(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def test_controls_become_visible_signs() -> None:
    assert plain("a\x00b\x1b[31m\x7f") == "a␀b␛[31m␡"
    assert plain("\u202eabc") == "[U+202E]abc"


def test_line_ends_become_one_kind() -> None:
    assert plain("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_joiners_and_scripts_stay() -> None:
    for text in ("👩‍👩‍👧", "می‌خواهم", "שלום", "e\u0301"):
        assert plain(text) == str(shown(text)) == text


@given(st.text())
def test_no_control_reaches_the_page(text: str) -> None:
    assert not FORBIDDEN & set(plain(text))
    assert not FORBIDDEN & set(shown(text))
    assert plain(text).encode().decode() == plain(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn"])))
def test_markup_in_a_text_is_only_text(text: str) -> None:
    page = Page(f"<p>{shown(text)}</p>")
    assert [element.tag for element in page.elements] == ["p"]
    assert page.elements[0].text == plain(text)
