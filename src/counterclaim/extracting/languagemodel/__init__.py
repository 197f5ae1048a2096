"""Claims read by a language model of the user's choice, kept only where the text bears them out.

An extra: langextract, which talks to the models, is imported when one is asked for (``loading``).
"""

from counterclaim.extracting.languagemodel.extractor import LanguageModelExtractor

__all__ = ["LanguageModelExtractor"]
