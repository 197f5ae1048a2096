"""XML of strangers, read element by element: no entities, no depth, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from counterclaim.fetching.failures import RefusedError

_DEEPEST: Final = 40  # sitemaps are four deep, lists of feeds as deep as their folders


def elements(data: bytes) -> Iterator[tuple[str, str, Any]]:
    """Each element as it begins (``start``) and is whole (``end``), with its name alone.

    Attributes are there at the start, the element's own text at its end. Raises RefusedError where
    the data are no XML, hold entities, or are nested deeper than such files are.
    """
    around: list[Any] = []
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end")):
            yield event, element.tag.rpartition("}")[2].lower(), element
            if event == "start":
                around.append(element)
            else:
                around.pop()
                # Else all elements of a hostile file would be kept in memory.
                (around[-1] if around else element).clear()
            if len(around) > _DEEPEST:
                raise RefusedError("is nested too deeply", "get it again")
    except DefusedXmlException:
        raise RefusedError("is XML that defines entities", "such files are not read") from None
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedError(f"is damaged XML ({str(error)[:80]})", "get it again") from None
