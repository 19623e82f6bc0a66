"""What LibreOffice leaves out of a PDF for those who cannot see it: the words for Word's own charts, and the order of links as a name."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from .ooxml import Element, find_all

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def words_of_charts(document: Element) -> list[str]:
    """Return the words that stand for each chart of a document, in order."""
    drawn = find_all(document, f"//wp:inline[a:graphic/a:graphicData/@uri='{_CHART}']/wp:docPr")
    return [found.get("descr", "") for found in drawn]


def with_words(pdf: bytes, words: Sequence[str]) -> bytes:
    """Return a PDF whose figures without words have these, one after the other; as it was where they are not as many."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter(BytesIO(pdf), incremental=True)
    silent = [found for found in _elements(writer.root_object.get("/StructTreeRoot")) if found.get("/S") == "/Figure" and not found.get("/Alt")]
    if len(silent) == len(words):
        for found, said in zip(silent, words, strict=True):
            found[NameObject("/Alt")] = TextStringObject(said)
    for page in writer.pages:
        if isinstance(page.get("/Tabs"), TextStringObject):  # which a reader that keeps to the rules does not take for one
            page[NameObject("/Tabs")] = NameObject(f"/{page['/Tabs']}")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _elements(node: Any) -> Iterator[Any]:
    """Return the elements of the tree that a screen reader follows, in order."""
    waiting = [node]
    while waiting:
        found: Any = waiting.pop()
        found = found if found is None else found.get_object()
        if isinstance(found, list):
            waiting += reversed(found)
        elif hasattr(found, "keys"):
            if "/S" in found:
                yield found
            if "/K" in found and not isinstance(found["/K"], int):
                waiting.append(found["/K"])
