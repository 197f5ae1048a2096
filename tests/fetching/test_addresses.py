"""Which addresses may be asked for, by their words."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import FetchingError
from counterclaim.fetching.addresses import Allowed, checked, joined
from counterclaim.fetching.failures import RefusedError


@pytest.mark.parametrize(
    ("address", "url", "host", "port"),
    [
        ("https://norte.example/a?b=c#d", "https://norte.example/a?b=c", "norte.example", 443),
        ("HTTP://NORTE.example:80", "http://norte.example/", "norte.example", 80),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4", "", 443),
        (" https://[2606:4700::1111]/ ", "https://[2606:4700::1111]/", "2606:4700::1111", 443),
        ("http://127.0.0.1/x", "http://127.0.0.1/x", "127.0.0.1", 80),
    ],
)
def test_addresses_have_a_normal_form(address: str, url: str, host: str, port: int) -> None:
    found = checked(address)
    assert (found.url, found.port) == (url, port)
    assert found.host == (host or "xn--bcher-kva.example")


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("ftp://norte.example/a", "no address of a page"),
        ("file:///etc/passwd", "no address of a page"),
        ("//norte.example/a", "no address of a page"),
        ("javascript:alert(1)", "no address of a page"),
        ("http://ana:secret@norte.example/", "name or password"),
        ("http://ana@norte.example/", "name or password"),
        ("http://@norte.example/", "name or password"),
        ("http://norte.example:22/", "uses port 22"),
        ("http://norte.example:65536/", "uses port|no address"),
        ("http://0x7f.1/", "unusual way"),
        ("http://0x7f000001/", "unusual way"),
        ("http://2130706433/", "unusual way"),
        ("http://017700000001/", "unusual way"),
        ("http://127.1/", "unusual way"),
        ("http://0177.0.0.1/", "no address"),
        ("http://127.0.0.1./", "unusual way"),
        ("http://a.0x1/", "unusual way"),
        ("http://１２７.0.0.1/", "no address"),
        ("http://%31%32%37.0.0.1/", "unusual way"),
        ("http://%61.example/", "has no host"),
        ("http://a\\@b.example/", "name or password"),
        ("http:///a", "has no host"),
        ("http://a..b/", "has no host"),
        ("http://nor te.example/", "has no host"),
        ("http://[::1/", "no address"),
        ("http://[fe80::1%25eth0]/", "has no host"),
        ("http://norte.example/" + "a" * 5000, "longer than"),
    ],
)
def test_addresses_that_are_refused(address: str, what: str) -> None:
    with pytest.raises(RefusedError, match=what) as caught:
        checked(address)
    assert caught.value.remedy


@given(st.text(max_size=60), st.sampled_from(["http://", "https://", ""]))
def test_any_text_is_an_address_or_refused(text: str, before: str) -> None:
    with suppress(RefusedError):
        found = checked(before + text)
        assert found.url.startswith(("http://", "https://")) and found.port in (80, 443)
        assert checked(found.url) == found
        assert "@" not in found.host and found.host.isascii()


@given(st.text(max_size=60))
def test_any_link_leads_to_an_address_or_is_refused(link: str) -> None:
    with suppress(RefusedError):
        assert checked(joined("https://norte.example/a/b?c", link)).url.startswith("http")


def test_a_host_and_port_that_were_named_are_allowed() -> None:
    allowed = Allowed.of(["norte.example:8080", "10.0.0.7", "[::1]:8000", "Intranet"])
    assert checked("http://norte.example:8080/", allowed).port == 8080
    assert checked("http://[::1]:8000/", allowed).port == 8000
    with pytest.raises(RefusedError, match="port 8081"):
        checked("http://norte.example:8081/", allowed)
    assert allowed.has("10.0.0.7", 80) and allowed.has("intranet", 443)
    assert not allowed.has("10.0.0.7", 8080) and not allowed.has("norte.example", 80)


@pytest.mark.parametrize("name", ["http://a.example", "a:b", "", "a.example:99999", "a b"])
def test_what_names_no_host_is_told(name: str) -> None:
    with pytest.raises(FetchingError, match="write HOST or HOST:PORT"):
        Allowed.of([name])


def test_links_are_joined_to_where_they_stand() -> None:
    assert joined("https://norte.example/feed/x", "../a") == "https://norte.example/a"
    assert joined("https://norte.example/", "http://[bad") == "http://[bad"
