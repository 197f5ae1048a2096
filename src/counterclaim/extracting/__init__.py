"""extract: documents to claims, every value tied to the characters it was read from."""

from counterclaim.extracting.claims import Extractor, LearnedExtractor

__all__ = ["Extractor", "LearnedExtractor"]
