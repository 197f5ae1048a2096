"""Sentences whose words lead to records, and paragraphs of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; ``id`` is the record that they name, None where they name none."""

    text: str
    id: str | None = None


Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One step of an explanation. ``step`` is its fixed name, for programs; ``heading`` is for
    readers. Where it is ``itemised`` each sentence is best shown on a line of its own."""

    step: str
    heading: str
    sentences: tuple[Sentence, ...]
    itemised: bool = False

    @property
    def text(self) -> str:
        return " ".join(map(words, self.sentences))


def words(sentence: Sentence) -> str:
    return "".join(piece.text for piece in sentence)


def sentence(pattern: str, **values: str | int | Piece | Sentence) -> Sentence:
    """The pattern with each ``{name}`` in its place; numbers get separators, pieces stay pieces.

    Values are never read as patterns: braces in a document's words are words.
    """
    pieces: list[Piece] = []
    for literal, name, _, _ in Formatter().parse(pattern):
        if literal:
            pieces.append(Piece(literal))
        if name is not None:
            pieces += _pieces(values[name])
    return tuple(pieces)


def listed(parts: Iterable[Piece | Sentence], last: str = "and") -> Sentence:
    """ "a", "a and b", "a, b and c"."""
    found = [_pieces(part) for part in parts]
    pieces: list[Piece] = []
    for at, part in enumerate(found):
        if at:
            pieces.append(Piece(f" {last} " if at == len(found) - 1 else ", "))
        pieces += part
    return tuple(pieces)


def run_on(sentences: Iterable[Sentence]) -> Sentence:
    """Several sentences as one, for a line of their own."""
    pieces: list[Piece] = []
    for each in sentences:
        pieces += [Piece(" "), *each] if pieces else each
    return tuple(pieces)


def _pieces(value: str | int | Piece | Sentence) -> Sentence:
    if isinstance(value, tuple):
        return value
    if isinstance(value, Piece):
        return (value,)
    return (Piece(f"{value:,}" if isinstance(value, int) else value),)
