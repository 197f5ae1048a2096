"""From the name that a user gives to a model: which provider, which address, which key."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.errors import ExtractorError
from counterclaim.extracting import LanguageModelExtractor
from counterclaim.extracting.languagemodel.loading import load
from tests.extracting.languagemodel.fake import FakeModel, answer, document, extractor

KEYS = ("GEMINI_API_KEY", "GOOGLE_API_KEY", "OPENAI_API_KEY", "LANGEXTRACT_API_KEY")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No keys and no addresses in the environment, but those that a test puts there."""
    for name in (*KEYS, "OLLAMA_BASE_URL", "OPENAI_BASE_URL", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("named", ["llama3.2:3b", "ollama:llama3.2:3b"])
def test_a_model_of_ollama_stays_on_this_machine(named: str) -> None:
    model = load(named)
    assert model.name == "ollama:llama3.2:3b"
    assert model.goes.local
    assert model.at_once == 1
    assert LanguageModelExtractor(model).notice == (
        "langextract:ollama:llama3.2:3b: title and text of the reports go to "
        "http://localhost:11434 and stay on this machine"
    )


def test_no_variable_of_the_environment_sends_the_text_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posted = posts(monkeypatch)
    monkeypatch.setenv("OLLAMA_BASE_URL", "http://elsewhere.example")
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    list(LanguageModelExtractor(load("ollama:gpt-oss")).extract([document("Four fell.")]))
    list(LanguageModelExtractor(load("ollama:my-ollama")).extract([document("Four fell.")]))
    assert [url for url, _ in posted] == [
        "http://localhost:11434/api/chat", "http://localhost:11434/api/generate"
    ]  # fmt: skip
    assert "secret" not in str(posted)


def test_a_model_of_ollama_is_given_room_for_the_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    posted = posts(monkeypatch)
    list(LanguageModelExtractor(load("llama3.2")).extract([document("Four fell.")]))
    ((_, sent),) = posted
    assert sent["json"]["options"]["num_ctx"] * 3 > len(sent["json"]["prompt"])
    assert sent["json"]["options"]["num_predict"] > 0
    assert sent["json"]["options"]["temperature"] == 0
    assert sent["json"]["format"] == "json"
    assert sent["timeout"] > 0


def test_another_address_is_told_and_gets_no_key_of_a_service(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posted = posts(monkeypatch)
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    monkeypatch.setenv("LANGEXTRACT_API_KEY", "meant")
    model = load("ollama:gpt-oss", "http://models.example:1")
    assert model.goes.words == "are sent to http://models.example:1"
    list(LanguageModelExtractor(model).extract([document("Four fell.")]))
    ((url, sent),) = posted
    assert url.startswith("http://models.example:1/")
    assert sent["headers"]["Authorization"] == "Bearer meant"


def test_a_hosted_model_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "secret")
    model = load("gemini-9")
    assert model.name == "gemini:gemini-9"
    assert model.goes.words == "are sent to https://generativelanguage.googleapis.com"
    assert not model.goes.local


@pytest.mark.parametrize(("named", "key"), [("gemini-9", "GEMINI"), ("gpt-4o", "OPENAI")])
def test_a_missing_key_is_told_with_its_name(named: str, key: str) -> None:
    with pytest.raises(ExtractorError, match=f"put yours into the environment as {key}_API_KEY"):
        load(named)


def test_a_model_that_no_provider_knows_is_an_error_that_names_them() -> None:
    with pytest.raises(ExtractorError, match="gemini, ollama, openai"):
        load("parrot")


def test_a_provider_of_another_package_is_said_to_send_who_knows_where() -> None:
    notice = extractor(lambda _: answer()).notice
    assert f"{FakeModel.__module__}.FakeModel, of another package" in notice


def posts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What Ollama's provider would post, and where; nothing is sent."""
    import requests

    posted: list[tuple[str, dict[str, Any]]] = []

    def post(url: str, **sent: Any) -> None:
        posted.append((url, sent))
        raise requests.exceptions.ConnectionError("nothing is sent")

    monkeypatch.setattr(requests, "post", post)
    return posted
