"""Where the text of the reports is said to go."""

from __future__ import annotations

import pytest

from counterclaim.errors import ExtractorError
from counterclaim.extracting.languagemodel.destination import destination

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, whatever the machine that runs the tests has."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    "address", ["http://localhost:11434", "http://127.0.0.1:8080/v1", "https://[::1]:9", "http://127.9.9.9"]
)  # fmt: skip
def test_an_address_of_this_machine_is_local(address: str) -> None:
    goes = destination(address, "llama3.2")
    assert goes.local
    assert goes.words.endswith("and stay on this machine")


@pytest.mark.parametrize(
    "address",
    ["https://api.openai.com/v1", "http://10.0.0.7:11434", "http://localhost.example", "http://[::2]"],
)  # fmt: skip
def test_any_other_address_is_not(address: str) -> None:
    goes = destination(address, "llama3.2")
    assert not goes.local
    assert goes.words == f"are sent to {address.removesuffix('/v1')}"


@pytest.mark.parametrize("model", ["gpt-oss:120b-cloud", "glm-4.6:cloud"])
def test_a_cloud_model_of_a_local_server_is_not_local(model: str) -> None:
    goes = destination("http://localhost:11434", model)
    assert not goes.local
    assert "passes them on to a cloud" in goes.words


def test_a_proxy_in_between_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://me:secret@proxy.example:3128")
    goes = destination("http://localhost:11434", "llama3.2")
    assert not goes.local
    assert goes.words == (
        "are sent to http://localhost:11434 by way of the proxy proxy.example:3128"
    )
    monkeypatch.setenv("no_proxy", "localhost")
    assert destination("http://localhost:11434", "llama3.2").local


def test_a_password_in_the_address_is_not_told() -> None:
    assert destination("https://me:secret@models.example/v1", "x").words == (
        "are sent to https://models.example"
    )


@pytest.mark.parametrize(
    "address", ["", "localhost:11434", "file:///etc/hosts", "http://", "http://host:port", "http://[x"]
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ExtractorError, match="name one as http://HOST:PORT"):
        destination(address, "x")
