"""From a model's name to a model that can be asked, by the providers that langextract knows.

langextract is imported here, when a model is asked for, and not before: the program does without.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from typing import Any, Final

from counterclaim.errors import ExtractorError
from counterclaim.extracting.languagemodel.asking import Model
from counterclaim.extracting.languagemodel.checking import CLAIM
from counterclaim.extracting.languagemodel.destination import Destination, destination
from counterclaim.extracting.languagemodel.failures import one_line
from counterclaim.extracting.languagemodel.lessons import examples, instructions
from counterclaim.extracting.languagemodel.services import (
    OTHER_KEY,
    SERVICES,
    Service,
    settings,
)

#: The providers of langextract's own, by the module of their class.
_OURS: Final = {f"langextract.providers.{service.name}": service for service in SERVICES}
#: Documents that a service is asked about at once; a model on this machine is busy with one.
_AT_ONCE: Final = 4


def load(named: str, address: str | None = None) -> Model:
    """The model of a name, "MODEL" or "PROVIDER:MODEL", at its provider's address or another.

    Raises ExtractorError where langextract is missing, or knows no provider for the model.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries about each other: nobody here can help
            return _loaded(named, address)
    except ImportError as error:
        missing = (error.name or "langextract").partition(".")[0]
        raise ExtractorError(
            f"langextract:{named}: {missing} is not installed; "
            "install what it needs with: pip install 'counterclaim[llm]'"
        ) from error


def _loaded(named: str, address: str | None) -> Model:
    from langextract.core.exceptions import LangExtractError

    try:
        kind, model = _resolved(named)
        service = _OURS.get(kind.__module__)
        where = address or (service.address if service else "")
        goes = destination(where, model) if service else _unknown(kind)
        key = _key(named, service, address)
        made = _made(kind, model, settings(service, model, where, key))
        name = f"{service.name if service else kind.__name__}:{model}"
        at_once = _AT_ONCE if service and not goes.local else 1
        return Model(name, goes, at_once, made, _prompts(made))
    except (LangExtractError, TypeError, ValueError) as error:
        raise ExtractorError(f"langextract:{named}: {one_line(error)}") from error


def _resolved(named: str) -> tuple[type[Any], str]:
    """The provider's class, and the model's name in it."""
    from langextract import plugins, providers
    from langextract.core.exceptions import InferenceConfigError
    from langextract.providers import router

    known = plugins.available_providers()
    first, _, rest = named.partition(":")
    if rest and first in known:
        return plugins.get_provider_class(first), rest
    providers.load_builtins_once()
    providers.load_plugins_once()
    try:
        return router.resolve(named), named
    except InferenceConfigError as error:
        raise ExtractorError(
            f"langextract:{named}: no provider is known for this model; name one as "
            f"langextract:PROVIDER:MODEL, with the provider {', '.join(sorted(known))}"
        ) from error


def _key(named: str, service: Service | None, address: str | None) -> str:
    """The key for the address. One that is for a provider's own address goes nowhere else."""
    if address or service is None:
        return os.environ.get(OTHER_KEY, "")
    keys = [os.environ[name] for name in service.keys if os.environ.get(name)]
    if service.keys and not keys:
        raise ExtractorError(
            f"langextract:{named}: {service.address} asks for a key; "
            f"put yours into the environment as {service.keys[0]}"
        )
    return keys[0] if keys else ""


def _made(kind: type[Any], model: str, given: Mapping[str, Any]) -> Any:
    """The provider, held to the form of the examples where it can be."""
    form = kind.get_schema_class()
    schema = form.from_examples(_examples()) if form else None
    chosen = {**(schema.to_provider_config() if schema else {}), **given}
    if schema:
        schema.sync_with_provider_kwargs(chosen)
    made = kind(model_id=model, **chosen)
    made.apply_schema(schema)
    return made


def _prompts(made: Any) -> Any:
    from langextract.core.data import FormatType
    from langextract.core.format_handler import FormatHandler
    from langextract.prompting import PromptTemplateStructured, QAPromptGenerator

    template = PromptTemplateStructured(instructions(), _examples())
    handler = FormatHandler(FormatType.JSON, use_fences=made.requires_fence_output)
    return QAPromptGenerator(template, handler)


def _examples() -> list[Any]:
    from langextract.core.data import ExampleData, Extraction

    return [
        ExampleData(
            example.text,
            [Extraction(CLAIM, trigger, attributes=fields) for trigger, fields in example.claims],
        )
        for example in examples()
    ]


def _unknown(kind: type[Any]) -> Destination:
    words = (
        f"are handed to {kind.__module__}.{kind.__name__}, of another package, "
        "which alone knows where it sends them"
    )
    return Destination(words, local=False)
