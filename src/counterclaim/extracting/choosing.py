"""The extractor that a user names."""

from __future__ import annotations

from counterclaim.errors import CounterclaimError, ExtractorError
from counterclaim.extracting.claims import Extractor, LearnedExtractor
from counterclaim.extracting.languagemodel import LanguageModelExtractor
from counterclaim.plugins import Plugin, offered

LEARNED = "learned"
_LANGUAGE_MODEL = "langextract"


def chosen(name: str = LEARNED, address: str | None = None) -> Extractor:
    """The extractor "learned", or "langextract:MODEL", at the model's own address or another; or
    that of a plug-in, by its name, which may be followed by a colon and a model.

    Raises ExtractorError where there is none of that name, or it cannot be used here, and
    PluginError where a plug-in cannot be loaded.
    """
    kind, _, model = name.partition(":")
    plugins = offered("extractors", (LEARNED, _LANGUAGE_MODEL))
    if kind == _LANGUAGE_MODEL and model:
        return LanguageModelExtractor.load(model, address)
    if kind in plugins:
        return _plugged(plugins[kind], model, address)
    if name != LEARNED:
        others = "".join(f", {plugin}" for plugin in plugins)
        raise ExtractorError(
            f"{name}: no such extractor; name {LEARNED} or langextract:MODEL{others}"
        )
    if address is not None:
        raise ExtractorError(
            f"{address}: no model to be reached there; name it with --extractor langextract:MODEL"
        )
    return LearnedExtractor.load()


def _plugged(plugin: Plugin, model: str, address: str | None) -> Extractor:
    """What the plug-in makes of the model and the address."""
    try:
        extractor: Extractor = plugin.load()(model, address)
    except CounterclaimError:
        raise
    except Exception as error:
        raise plugin.error(f"cannot be used ({type(error).__name__}: {error})") from error
    if not (isinstance(getattr(extractor, "name", None), str) and hasattr(extractor, "extract")):
        raise plugin.error("gives no extractor: it lacks a name, or extract(documents)")
    return extractor
