"""Names of outlets and agencies, and what a report does with them."""

from __future__ import annotations

import pytest

from counterclaim.model import Credit, Dateline, Document, Span
from counterclaim.tracing.sources import carried, cited, is_wire, plain_name, same_house


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Alam", "alalam"),
        ("TRT World and agencies", "trt"),
        ("Al Arabiya News", "arabiya"),
        ("Radio Habana Cuba", "rhc"),
        ("The Associated Press", "AP"),
        ("Press TV", "presstv"),
    ],
)
def test_names_of_one_house(one: str, other: str) -> None:
    assert same_house(one, other)
    assert same_house(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("AP", "Japan Times"), ("Reuters", "AFP"), ("agencies", "news"), ("", "AFP")]
)
def test_names_of_two_houses(one: str, other: str) -> None:
    assert not same_house(one, other)


def test_agencies_have_one_plain_name() -> None:
    assert plain_name("the Associated Press") == "AP"
    assert plain_name("Agence France-Presse") == "AFP"
    assert plain_name("Morning Paper") == "Morning Paper"
    assert is_wire("AFP") and not is_wire("Morning Paper")


def test_a_credit_carried_and_a_source_named_are_kept_apart() -> None:
    text = "TOWN (AFP) - A doctor told Reuters so. The Herald, agencies"
    report = Document(
        "a",
        text,
        outlet="herald",
        dateline=Dateline(Span(0, 12), "TOWN", None, "AFP"),
        credits=(
            Credit("Reuters", Span(27, 34), "inline"),
            Credit("The Herald", Span(39, 49), "tail"),
            Credit("agencies", Span(51, 59), "tail"),
        ),
    )
    assert [named.name for named in carried(report)] == ["AFP"]
    assert [named.name for named in cited(report)] == ["Reuters"]
