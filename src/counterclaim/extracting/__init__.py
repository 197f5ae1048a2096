"""extract: documents to claims, every value tied to the characters it was read from."""

from counterclaim.extracting.choosing import LEARNED, chosen
from counterclaim.extracting.claims import Extractor, LearnedExtractor
from counterclaim.extracting.languagemodel import LanguageModelExtractor

__all__ = ["LEARNED", "Extractor", "LanguageModelExtractor", "LearnedExtractor", "chosen"]
