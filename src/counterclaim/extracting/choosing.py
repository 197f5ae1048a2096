"""The extractor that a user names."""

from __future__ import annotations

from counterclaim.errors import ExtractorError
from counterclaim.extracting.claims import Extractor, LearnedExtractor
from counterclaim.extracting.languagemodel import LanguageModelExtractor

LEARNED = "learned"
_LANGUAGE_MODEL = "langextract"


def chosen(name: str = LEARNED, address: str | None = None) -> Extractor:
    """The extractor "learned", or "langextract:MODEL", at the model's own address or another.

    Raises ExtractorError where there is none of that name, or it cannot be used here.
    """
    kind, _, model = name.partition(":")
    if kind == _LANGUAGE_MODEL and model:
        return LanguageModelExtractor.load(model, address)
    if name != LEARNED:
        raise ExtractorError(f"{name}: no such extractor; name {LEARNED} or langextract:MODEL")
    if address is not None:
        raise ExtractorError(
            f"{address}: no model to be reached there; name it with --extractor langextract:MODEL"
        )
    return LearnedExtractor.load()
