"""The services that run language models: where each is reached, and with which key and settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from counterclaim.policy import DEFAULT, Policy

#: Tokens. Ollama cuts off the beginning of what does not fit into the first, unseen, and the
#: instructions stand there; the second ends the answer of a model that goes round in circles.
_ROOM, _ANSWER = 10_240, 4_096
#: A server that was named needs no key, but its client asks for one.
_ANY_KEY: Final = "none"
#: Models that reason refuse a temperature.
_REASONING: Final = re.compile(r"o\d|gpt-?[5-9]")


@dataclass(frozen=True, slots=True)
class Service:
    """A provider that langextract brings, with its own address.

    ``keys`` are the environment variables that may hold the key for that address.
    """

    name: str
    address: str
    keys: tuple[str, ...] = ()


#: The key for an address that the user names; the key of a service is never sent to another.
OTHER_KEY: Final = "LANGEXTRACT_API_KEY"
GEMINI: Final = Service(
    "gemini", "https://generativelanguage.googleapis.com", ("GEMINI_API_KEY", OTHER_KEY)
)
OLLAMA: Final = Service("ollama", "http://localhost:11434")
OPENAI: Final = Service("openai", "https://api.openai.com/v1", ("OPENAI_API_KEY", OTHER_KEY))
SERVICES: Final = (GEMINI, OLLAMA, OPENAI)


def settings(
    service: Service | None, model: str, address: str, key: str, policy: Policy = DEFAULT
) -> Mapping[str, Any]:
    """What a provider is made with, beside the model's name.

    Address and key are always given, so that no variable of the environment can send the text
    elsewhere. Of a provider that another package brings nothing is known: it gets the address, if
    the user named one.
    """
    if service == OLLAMA:
        return {
            "base_url": address,
            "api_key": key or None,
            "timeout": policy.extract_model_wait,
            "temperature": 0.0,
            "num_ctx": _ROOM,
            "max_output_tokens": _ANSWER,
        }
    if service == OPENAI:
        steady = {} if _REASONING.match(model) else {"temperature": 0.0}
        return {"base_url": address, "api_key": key or _ANY_KEY, **steady}
    if service == GEMINI:
        wait = {"base_url": address, "timeout": policy.extract_model_wait * 1000}
        return {"api_key": key or _ANY_KEY, "http_options": wait}
    return {"base_url": address} if address else {}
